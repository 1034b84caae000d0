using System.CommandLine;
using System.Data.Common;
using AlertBot.Chat.Content;
using AlertBot.Feeds;
using AlertBot.Feeds.Discovery;
using AlertBot.Feeds.Opml;
using AlertBot.Http;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Text;

namespace AlertBot.Cli;

/// <summary>
/// <c>alertbot feeds</c>: imports and exports lists of feeds as OPML, and finds the feeds of a site. The service may be running.
/// </summary>
internal static class FeedsCommand
{
    /// <summary>Limit of a title in the output, in UTF-16 code units: keeps it on one line of a terminal.</summary>
    private const int MaxTitleLength = 100;

    public static Command Create() => new("feeds", "Import, export, remove and find feeds")
    {
        CreateImport(),
        CreateExport(),
        CreateRemove(),
        CreateFind(),
    };

    /// <returns>0, or 1 when a line was skipped or the list could not be read; the reasons are on <paramref name="error"/>.</returns>
    public static async Task<int> ImportAsync(AlertBotSettings settings, string path, TextWriter output, TextWriter error,
        CancellationToken cancellationToken)
    {
        if (await ReadFileAsync(path, error, cancellationToken) is not { } bytes)
        {
            return 1;
        }

        var list = OpmlReader.Read(bytes);
        foreach (var line in list.Skipped)
        {
            await error.WriteLineAsync($"{path}: {line}");
        }

        if (list.Feeds.Count == 0)
        {
            await error.WriteLineAsync($"{path}: no feed was imported");
            return 1;
        }

        var configured = settings.Feeds.Select(feed => feed.Url.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        var others = list.Feeds.Where(feed => !configured.Contains(feed.Address.AbsoluteUri)).ToList();
        return await WithDatabaseAsync(settings, error, async database =>
        {
            var import = await new ImportedFeedStore(database).ImportAsync(others, TimeProvider.System.GetUtcNow(), cancellationToken);
            var alreadyConfigured = import.InSettings + list.Feeds.Count - others.Count;
            await output.WriteLineAsync(
                $"{Humanize.Count(import.Added, "feed", "feeds")} imported, {import.Updated} already imported, {alreadyConfigured} in the "
                    + $"settings file, {Humanize.Count(list.Skipped.Count, "line", "lines")} skipped. Entries that the new feeds list now "
                    + "are not posted. To undo: alertbot feeds remove URL");
            return list.Skipped.Count == 0 ? 0 : 1;
        }, cancellationToken);
    }

    /// <param name="all">Also the feeds that servers and workspaces added in chat.</param>
    public static Task<int> ExportAsync(AlertBotSettings settings, bool all, Stream output, TextWriter error,
        CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            var stored = await new ImportedFeedStore(database).ListAsync(all, cancellationToken);
            var configured = settings.Feeds.Select(feed => new OpmlFeed(feed.Url, feed.Name, FeedOutline.FromLabels(feed.Labels)));
            OpmlWriter.Write(
                output, configured.Concat(stored).DistinctBy(feed => feed.Address.AbsoluteUri), TimeProvider.System.GetUtcNow());
            return 0;
        }, cancellationToken);

