using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Cli.Inspect;

/// <summary><c>inspect feed</c>: what AlertBot reads in feed documents.</summary>
internal static class InspectFeedCommand
{
    public static Command Create()
    {
        var paths = InspectOptions.Documents("Feed documents");
        var list = InspectOptions.List();
        var json = InspectOptions.Json();
        var command = new Command("feed", "Show the entries that AlertBot reads from feed documents") { paths, list, json };
        InspectOptions.RequireDocuments(command, paths, list);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(list), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? list, bool json, CancellationToken cancellationToken)
    {
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
        switch (await ParseAsync(document, cancellationToken))
        {
            case FeedParseResult.Parsed parsed:
                output.Write(ToLine(document.Id, parsed.Document));
                break;
            case FeedParseResult.Rejected rejected:
                output.WriteFailure(document.Id, rejected.Reason);
                break;
            case var other:
                throw new InvalidOperationException($"Unknown result of parsing a feed: {other}.");
        }
    }

    private static async Task<FeedParseResult> ParseAsync(InspectDocument document, CancellationToken cancellationToken) =>
        await document.LoadAsync(cancellationToken) switch
        {
            InspectContent.Loaded loaded => FeedParser.Parse(loaded.Body, loaded.ContentType, loaded.Url),
            InspectContent.Failed failed => new FeedParseResult.Rejected(failed.Reason),
            var other => throw new InvalidOperationException($"Unknown result of loading a document: {other}."),
        };

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
