using System.CommandLine;
using System.Text.Json.Serialization;
using AlertBot.Articles;
using AlertBot.Http;
using AlertBot.Quotes;
using AlertBot.Summaries;
using AlertBot.Summaries.Extractive;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect article</c>: the article on a page, its summary and its quotes.</summary>
internal static class InspectArticleCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("page") { Description = "Paths, URLs or - for standard input; .gz is unpacked.",
            Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<string?>("--list") { Description = "JSON Lines: {\"id\",\"path\",\"url\"?,\"contentType\"?}" };
        var url = new Option<string?>("--url") { Description = "Where the page lay: the base of its links." };
        var json = new Option<bool>("--json") { Description = "One JSON object a page." };
        var command = new Command("article", "Shows the article that a page holds, its summary and its quotes.") { paths, list, url, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(paths) is not { Length: > 0 } && result.GetValue(list) is null)
            {
                result.AddError("Name at least one page, or a list with --list FILE.");
            }

            if (result.GetValue(url) is { } address && !Uri.TryCreate(address, UriKind.Absolute, out _))
            {
                result.AddError($"--url {address}: no absolute address; write one such as https://example.org/news/1");
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
        var (body, contentType, address, error) = await LoadAsync(document, cancellationToken);
        if (body is null)
        {
            output.WriteFailure(document.Id, error!);
            return;
        }

        switch (PageReader.Read(body, contentType, address, TimeProvider.System.GetUtcNow()))
        {
            case PageReadResult.Extracted read:
                output.Write(ArticleJson.Of(document.Id, read.Page));
                break;
            case PageReadResult.NoArticle none:
                output.WriteFailure(document.Id, none.Reason);
                break;
        }
    }

    private static async Task<(byte[]? Body, string? ContentType, Uri? Address, string? Error)> LoadAsync(InspectDocument document,
        CancellationToken cancellationToken)
    {
        if (document.IsUrl)
        {
            if (!Uri.TryCreate(document.Location, UriKind.Absolute, out var location))
            {
                return (null, null, null, $"{document.Location} is no address");
            }

            return await OperatorUrlFetcher.GetAsync(location, cancellationToken) switch
            {
                FetchOutcome.Fetched fetched => (fetched.Body, document.ContentType ?? fetched.ContentType, fetched.Address, null),
                FetchOutcome.Failed failed => (null, null, null, failed.Reason),
                _ => (null, null, null, "the server said that the page has not changed, though it was not asked"),
            };
        }

        try
        {
            return (await document.ReadAsync(cancellationToken), document.ContentType,
                Uri.TryCreate(document.Url, UriKind.Absolute, out var address) ? address : null, null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, null, null, FileReadError.Describe(document.Location, e));
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
            writer.WriteLine($"\nSummary: {ToSingleLine(sentence.Text)}");
        }

        foreach (var quote in article.Quotes)
        {
            var who = string.Join(", ", new[] { quote.Name ?? quote.Speaker, quote.Role, quote.Venue }.Where(part => part is not null));
            writer.WriteLine($"\n“{ToSingleLine(quote.Text)}”{(who.Length > 0 ? " — " + who : "")}");
        }
    }

    private static string ToSingleLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
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
    public static ArticleJson Of(string id, Page page)
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
