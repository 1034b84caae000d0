using System.CommandLine;
using System.Data.Common;
using AlertBot.Chat;
using AlertBot.Cli.Settings;
using AlertBot.Feeds;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Cli;

/// <summary><c>alertbot feeds</c>: lists of feeds in and out as OPML, and the feeds of a site. The service may run meanwhile.</summary>
internal static class FeedsCommand
{
    private const int TitleLength = 100;

    public static Command Create() => new("feeds", "Takes in and gives out lists of feeds (OPML), and finds the feeds of a site.")
    {
        Import(),
        Export(),
        Remove(),
        Find(),
    };

    /// <returns>0, or 1 when something was skipped or nothing could be read, which is said on <paramref name="error"/>.</returns>
    public static async Task<int> ImportAsync(AlertBotSettings settings, string path, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await ReadAsync(path, error, cancellationToken) is not { } bytes)
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
            var import = await new FeedListStore(database).ImportAsync(others, TimeProvider.System.GetUtcNow(), cancellationToken);
            var present = import.OfSettings + list.Feeds.Count - others.Count;
            await output.WriteLineAsync(
                $"{Count(import.Added, "feed")} taken in, {import.Known} known already, {present} in the settings file already, {Count(list.Skipped.Count, "line")} skipped. "
                + "What they list today is no news. Undo one: alertbot feeds remove ADDRESS");
            return list.Skipped.Count == 0 ? 0 : 1;
        }, cancellationToken);
    }

    /// <param name="all">Also what servers and workspaces added for themselves.</param>
    public static Task<int> ExportAsync(AlertBotSettings settings, bool all, Stream output, TextWriter error, CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            var stored = await new FeedListStore(database).ListAsync(all, cancellationToken);
            var inFile = settings.Feeds.Select(feed => new ListedFeed(feed.Url, feed.Name, FeedOutline.OfLabels(feed.Labels)));
            OpmlWriter.Write(output, inFile.Concat(stored).DistinctBy(feed => feed.Address.AbsoluteUri), TimeProvider.System.GetUtcNow());
            return 0;
        }, cancellationToken);

    public static Task<int> RemoveAsync(AlertBotSettings settings, Uri address, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        WithDatabaseAsync(settings, error, async database =>
        {
            if (await new FeedListStore(database).RemoveAsync(address, TimeProvider.System.GetUtcNow(), cancellationToken))
            {
                await output.WriteLineAsync("It is read no more.");
                return 0;
            }

            await error.WriteLineAsync("No feed with this address came by a list: `alertbot feeds export` shows all; those of the settings file are removed there");
            return 1;
        }, cancellationToken);

    public static async Task<int> FindAsync(NetworkOptions network, Uri address, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var fetcher = new Fetcher(network, TimeProvider.System);
        switch (await new FeedFinder(fetcher, TimeProvider.System).FindAsync(address, cancellationToken))
        {
            case FeedFinding.Found found:
                foreach (var feed in found.Others.Prepend(found.Feed))
                {
                    await output.WriteLineAsync($"{feed.Address.AbsoluteUri}\n  {Describe(feed, TimeProvider.System.GetUtcNow())}");
                }

                return 0;
            case FeedFinding.None none:
                await error.WriteLineAsync(none.Reason);
                return 1;
            case var other:
                throw new InvalidOperationException($"{other} does not come of looking for a feed");
        }
    }

    private static string Describe(FoundFeed feed, DateTimeOffset now)
    {
        var title = Chat.PlainText.Clean(feed.Feed.Title) is { Length: > 0 } given ? Chat.PlainText.Cut(given, TitleLength) : "untitled";
        var newest = feed.Newest is not { } entry ? "lists nothing at present"
            : $"newest “{Chat.PlainText.Cut(Chat.PlainText.Clean(entry.Title), TitleLength)}”{(entry.Published is { } published ? ", " + Ago.Of(published, now) : "")}";
        return $"{title} ({feed.Feed.Format}): {newest}";
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "The list, as other readers export it; - for standard input." };
        var command = new Command("import", "Takes in the feeds of an OPML file; its folders become labels.") { file };
        command.SetAction(async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await ImportAsync(settings, parsed.GetValue(file)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Command Export()
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

    private static Command Remove()
    {
        var address = TypedAddress("The address of a feed that came by a list.");
        var command = new Command("remove", "Reads a feed no more that an import brought.") { address };
        command.SetAction(async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await RemoveAsync(settings, parsed.GetValue(address)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Command Find()
    {
        var address = TypedAddress("A site's page, or a channel, account or repository.");
        var command = new Command("find", "Shows the feeds of a site, each with its newest entry; stores nothing.") { address };
        command.SetAction(async (parsed, cancellationToken) => CommandSettings.Load(parsed.GetValue(RunCommand.ConfigOption)) is { } settings
            ? await FindAsync(settings.Network, parsed.GetValue(address)!, Console.Out, Console.Error, cancellationToken)
            : 1);
        return command;
    }

    private static Argument<Uri> TypedAddress(string description) => new("ADDRESS")
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

    private static async Task<byte[]?> ReadAsync(string path, TextWriter error, CancellationToken cancellationToken)
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
            await error.WriteLineAsync($"{path}: {Inspect.UnreadableFile.Reason(path, e)}");
        }

        return null;
    }

    private static async Task<int> WithDatabaseAsync(AlertBotSettings settings, TextWriter error, Func<Database, Task<int>> work, CancellationToken cancellationToken)
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
            await error.WriteLineAsync($"The database cannot be used: {e.Message.TrimEnd('.')}. Look at the disk and at storage.connection");
        }

        return 1;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
