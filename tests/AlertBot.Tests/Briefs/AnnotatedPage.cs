using AlertBot.Articles;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Stories;
using AlertBot.Testing;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Tests.Briefs;

/// <summary>A page of News/, read as the service reads it, with the annotations of an editor.</summary>
internal sealed record AnnotatedPage(string Name, Page Page, IReadOnlyList<Quote> Quotes, Brief Brief, ArticleAnnotations Labels)
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Folder { get; } = Path.Combine(SourceTree.Root, "tests", "AlertBot.Tests", "Briefs", "News");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.html").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static AnnotatedPage Read(string name)
    {
        var labels = ArticleAnnotations.Read(Path.Combine(Folder, name + ".expected.txt"));
        var page = Assert.IsType<PageReadResult.Extracted>(
            PageReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".html")), "text/html", null, Now)).Page;
        var quotes = QuoteExtractor.Extract(page.Text, page.Language);
        return new AnnotatedPage(name, page, quotes, BriefComposer.Compose(Article(page, quotes, labels)), labels);
    }

    private static MatchedArticle Article(Page page, IReadOnlyList<Quote> quotes, ArticleAnnotations labels)
    {
        var query = Assert.IsType<QueryParseResult.Parsed>(TopicQuery.Parse(labels.Query)).Query;
        var evidence = query.Match(new TopicDocument(page.Title, page.Text, page.Site, page.Byline, page.Language));
        Assert.NotNull(evidence);
        return new MatchedArticle(
            new EntryId(1), Backlog.None, Now, Now, null, page.Title ?? "", page.Text, page.Url, page.Language, page.Site ?? "",
            [new MatchedTopic(new TopicId(1), labels.Topic, evidence)], quotes);
    }
}
