using System.Net;
using System.Text;
using AlertBot.Cli;
using AlertBot.Feeds;
using AlertBot.Http;
using AlertBot.Settings;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Cli;

public sealed class FeedsCommandTests : IAsyncLifetime
{
    private const string List =
        """
        <opml version="2.0"><body>
        <outline text="News"><outline text="Coast"><outline text="Tide" xmlUrl="https://tide.example/rss" htmlUrl="https://tide.example/"/></outline></outline>
        <outline text="Of the file" xmlUrl="https://file.example/rss"/>
        <outline text="Lamp" xmlUrl="https://lamp.example/rss"/>
        </body></opml>
        """;

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private TestDatabase _test = null!;
    private AlertBotSettings _settings = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _settings = new AlertBotSettings
        {
            Storage = _test.Options,
            Feeds = [new FeedOptions(new Uri("https://file.example/rss")) { Name = "From the file", Labels = ["papers"] }],
        };
        await new FeedStore(_test.Database).SyncWithSettingsAsync(_settings.Feeds, _test.Now, None);
    }

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        await _error.DisposeAsync();
        await _test.DisposeAsync();
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_imported_list_is_added_to_the_configured_feeds_and_survives_a_restart()
    {
        Assert.Equal(0, await ImportAsync(List));
        Assert.StartsWith("2 feeds imported, 0 already imported, 1 in the settings file, 0 lines skipped.", _output.ToString());

        await new FeedStore(_test.Database).SyncWithSettingsAsync(_settings.Feeds, _test.Now, None);

        Assert.Equal(3, await _test.NumberAsync("SELECT COUNT(*) FROM feed WHERE retired_at IS NULL"));
        Assert.Equal(["From the file", "Lamp", "Tide"], await _test.TextsAsync("SELECT name FROM workspace_feed ORDER BY name"));
    }

    [Fact]
    public async Task A_round_trip_over_an_empty_database_loses_nothing()
    {
        await ImportAsync(List);
        var first = await ExportAsync();
        await using var other = await TestDatabase.OnSqliteAsync();
        _settings = new AlertBotSettings { Storage = other.Options };

        await ImportAsync(first);

        Assert.Equal(WithoutDate(first), WithoutDate(await ExportAsync()));
        Assert.Contains("htmlUrl=\"https://tide.example/\"", first);
        Assert.Contains("<outline text=\"papers\">", first);
    }

    [Fact]
    public async Task Importing_a_list_again_updates_names_and_folders_and_adds_nothing()
    {
        await ImportAsync(List);

        await ImportAsync(
            List.Replace("Coast", "Sea", StringComparison.Ordinal).Replace("\"Lamp\"", "\"Lantern\"", StringComparison.Ordinal));

        Assert.Contains("0 feeds imported, 2 already imported", _output.ToString());
        Assert.Contains("Sea", await ExportAsync());
        Assert.Equal(["Lantern"], await _test.TextsAsync("SELECT name FROM workspace_feed WHERE name LIKE 'La%'"));
    }

    [Fact]
    public async Task A_file_that_is_not_OPML_is_rejected_with_its_actual_kind()
    {
        Assert.Equal(1, await ImportAsync("<html><body>a page</body></html>"));

        Assert.Contains(": this is not OPML but <html>: export the list of feeds as OPML", _error.ToString());
        Assert.DoesNotContain("skipped", _error.ToString());
    }

    [Fact]
    public async Task Skipped_lines_are_reported_one_by_one_with_exit_code_1()
    {
        Assert.Equal(1,
            await ImportAsync(
                "<opml><body>\n<outline text='x' xmlUrl='gopher://a'/>\n<outline xmlUrl='https://good.example/'/></body></opml>"));

        Assert.Contains("skipped line 2 (“x”): its xmlUrl is not an", _error.ToString());
        Assert.Contains("1 feed imported", _output.ToString());
    }

    [Fact]
    public async Task An_imported_feed_can_be_removed_and_a_configured_one_cannot()
    {
        await ImportAsync(List);

        Assert.Equal(0, await FeedsCommand.RemoveAsync(_settings, new Uri("https://tide.example/rss"), _output, _error, None));
        Assert.Equal(1, await FeedsCommand.RemoveAsync(_settings, new Uri("https://file.example/rss"), _output, _error, None));

        Assert.Equal(["https://tide.example/rss"], await _test.TextsAsync("SELECT url FROM feed WHERE retired_at IS NOT NULL"));
    }

    [Fact]
    public async Task Feeds_of_a_workspace_are_exported_only_on_request()
    {
        await _test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '1'), (8, 'console', '')");
        await _test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, title, added_at, due_at) VALUES (70, 'https://guild.example/rss', 'guild.example', "
                + "'Guild', 0, 0), (80, 'https://typed.example/rss', 'typed.example', 'Typed', 0, 0)");
        await _test.ExecuteAsync("INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (7, 70, 0), (8, 80, 0)");

        var (withoutWorkspaces, all) = (await ExportAsync(), await ExportAsync(all: true));

        Assert.Contains("typed.example", withoutWorkspaces);
        Assert.DoesNotContain("guild.example", withoutWorkspaces);
        Assert.Contains("guild.example", all);
    }

    [Fact]
    public async Task A_missing_file_is_reported_in_one_sentence()
    {
        Assert.Equal(1, await FeedsCommand.ImportAsync(_settings, "/nowhere/list.opml", _output, _error, None));

        Assert.Contains("there is no such file", _error.ToString());
    }

    [Fact]
    public async Task The_feeds_of_a_site_are_listed_with_their_newest_entries()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.On("/",
            "<link rel=alternate type=application/rss+xml href=/main><link rel=alternate type=application/rss+xml href=/other>",
            "text/html")
            .On("/main",
                $"<rss version='2.0'><channel><title>Lantern</title><item><title>Ferry strike "
                    + $"ends</title><pubDate>{TimeProvider.System.GetUtcNow().AddHours(-3):r}</pubDate></item></channel></rss>")
            .On("/other", "<rss version='2.0'><channel><title>Sport</title></channel></rss>");

        Assert.Equal(0,
            await FeedsCommand.FindAsync(new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, server.Address, _output,
                _error, None));

        Assert.Equal(
            $"{server.UrlOf("/main")}\n  Lantern (rss2.0): newest “Ferry strike ends”, 3 h "
                + $"ago\n{server.UrlOf("/other")}\n  Sport (rss2.0): lists no entries\n", _output.ToString());
        Assert.Equal(1, await FeedsCommand.FindAsync(new NetworkOptions(), server.Address, _output, _error, None));
        Assert.Contains("loopback address", _error.ToString());
    }

    private async Task<int> ImportAsync(string list)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, list, None);
        try
        {
            return await FeedsCommand.ImportAsync(_settings, path, _output, _error, None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<string> ExportAsync(bool all = false)
    {
        using var stream = new MemoryStream();
        Assert.Equal(0, await FeedsCommand.ExportAsync(_settings, all, stream, _error, None));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string WithoutDate(string opml) =>
        string.Join('\n', opml.Split('\n').Where(line => !line.Contains("dateCreated", StringComparison.Ordinal)));
}
