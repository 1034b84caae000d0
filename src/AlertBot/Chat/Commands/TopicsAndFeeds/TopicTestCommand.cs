using System.Globalization;
using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Text;
using AlertBot.Topics;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic test</c>: what a query would have found in the stored articles, before anything is saved.</summary>
internal sealed class TopicTestCommand(StoredArticleSearch search, TimeProvider time) : INewsCommand, IDisposable
{
    /// <summary>Code points of an article's title.</summary>
    private const int MaxTitleLength = 200;

    /// <summary>Code points of a source's name.</summary>
    private const int MaxSourceLength = 80;

    /// <summary>The rate of stories is measured over this time: a week has all weekdays.</summary>
    private static readonly TimeSpan RateWindow = TimeSpan.FromDays(7);

    /// <summary>How long a search waits for the searches before it.</summary>
    private static readonly TimeSpan MaxQueueTime = StoredArticleSearch.MaxDuration * 3;

    // A search keeps a processor busy for seconds: one at a time leaves capacity for polling and reading.
    private readonly SemaphoreSlim _searchLock = new(1);

    public CommandSpec Spec { get; } = new(
        "topic test",
        "Try a query on the stored articles and show what it finds; nothing is saved",
        [
            new OptionSpec("query", "For example: ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text, IsRequired: true)
            {
                MaxLength = TopicReplies.MaxQueryLength,
                TakesRemainingText = true,
            },
        ])
    {
        IsSlow = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call["query"] ?? "";
        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Invalid error:
                return QueryErrorReply.Of(text, error);
            case QueryParseResult.Parsed { Query: var query }:
                if (!await _searchLock.WaitAsync(MaxQueueTime, cancellationToken))
                {
                    return Reply.Mistake("AlertBot is busy with other searches. Try again in a minute.");
                }

                try
                {
                    return BuildReply(query, await search.RunAsync(query, call.Workspace, cancellationToken));
                }
                finally
                {
                    _searchLock.Release();
                }

            case var other:
                throw new InvalidOperationException($"Unknown parse result: {other}");
        }
    }

    public void Dispose() => _searchLock.Dispose();

    private Reply BuildReply(TopicQuery query, SearchResults results) => Reply.Of(
    [
        ReplyBlock.Paragraph.Of("Looks for ", QueryDescriber.Describe(query), "."),
        .. TopicReplies.LowercaseOperatorHints(query),
        DescribeSearch(results),
        .. results.Newest.Select(match => ToItem(match.Article, match.Evidence)),
        ReplyBlock.Hint.Of(
            "Nothing was saved. To save the query as a topic: ",
            CommandUsage.ToCode($"topic add NAME {DisplayText.Clean(query.Text)}")),
    ]);

    private ReplyBlock.Paragraph DescribeSearch(SearchResults results)
    {
        if (results is not { Searched: > 0, Oldest: { } oldest })
        {
            return ReplyBlock.Paragraph.Of("No articles are stored here yet. Try again after the feeds have been read.");
        }

        var stopped = results.TimedOut
            ? string.Create(CultureInfo.InvariantCulture, $". The search stopped after {StoredArticleSearch.MaxDuration.TotalSeconds:0} s")
            : "";
        return ReplyBlock.Paragraph.Of(
            results.Matched == 0 ? "Found nothing. " : DescribeMatches(results, oldest),
            $"Searched the newest {Humanize.Count(results.Searched, "article", "articles")}; the oldest is from ",
            new Span.RelativeTime(oldest),
            $"{stopped}.",
            results.Stories == 0 ? ""
                : results.Stories > StoredArticleSearch.MaxShown ? $" The newest {StoredArticleSearch.MaxShown} stories:"
                : " The stories:");
    }

    private string DescribeMatches(SearchResults results, DateTimeOffset oldest) =>
        $"Found {Humanize.Count(results.Stories, "story", "stories")} in {Humanize.Count(results.Matched, "article", "articles")}, "
        + $"{DescribeRate(results, oldest)}. ";

    // Over the last week only: fewer feeds list older articles.
    private string DescribeRate(SearchResults results, DateTimeOffset oldest)
    {
        var now = time.GetUtcNow();
        var span = now - oldest < RateWindow ? now - oldest : RateWindow;
        var days = Math.Max(1, span.TotalDays);
        var perDay = results.CountSince(now - span) / days;
        return perDay switch
        {
            >= 1.5 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay):0} a day"),
            >= 0.75 => "about one a day",
            _ => "fewer than one a day",
        };
    }

    private static ReplyBlock.Item ToItem(StoredArticle article, IReadOnlyList<Evidence> evidence)
    {
        var title = DisplayText.Truncate(DisplayText.Clean(article.Title), MaxTitleLength);
        var spans = new List<Span>
        {
            new Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Sanitize(article.Link)),
            $" · {DisplayText.Truncate(DisplayText.Clean(article.Source), MaxSourceLength)}, ",
            new Span.RelativeTime(article.PublishedOrSeenAt),
        };
        if (evidence is [var first, ..])
        {
            spans.Add(": ");
            spans.AddRange(Excerpt.Of(GetField(article, first.Field), [.. evidence.Where(piece => piece.Field == first.Field)]));
        }

        return ReplyBlock.Item.Of(spans);
    }

    private static string GetField(StoredArticle article, string field) => field switch
    {
        "title" => article.Title,
        "text" => article.Text,
        "source" => article.Source,
        _ => article.Author ?? "",
    };
}
