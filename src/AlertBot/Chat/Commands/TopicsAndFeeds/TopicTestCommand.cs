using System.Globalization;
using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic test</c>: what a query would have found in the stored articles, before anything is saved.</summary>
internal sealed class TopicTestCommand(StoredArticleSearch test, TimeProvider time) : INewsCommand, IDisposable
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromDays(7);

    // A test takes a processor for seconds: one at a time leaves room for the news.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public CommandSpec Spec { get; } = new(
        "topic test",
        "Runs a query over the stored articles and shows what it would have found; saves nothing",
        [new OptionSpec("query", "e.g. ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text,
            IsRequired: true) { MaxLength = 1_000, TakesRemainingText = true }])
    {
        IsSlow = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call["query"] ?? "";
        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Invalid mistaken:
                return QueryErrorReply.Of(text, mistaken);
            case QueryParseResult.Parsed { Query: var query }:
                if (!await _oneAtATime.WaitAsync(StoredArticleSearch.MaxDuration * 3, cancellationToken))
                {
                    return Reply.Mistake("Other queries are being tested just now: try again in a minute.");
                }

                try
                {
                    return BuildReply(query, await test.RunAsync(query, call.Workspace, cancellationToken));
                }
                finally
                {
                    _oneAtATime.Release();
                }

            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private Reply BuildReply(TopicQuery query, SearchResults findings)
    {
        List<ReplyBlock> blocks =
        [
            new ReplyBlock.Paragraph(RichText.Of("Looks for ", QueryDescriber.Describe(query), ".")),
            .. TopicReplies.LowercaseOperatorHints(query),
            new ReplyBlock.Paragraph(DescribeSearch(findings)),
        ];
        foreach (var (article, evidence) in findings.Newest)
        {
            blocks.Add(new ReplyBlock.Item(Item(article, evidence)));
        }

        blocks.Add(new ReplyBlock.Hint(
            RichText.Of("Nothing is saved. To keep it: ",
                new RichText.Span.Code($"/news topic add NAME {DisplayText.Clean(query.Text)}"))));
        return Reply.Of(blocks);
    }

    private RichText DescribeSearch(SearchResults findings)
    {
        if (findings is not { Searched: > 0, Oldest: { } oldest })
        {
            return "No article is stored here yet: ask again when the feeds have been read.";
        }

        var spans = new List<RichText.Span>
        {
            findings.Matched == 0 ? "Found nothing"
                : $"Found {AmountText.Format(findings.Stories, "story", "stories")} "
                    + $"in {AmountText.Format(findings.Matched, "article", "articles")}, {DescribeRate(findings, oldest)}",
            $"; searched the newest {AmountText.Format(findings.Searched, "article", "articles")}, the oldest of them from ",
            new RichText.Span.RelativeTime(oldest),
            findings.TimedOut
                ? string.Create(CultureInfo.InvariantCulture, $"; stopped after {StoredArticleSearch.MaxDuration.TotalSeconds:0} s.") : ".",
        };
        if (findings.Stories > 0)
        {
            spans.Add(findings.Stories > StoredArticleSearch.MaxShown ? $" The newest {StoredArticleSearch.MaxShown} it would have told:"
                : " It would have told:");
        }

        return RichText.Of(spans);
    }

    // Over the last week, or as long as there are articles: what is older stands in few feeds.
    private string DescribeRate(SearchResults findings, DateTimeOffset oldest)
    {
        var now = time.GetUtcNow();
        var span = now - oldest < RateWindow ? now - oldest : RateWindow;
        var days = Math.Max(1, span.TotalDays);
        var perDay = findings.CountSince(now - span) / days;
        return perDay switch
        {
            >= 1.5 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay):0} a day"),
            >= 0.75 => "about one a day",
            _ => "fewer than one a day",
        };
    }

    private static RichText Item(StoredArticle article, IReadOnlyList<Evidence> evidence)
    {
        var title = DisplayText.Truncate(DisplayText.Clean(article.Title), 200);
        var spans = new List<RichText.Span>
        {
            new RichText.Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Sanitize(article.Link)),
            $" · {DisplayText.Truncate(DisplayText.Clean(article.Source), 80)}, ",
            new RichText.Span.RelativeTime(article.PublishedOrSeenAt),
        };
        if (evidence is [var first, ..])
        {
            var field = first.Field switch { "title" => article.Title, "text" => article.Text, "source" => article.Source,
                _ => article.Author ?? "" };
            spans.Add(": ");
            spans.AddRange(Excerpt.Of(field, [.. evidence.Where(piece => piece.Field == first.Field)]));
        }

        return RichText.Of(spans);
    }
}