    public static Task<int> RemoveAsync(AlertBotSettings settings, Uri url, TextWriter output, TextWriter error,
        CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            if (await new ImportedFeedStore(database).RemoveAsync(url, TimeProvider.System.GetUtcNow(), cancellationToken))
            {
                await output.WriteLineAsync("Removed. The feed is no longer polled.");
                return 0;
            }

            await error.WriteLineAsync(
                "No imported feed has this URL. To list all feeds, run `alertbot feeds export`. To remove a feed of the "
                    + "settings file, edit that file.");
            return 1;
        }, cancellationToken);

    public static async Task<int> FindAsync(NetworkOptions network, Uri url, TextWriter output, TextWriter error,
        CancellationToken cancellationToken)
    {
        using var fetcher = new Fetcher(network, TimeProvider.System);
        switch (await new FeedFinder(fetcher, TimeProvider.System).FindAsync(url, cancellationToken))
        {
            case FeedSearchResult.Found found:
                foreach (var feed in found.Others.Prepend(found.Feed))
                {
                    await output.WriteLineAsync($"{feed.Address.AbsoluteUri}\n  {Describe(feed, TimeProvider.System.GetUtcNow())}");
                }

                return 0;
            case FeedSearchResult.NotFound none:
                await error.WriteLineAsync(none.Reason);
                return 1;
            case var other:
                throw new InvalidOperationException($"Unknown result of a feed search: {other}.");
        }
    }

    private static string Describe(FoundFeed feed, DateTimeOffset now)
    {
        var title = DisplayText.Clean(feed.Document.Title) is { Length: > 0 } given
            ? DisplayText.Truncate(given, MaxTitleLength)
            : "untitled";
        return $"{title} ({feed.Document.Format}): {DescribeNewestEntry(feed.NewestEntry, now)}";
    }

    private static string DescribeNewestEntry(Entry? entry, DateTimeOffset now)
    {
        if (entry is null)
        {
            return "lists no entries";
        }

        var age = entry.Published is { } published ? ", " + Humanize.Age(published, now) : "";
        return $"newest “{DisplayText.Truncate(DisplayText.Clean(entry.Title), MaxTitleLength)}”{age}";
    }

    private static Command CreateImport()
    {
        var file = new Argument<string>("FILE") { Description = "An OPML file, as other feed readers export it; - for standard input" };
        var command = new Command("import", "Import the feeds of an OPML file; its folders become labels") { file };
        SetAction(command, (settings, parsed, cancellationToken) =>
            ImportAsync(settings, parsed.GetRequiredValue(file), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    private static Command CreateExport()
    {
        var all = new Option<bool>("--all") { Description = "Include the feeds that servers and workspaces added in chat" };
        var command = new Command("export", "Print all feeds as OPML; URLs are printed in full, including any keys that they contain")
        {
            all,
        };
        SetAction(command, async (settings, parsed, cancellationToken) =>
        {
            await using var output = Console.OpenStandardOutput();
            return await ExportAsync(settings, parsed.GetValue(all), output, Console.Error, cancellationToken);
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var url = UrlArgument("The URL of the feed");
        var command = new Command("remove", "Remove a feed that was imported") { url };
        SetAction(command, (settings, parsed, cancellationToken) =>
            RemoveAsync(settings, parsed.GetRequiredValue(url), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    private static Command CreateFind()
    {
        var url = UrlArgument("A page of the site, or a channel, account or repository");
        var command = new Command("find", "Show the feeds of a site, each with its newest entry; stores nothing") { url };
        SetAction(command, (settings, parsed, cancellationToken) =>
            FindAsync(settings.Network, parsed.GetRequiredValue(url), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    private static void SetAction(Command command, Func<AlertBotSettings, ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, cancellationToken) =>
            CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
                ? await run(settings, parsed, cancellationToken)
                : 1);

    private static Argument<Uri> UrlArgument(string description) => new("URL")
    {
        Description = description,
        CustomParser = result =>
        {
            var (url, mistake) = FeedAddress.Parse(result.Tokens[0].Value);
            if (url is null)
            {
                result.AddError($"{char.ToUpperInvariant(mistake![0])}{mistake[1..]}.");
            }

            return url;
        },
    };

    private static async Task<byte[]?> ReadFileAsync(string path, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            if (await BoundedBody.ReadAsync(new StreamContent(file), OpmlReader.MaxBytes, cancellationToken) is { } bytes)
            {
                return bytes;
            }

            await error.WriteLineAsync($"{path}: the file is larger than {OpmlReader.MaxBytes / 1_000_000} MB; split it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{path}: {FileReadError.Describe(path, e)}");
        }

        return null;
    }

    private static async Task<int> WithDatabaseAsync(AlertBotSettings settings, TextWriter error, Func<Database, Task<int>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var database = Database.Open(settings.Storage);
            await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
            return await work(database);
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            await error.WriteLineAsync(DatabaseError.Describe(e));
        }

        return 1;
    }
}
