using System.Globalization;
using AlertBot.Alerts.Archive;
using AlertBot.Topics;

namespace AlertBot.Chat.Commands.Reading;

/// <summary><c>/news topic test</c>: what a query would have found in the stored articles, before anything is saved.</summary>
internal sealed class TopicTestCommand(QueryTest test, TimeProvider time) : INewsCommand, IDisposable
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // A test takes a processor for seconds: one at a time leaves room for the news.
    private readonly SemaphoreSlim _one = new(1);

    public CommandSpec Spec { get; } = new(
        "topic test",
        "Runs a query over the stored articles and shows what it would have found; saves nothing",
        [new OptionSpec("query", "e.g. ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text, IsRequired: true) { MaxLength = 1_000, TakesRest = true }])
    {
        IsSlow = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call["query"] ?? "";
        switch (TopicQuery.Parse(text))
        {
            case QueryReading.Mistaken mistaken:
                return QueryMistake.Of(text, mistaken);
            case QueryReading.Parsed { Query: var query }:
                if (!await _one.WaitAsync(QueryTest.MostTime * 3, cancellationToken))
                {
                    return Reply.Mistake("Other queries are being tested just now: try again in a minute.");
                }

                try
                {
                    return Say(query, await test.RunAsync(query, call.Workspace, cancellationToken));
                }
                finally
                {
                    _one.Release();
                }

            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    public void Dispose() => _one.Dispose();

    private Reply Say(TopicQuery query, QueryFindings findings)
    {
        List<ReplyBlock> blocks =
        [
            new ReplyBlock.Paragraph(RichText.Of("Looks for ", QueryWords.Of(query), ".")),
            .. TopicReplies.OperatorsAsWords(query),
            new ReplyBlock.Paragraph(Searched(findings)),
        ];
        foreach (var (article, evidence) in findings.Newest)
        {
            blocks.Add(new ReplyBlock.Item(Item(article, evidence)));
        }

        blocks.Add(new ReplyBlock.Hint(RichText.Of("Nothing is saved. To keep it: ", new RichText.Span.Code($"/news topic add NAME {PlainText.Clean(query.Text)}"))));
        return Reply.Of(blocks);
    }

    private RichText Searched(QueryFindings findings)
    {
        if (findings is not { Searched: > 0, Oldest: { } oldest })
        {
            return "No article is stored here yet: ask again when the feeds have been read.";
        }

        var spans = new List<RichText.Span>
        {
            findings.Matched == 0 ? "Found nothing" : $"Found {Amounts.Of(findings.Stories, "story", "stories")} in {Amounts.Of(findings.Matched, "article", "articles")}, {Rate(findings, oldest)}",
            $"; searched the newest {Amounts.Of(findings.Searched, "article", "articles")}, the oldest of them from ",
            new RichText.Span.Ago(oldest),
            findings.RanOut ? string.Create(CultureInfo.InvariantCulture, $"; stopped after {QueryTest.MostTime.TotalSeconds:0} s.") : ".",
        };
        if (findings.Stories > 0)
        {
            spans.Add(findings.Stories > QueryTest.Shown ? $" The newest {QueryTest.Shown} it would have told:" : " It would have told:");
        }

        return RichText.Of(spans);
    }

    // Over the last week, or as long as there are articles: what is older stands in few feeds.
    private string Rate(QueryFindings findings, DateTimeOffset oldest)
    {
        var now = time.GetUtcNow();
        var span = now - oldest < Week ? now - oldest : Week;
        var days = Math.Max(1, span.TotalDays);
        var perDay = findings.Since(now - span) / days;
        return perDay switch
        {
            >= 1.5 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay):0} a day"),
            >= 0.75 => "about one a day",
            _ => "fewer than one a day",
        };
    }

    private static RichText Item(StoredArticle article, IReadOnlyList<Evidence> evidence)
    {
        var title = PlainText.Cut(PlainText.Clean(article.Title), 200);
        var spans = new List<RichText.Span>
        {
            new RichText.Span.Link(title.Length > 0 ? title : "Untitled", WebLink.Of(article.Link)),
            $" · {PlainText.Cut(PlainText.Clean(article.Source), 80)}, ",
            new RichText.Span.Ago(article.At),
        };
        if (evidence is [var first, ..])
        {
            var field = first.Field switch { "title" => article.Title, "text" => article.Text, "source" => article.Source, _ => article.Author ?? "" };
            spans.Add(": ");
            spans.AddRange(Excerpt.Of(field, [.. evidence.Where(piece => piece.Field == first.Field)]));
        }

        return RichText.Of(spans);
    }
}
