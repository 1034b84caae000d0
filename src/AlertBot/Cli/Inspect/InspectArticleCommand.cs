using System.CommandLine;
using System.Text.Json.Serialization;
using AlertBot.Articles;
using AlertBot.Quotes;
using AlertBot.Summaries;
using AlertBot.Summaries.Extractive;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect article</c>: the article on a page, its summary and its quotes.</summary>
internal static class InspectArticleCommand
{
    public static Command Create()
    {
        var paths = InspectOptions.Documents("Pages");
        var list = InspectOptions.List();
        var url = new Option<string?>("--url") { Description = "The URL of the page: the base of its links", HelpName = "URL" };
        var json = InspectOptions.Json();
        var command = new Command("article", "Show the article on a page, its summary and its quotes") { paths, list, url, json };
        InspectOptions.RequireDocuments(command, paths, list);
        command.Validators.Add(result =>
        {
            if (result.GetValue(url) is { } given && !Uri.TryCreate(given, UriKind.Absolute, out _))
            {
                result.AddError($"--url {given} is not an absolute URL; write one such as https://example.org/news/1.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(list), parsed.GetValue(url), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? list, string? url, bool json, CancellationToken cancellationToken)
    {
        using var output = new InspectOutput<ArticleJson>(json, ArticleJsonContext.Default.ArticleJson, WriteText);
        try
        {
            foreach (var document in InspectDocument.ReadAll(paths, list).Select(d => d with { Url = d.Url ?? url }))
            {
                await InspectAsync(document, output, cancellationToken);
            }
        }
        catch (InspectInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        return output.ExitCode;
    }

    private static async Task InspectAsync(InspectDocument document, InspectOutput<ArticleJson> output, CancellationToken cancellationToken)
    {
        switch (await document.LoadAsync(cancellationToken))
        {
            case InspectContent.Loaded loaded:
                WriteArticle(document.Id, loaded, output);
                break;
            case InspectContent.Failed failed:
                output.WriteFailure(document.Id, failed.Reason);
                break;
        }
    }

    private static void WriteArticle(string id, InspectContent.Loaded content, InspectOutput<ArticleJson> output)
    {
        switch (PageReader.Read(content.Body, content.ContentType, content.Url, TimeProvider.System.GetUtcNow()))
        {
            case PageReadResult.Extracted extracted:
                output.Write(ArticleJson.From(id, extracted.Page));
                break;
            case PageReadResult.NoArticle none:
                output.WriteFailure(id, none.Reason);
                break;
        }
    }

    private static void WriteText(TextWriter writer, ArticleJson article)
    {
        writer.WriteLine(article.Title ?? article.Id);
        writer.WriteLine(
            string.Join(" · ",
                new[] { article.Byline, article.Site, article.Published, article.Language, article.Url }.Where(part => part is not null)));
        writer.WriteLine();
        writer.WriteLine(article.Text);
        foreach (var sentence in article.Summary)
        {
            writer.WriteLine($"\nSummary: {QuoteFormatter.ToSingleLine(sentence.Text)}");
        }

        foreach (var quote in article.Quotes)
        {
            writer.WriteLine($"\n{QuoteFormatter.Format(quote)}");
        }
    }
}

/// <summary>One line of <c>inspect article</c>.</summary>
internal sealed record ArticleJson(
    string Id,
    bool Ok,
    string? Url,
    string? Title,
    string? Byline,
    string? Published,
    string? Language,
    string? Site,
    string Text,
    IReadOnlyList<SummarySentence> Summary,
    IReadOnlyList<Quote> Quotes)
{
    public static ArticleJson From(string id, Page page)
    {
        var quotes = QuoteExtractor.Extract(page.Text, page.Language);
        return new ArticleJson(
            id, true, page.Url, page.Title, page.Byline, page.Published, page.Language, page.Site, page.Text,
            ExtractiveSummarizer.Summarize(page.Title, page.Text, page.Language, quotes, []),
            quotes);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArticleJson))]
internal sealed partial class ArticleJsonContext : JsonSerializerContext;
