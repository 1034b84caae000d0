using System.Text.RegularExpressions;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>With <c>updates: thread</c>, an article that adds something to its story is posted as a reply below the alert.</summary>
internal static partial class ThreadReplies
{
    /// <summary>The minimum time between two replies of an alert. What comes sooner is in the edited alert.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(5);

    public static async Task AddAsync(Session session, long alert, MatchedArticle article, StoryId story, Subscriber subscriber,
        DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!subscriber.Address.HasThreads
            || await FindParentAsync(session, alert, now, cancellationToken) is not { } parent)
        {
            return;
        }

        var earlier = (await MatchedArticleStore.ListByStoryAsync(session, story, subscriber.Workspace, cancellationToken))
            .FindAll(other => other.Entry != article.Entry);
        if (AddsNews(article, earlier))
        {
            await MessageQueue.AddAsync(
                session,
                new NewMessage(subscriber.Destination, MessageKind.Reply, [alert], $"reply:{alert}:{article.Entry}",
                    BriefComposer.Compose(article), expiresAt)
                {
                    Parent = parent,
                    Quiet = QuietTime.From(subscriber.Options),
                    IsUrgent = subscriber.IsUrgent,
                },
                now, cancellationToken);
        }
    }

    /// <returns>Whether the article has a quote or a figure that no earlier one has.</returns>
    public static bool AddsNews(MatchedArticle article, IReadOnlyList<MatchedArticle> earlier)
    {
        var quotes = earlier.SelectMany(Wordings).ToHashSet();
        if (Wordings(article).Any(wording => !quotes.Contains(wording)))
        {
            return true;
        }

        var figures = earlier.SelectMany(Figures).ToHashSet();
        return Figures(article).Any(figure => !figures.Contains(figure));
    }

    /// <returns>The message of the alert; null when it has none of its own, is muted, or got a reply a moment ago.</returns>
    private static async Task<MessageId?> FindParentAsync(Session session, long alert, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var parents = await session.QueryAsync(
            """
            SELECT m.id FROM message m JOIN message_alert ma ON ma.message_id = m.id JOIN alert a ON a.id = ma.alert_id
            WHERE ma.alert_id = @alert AND m.kind = 'alert' AND m.state <> 'refused' AND a.muted_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM message reply WHERE reply.parent_id = m.id AND reply.created_at > @since)
            """,
            [("alert", alert), ("since", (now - MinInterval).ToUnixTimeMilliseconds())],
            row => new MessageId(row.GetInt64(0)),
            cancellationToken);
        return parents is [var parent] ? parent : null;
    }

    private static IEnumerable<string> Wordings(MatchedArticle article) =>
        BriefComposer.ComposeQuotes(article.Quotes).Select(QuoteQueries.NormalizeWording);

    /// <summary>Numbers of the title and the first paragraph: further below they are background.</summary>
    private static IEnumerable<string> Figures(MatchedArticle article)
    {
        var end = article.Text.IndexOf('\n', StringComparison.Ordinal);
        return Figure().Matches($"{article.Title} {(end < 0 ? article.Text : article.Text[..end])}").Select(match => match.Value);
    }

    [GeneratedRegex(@"\p{Nd}+(?:[.,]\p{Nd}+)*")]
    private static partial Regex Figure();
}
