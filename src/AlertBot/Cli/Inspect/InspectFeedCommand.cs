using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;
using AlertBot.Http;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect feed</c>: what AlertBot reads in feed documents.</summary>
internal static class InspectFeedCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Feed documents: paths, addresses or - for standard input.",
            Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<string?>("--list") { Description = "A JSON Lines file that names documents." };
        var json = new Option<bool>("--json") { Description = "Print JSON Lines." };
        var command = new Command("feed", "Shows what is read in feed documents.") { paths, list, json };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(list), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? list, bool json, CancellationToken cancellationToken)
    {
        if (paths.Length == 0 && list is null)
        {
            await Console.Error.WriteLineAsync("inspect feed: name a document, or give a list with --list");
            return 2;
        }

        try
        {
            using var output = new InspectOutput<FeedLine>(json, InspectFeedJson.Default.FeedLine, WriteText);
            foreach (var document in InspectDocument.ReadAll(paths, list))
            {
                await InspectAsync(document, output, cancellationToken);
            }

            return output.ExitCode;
        }
        catch (InspectInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task InspectAsync(InspectDocument document, InspectOutput<FeedLine> output, CancellationToken cancellationToken)
    {
        switch (await ReadAsync(document, cancellationToken))
        {
            case FeedParseResult.Parsed parsed:
                output.Write(ToLine(document.Id, parsed.Document));
                break;
            case FeedParseResult.Rejected refused:
                output.WriteFailure(document.Id, refused.Reason);
                break;
            default:
                break;
        }
    }

    private static async Task<FeedParseResult> ReadAsync(InspectDocument document, CancellationToken cancellationToken)
    {
        if (document.IsUrl)
        {
            return !Uri.TryCreate(document.Location, UriKind.Absolute, out var address)
                ? new FeedParseResult.Rejected("this is no address: check its spelling")
                : await OperatorUrlFetcher.GetAsync(address, cancellationToken) switch
                {
                    FetchOutcome.Fetched fetched => FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address),
                    FetchOutcome.Failed failed => new FeedParseResult.Rejected(failed.Reason),
                    _ => new FeedParseResult.Rejected("the server sent no document"),
                };
        }

        try
        {
            var body = await document.ReadAsync(cancellationToken);
            return FeedParser.Parse(body, document.ContentType, Uri.TryCreate(document.Url, UriKind.Absolute, out var url) ? url : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new FeedParseResult.Rejected(FileReadError.Describe(document.Location, e));
        }
    }

    private static FeedLine ToLine(string id, FeedDocument feed) =>
        new(id, true, feed.Format, feed.Title, feed.Link, feed.Language, feed.Hub, [.. feed.Entries.Select(ToLine)], feed.Warnings);

    private static EntryLine ToLine(Entry entry) =>
        new(entry.Id, FormatKey(entry.Keys[0]), entry.Title, entry.Link, FormatTime(entry.Published), FormatTime(entry.Updated),
            entry.Authors, entry.Categories, entry.Summary, entry.Content);

    private static string FormatKey(EntryKey key) => $"{key.Kind}:{key.Hash[..16]}";

    private static string? FormatTime(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void WriteText(TextWriter output, FeedLine feed)
    {
        output.WriteLine($"{feed.Id}: {feed.Title ?? "(no title)"} [{feed.Format}, {feed.Entries.Count} entries]");
        foreach (var warning in feed.Warnings)
        {
            output.WriteLine($"  ! {warning}");
        }

        foreach (var entry in feed.Entries)
        {
            output.WriteLine(
                $"  {entry.Published ?? entry.Updated ?? "no date",-20}  {(entry.Title.Length > 0 ? entry.Title : entry.Summary)}");
            output.WriteLine($"  {"",-20}  {entry.Link ?? "(no link)"}");
        }
    }
}

/// <summary>A document in the JSON of <c>inspect feed</c>.</summary>
internal sealed record FeedLine(
    string Id, bool Ok, string Format, string? Title, string? Link, string? Language, string? Hub, IReadOnlyList<EntryLine> Entries,
    IReadOnlyList<string> Warnings);

/// <summary>An entry in the JSON of <c>inspect feed</c>.</summary>
internal sealed record EntryLine(
    string? Id, string Key, string Title, string? Link, string? Published, string? Updated, IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories, string Summary, string? Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedLine))]
internal sealed partial class InspectFeedJson : JsonSerializerContext;
