using System.CommandLine;
using System.Data.Common;
using AlertBot.Chat.Content;
using AlertBot.Feeds;
using AlertBot.Feeds.Discovery;
using AlertBot.Feeds.Opml;
using AlertBot.Http;
using AlertBot.Settings;
using AlertBot.Storage;

namespace AlertBot.Cli;

/// <summary><c>alertbot feeds</c>: lists of feeds in and out as OPML, and the feeds of a site. The service may run meanwhile.</summary>
internal static class FeedsCommand
{
    private const int MaxTitleLength = 100;

    public static Command Create() => new("feeds", "Takes in and gives out lists of feeds (OPML), and finds the feeds of a site.")
    {
        CreateImport(),
        CreateExport(),
        CreateRemove(),
        CreateFind(),
    };

    /// <returns>0, or 1 when something was skipped or nothing could be read, which is said on <paramref name="error"/>.</returns>
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
            await error.WriteLineAsync($"{path}: no feed was taken in");
            return 1;
        }

        var inFile = settings.Feeds.Select(feed => feed.Url.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        var others = list.Feeds.Where(feed => !inFile.Contains(feed.Address.AbsoluteUri)).ToList();
        return await WithDatabaseAsync(settings, error, async database =>
        {
            var import = await new ImportedFeedStore(database).ImportAsync(others, TimeProvider.System.GetUtcNow(), cancellationToken);
            var present = import.InSettings + list.Feeds.Count - others.Count;
            await output.WriteLineAsync(
                $"{Pluralize(import.Added, "feed")} taken in, {import.Updated} known already, {present} in the settings file "
                    + $"already, {Pluralize(list.Skipped.Count, "line")} skipped. "
                + "What they list today is no news. Undo one: alertbot feeds remove ADDRESS");
            return list.Skipped.Count == 0 ? 0 : 1;
        }, cancellationToken);
    }

    /// <param name="all">Also what servers and workspaces added for themselves.</param>
    public static Task<int> ExportAsync(AlertBotSettings settings, bool all, Stream output, TextWriter error,
        CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            var stored = await new ImportedFeedStore(database).ListAsync(all, cancellationToken);
            var inFile = settings.Feeds.Select(feed => new OpmlFeed(feed.Url, feed.Name, FeedOutline.FromLabels(feed.Labels)));
            OpmlWriter.Write(output, inFile.Concat(stored).DistinctBy(feed => feed.Address.AbsoluteUri), TimeProvider.System.GetUtcNow());
            return 0;
        }, cancellationToken);

    public static Task<int> RemoveAsync(AlertBotSettings settings, Uri address, TextWriter output, TextWriter error,
        CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            if (await new ImportedFeedStore(database).RemoveAsync(address, TimeProvider.System.GetUtcNow(), cancellationToken))
            {
                await output.WriteLineAsync("It is read no more.");
                return 0;
            }

            await error.WriteLineAsync(
                "No feed with this address came by a list: `alertbot feeds export` shows all; those of the settings file are removed "
                    + "there");
            return 1;
        }, cancellationToken);

    public static async Task<int> FindAsync(NetworkOptions network, Uri address, TextWriter output, TextWriter error,
        CancellationToken cancellationToken)
    {
        using var fetcher = new Fetcher(network, TimeProvider.System);
        switch (await new FeedFinder(fetcher, TimeProvider.System).FindAsync(address, cancellationToken))
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
                throw new InvalidOperationException($"{other} does not come of looking for a feed");
        }
    }

    private static string Describe(FoundFeed feed, DateTimeOffset now)
    {
        var title = DisplayText.Clean(feed.Document.Title) is { Length: > 0 } given ? DisplayText.Truncate(given, MaxTitleLength)
            : "untitled";
        var newest = feed.NewestEntry is not { } entry ? "lists nothing at present"
            : $"newest "
                + $"“{DisplayText.Truncate(DisplayText.Clean(entry.Title), MaxTitleLength)}”{(entry.Published is { } published ? ", " + RelativeTime.Format(published, now) : "")}";
        return $"{title} ({feed.Document.Format}): {newest}";
    }

    private static Command CreateImport()
    {
        var file = new Argument<string>("FILE") { Description = "The list, as other readers export it; - for standard input." };
        var command = new Command("import", "Takes in the feeds of an OPML file; its folders become labels.") { file };
        command.SetAction(
            async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await ImportAsync(settings, parsed.GetValue(file)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Command CreateExport()
    {
        var all = new Option<bool>("--all") { Description = "Also the feeds that servers and workspaces added for themselves." };
        var command = new Command("export", "Prints the feeds as OPML, addresses as they are, with the keys that they may hold.") { all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var output = Console.OpenStandardOutput();
            return CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
                ? await ExportAsync(settings, parsed.GetValue(all), output, Console.Error, cancellationToken)
                : 1;
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var address = AddressArgument("The address of a feed that came by a list.");
        var command = new Command("remove", "Reads a feed no more that an import brought.") { address };
        command.SetAction(
            async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await RemoveAsync(settings, parsed.GetValue(address)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Command CreateFind()
    {
        var address = AddressArgument("A site's page, or a channel, account or repository.");
        var command = new Command("find", "Shows the feeds of a site, each with its newest entry; stores nothing.") { address };
        command.SetAction(
            async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await FindAsync(settings.Network, parsed.GetValue(address)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Argument<Uri> AddressArgument(string description) => new("ADDRESS")
    {
        Description = description,
        CustomParser = result =>
        {
            var (address, mistake) = FeedAddress.Parse(result.Tokens[0].Value);
            if (address is null)
            {
                result.AddError($"{char.ToUpperInvariant(mistake![0])}{mistake[1..]}.");
            }

            return address;
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

            await error.WriteLineAsync($"{path}: larger than {OpmlReader.MaxBytes / 1_000_000} MB; split the file");
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
        catch (StorageException e)
        {
            await error.WriteLineAsync(e.Message);
        }
        catch (DbException e)
        {
            await error.WriteLineAsync(
                $"The database cannot be used: {e.Message.TrimEnd('.')}. Look at the disk and at storage.connection");
        }

        return 1;
    }

    private static string Pluralize(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
