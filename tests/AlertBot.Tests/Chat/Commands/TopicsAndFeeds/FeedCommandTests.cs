using AlertBot.Testing;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.TopicsAndFeeds;

public sealed class FeedCommandTests : IAsyncLifetime
{
    private const string Rss =
        """
        <rss version="2.0"><channel><title>Lantern Daily</title><link>/</link><description>News</description>
        <item><title>Older</title><link>/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>
        <item><title>Ferry strike ends</title><link>/2</link><pubDate>Mon, 23 Nov 2026 11:30:00 GMT</pubDate></item>
        </channel></rss>
        """;

    private CommandFixture _fixture = null!;
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await CommandFixture.OpenAsync();
        _server = await LoopbackServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_added_feed_shows_its_newest_entry_and_is_polled_at_once()
    {
        _server.On("/rss.xml", Rss);

        var text = await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");

        Assert.Contains("Added the feed Lantern Daily.", text);
        Assert.Contains($"Newest entry: Ferry strike ends ({_server.UrlOf("/2")}), 30 min ago", text);
        Assert.Contains($"Undo: `/news feed remove {_server.UrlOf("/rss.xml")}`", text);
        Assert.Equal(1,
            await _fixture.Test.NumberAsync(
                $"SELECT COUNT(*) FROM feed WHERE id <> 1 AND retired_at IS NULL AND due_at "
                    + $"= {_fixture.Test.Now.ToUnixTimeMilliseconds()}"));
    }

    [Theory]
    [InlineData("<{0}>")]
    [InlineData("<{0}|lantern.example>")]
    [InlineData("feed:{0}")]
    [InlineData("{0}#top")]
    public async Task Addresses_are_accepted_as_chat_clients_and_browsers_write_them(string form)
    {
        _server.On("/rss.xml", Rss);

        await RunAsync("feed add " + string.Format(System.Globalization.CultureInfo.InvariantCulture, form, _server.UrlOf("/rss.xml")));

        Assert.Equal([_server.UrlOf("/rss.xml").AbsoluteUri], await UrlsAsync());
    }

    [Fact]
    public async Task Discovery_on_an_unresponsive_site_is_abandoned_after_a_minute()
    {
        var requested = _server.OnHang("/");
        var adding = RunAsync($"feed add {_server.Address}");
        await requested.WaitAsync(TimeSpan.FromSeconds(30));

        // The fetcher has a shorter timeout per request; both run on this clock.
        _fixture.Test.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Contains("Nothing was added", await adding.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=")]
    [InlineData("<base href='x'><link rel=alternate")]
    [InlineData("<!--")]
    public async Task Discovery_on_an_expensive_page_finds_no_feed(string piece)
    {
        _server.On("/", string.Concat(Enumerable.Repeat(piece, 1_500_000 / piece.Length)), "text/html");

        Assert.Contains("no feed was found", await RunAsync($"feed add {_server.Address}"));
    }

    [Fact]
    public async Task A_site_page_leads_to_its_first_feed_with_entries_and_lists_the_others()
    {
        _server.On("/news/", """
            <html><head><base href="/feeds/"><link rel="alternate" type="application/rss+xml" href="empty.xml">
            <link rel="alternate stylesheet" type="text/css" href="x.css"><link REL=Alternate type='Application/RSS+XML; charset=utf-8' href=main.xml>
            <link rel="alternate" type="application/feed+json" href="other.json"><link rel="alternate" type="application/atom+xml" href="gone.xml"></head><body>News</body></html>
            """, "text/html");
        _server.On("/feeds/empty.xml", "<rss version=\"2.0\"><channel><title>Empty</title></channel></rss>");
        _server.On("/feeds/main.xml", Rss);
        _server.On("/feeds/other.json",
            """{"version":"https://jsonfeed.org/version/1.1","title":"Lantern Sport","items":[{"id":"1","title":"Goal"}]}""",
            "application/feed+json");

        var text = await RunAsync($"feed add {_server.UrlOf("/news/")}");

        Assert.Contains("Added the feed Lantern Daily.", text);
        Assert.Contains($"- Lantern Sport: `/news feed add {_server.UrlOf("/feeds/other.json")}`, newest entry “Goal”", text);
        Assert.Equal([_server.UrlOf("/feeds/main.xml").AbsoluteUri], await UrlsAsync());
    }

    [Fact]
    public async Task Common_feed_paths_are_tried_when_a_page_links_no_feed()
    {
        _server.On("/", "<html><body>News</body></html>", "text/html").On("/feed.xml", Rss);

        Assert.Contains("Added the feed Lantern Daily.", await RunAsync($"feed add {_server.Address}"));
        Assert.Equal([_server.UrlOf("/feed.xml").AbsoluteUri], await UrlsAsync());
    }

    [Fact]
    public async Task Discovery_stops_when_a_site_asks_for_a_pause()
    {
        _server.On("/", "<html><body>News</body></html>", "text/html").On("/feed", 429, ("Retry-After", "60"));

        Assert.Contains("no feed was found", await RunAsync($"feed add {_server.Address}"));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task At_most_five_links_of_a_page_are_tried()
    {
        _server.On("/", string.Concat(Enumerable.Range(0, 500).Select(i => $"<link rel=alternate type=application/rss+xml href=/f{i}>")),
            "text/html");

        Assert.Contains("no feed was found", await RunAsync($"feed add {_server.Address}"));
        Assert.Equal(1 + 5 + 8, _server.Requests.Count);
    }

    [Fact]
    public async Task A_permanent_redirect_changes_the_stored_address_and_a_temporary_one_does_not()
    {
        _server.On("/rss.xml", Rss).OnRedirect("/moved", _server.UrlOf("/rss.xml"), 301).OnRedirect("/passing", _server.UrlOf("/rss.xml"));

        await RunAsync($"feed add {_server.UrlOf("/moved")}");
        await RunAsync($"feed add {_server.UrlOf("/passing")}");

        Assert.Equal([_server.UrlOf("/rss.xml").AbsoluteUri, _server.UrlOf("/passing").AbsoluteUri], await UrlsAsync());
    }

    [Theory]
    [InlineData("http://10.0.0.7/feed", "private address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "link-local address")]
    [InlineData("http://[::ffff:10.0.0.7]/", "private address")]
    [InlineData("file:///etc/passwd", "This is not the address of a feed or site")]
    [InlineData("javascript:alert(1)", "Nothing was added")]
    [InlineData("gopher://a.example/", "This is not the address of a feed or site")]
    [InlineData("localhost", "This is not the address of a feed or site")]
    [InlineData("oil", "This is not the address of a feed or site")]
    public async Task Private_and_non_web_addresses_are_refused(string url, string expected)
    {
        var reply = await _fixture.RunAsync(CommandFixture.Manager, $"feed add {url}");

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, _fixture.RenderText(reply));
        Assert.Empty(await UrlsAsync());
    }

    [Fact]
    public async Task A_page_cannot_direct_discovery_to_private_addresses()
    {
        _server.On("/",
            "<link rel=alternate type=application/rss+xml href=http://10.0.0.7/feed><link rel=alternate type=application/rss+xml "
                + "href='file:///etc/passwd'>", "text/html");
        _server.OnRedirect("/feed", new Uri("http://169.254.169.254/"));

        Assert.Contains("no feed was found", await RunAsync($"feed add {_server.Address}"));
        Assert.Empty(await UrlsAsync());
    }

    [Fact]
    public async Task A_password_in_an_address_is_refused_and_never_echoed()
    {
        _server.On("/rss.xml", Rss);
        var address = $"http://mara:hunter2@{_server.Address.Authority}/rss.xml";

        var text = await RunAsync($"feed add {address}");

        Assert.Contains("Do not post an address with a user name or password in a chat", text);
        Assert.DoesNotContain("hunter2", text);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_password_in_a_page_link_is_ignored()
    {
        _server.On("/rss.xml", Rss)
            .On("/", $"<link rel=alternate type=application/rss+xml href='http://mara:hunter2@{_server.Address.Authority}/rss.xml'>",
                "text/html");

        await RunAsync($"feed add {_server.Address}");

        Assert.DoesNotContain(await UrlsAsync(), url => url!.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_from_a_feed_is_shown_sanitized()
    {
        _server.On("/rss.xml",
            "<rss version=\"2.0\"><channel><title>@everyone "
                + "&#x202E;\u0085[x](https://evil.example)</title><item><title>&lt;b&gt;A&#10;B&lt;/b&gt;</"
                + "title><link>javascript:alert(1)</link></item></channel></rss>");

        var text = await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");

        Assert.DoesNotContain("javascript", text);
        Assert.DoesNotContain('\u202E', text);
        Assert.Equal(3, text.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_feed_shared_by_two_servers_is_one_row_removed_with_the_last()
    {
        _server.On("/rss.xml", Rss);
        var add = $"feed add {_server.UrlOf("/rss.xml")}";
        await RunAsync(add);
        Assert.Contains("Added the feed", await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, add));
        Assert.Contains("was already added here", await RunAsync(add));
        Assert.Single(await UrlsAsync());

        Assert.Contains("Removed the feed Lantern Daily.", await RunAsync("feed remove Lantern Daily"));
        Assert.Single(await UrlsAsync());
        await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, $"feed remove {_server.UrlOf("/rss.xml")}");
        Assert.Empty(await UrlsAsync());
    }

    [Fact]
    public async Task A_feed_added_again_starts_with_a_new_backlog()
    {
        _server.On("/rss.xml", Rss);
        await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");
        await _fixture.Test.ExecuteAsync("UPDATE feed SET taken_in_at = 1, due_at = 99999999999999 WHERE id <> 1");
        await RunAsync("feed remove \"lantern daily\"");

        await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");

        Assert.Equal(1,
            await _fixture.Test.NumberAsync(
                $"SELECT COUNT(*) FROM feed WHERE id <> 1 AND retired_at IS NULL AND taken_in_at IS NULL AND due_at "
                    + $"= {_fixture.Test.Now.ToUnixTimeMilliseconds()}"));
    }

    [Theory]
    [InlineData("Harbour Post")]
    [InlineData("harbour.example")]
    [InlineData("#1")]
    public async Task Configured_feeds_cannot_be_removed_from_chat(string name)
    {
        Assert.Contains("is in the settings file, so chat commands cannot remove it", await RunAsync($"feed remove {name}"));
        Assert.Equal(1, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM workspace_feed WHERE workspace_id = 0"));
    }

    [Fact]
    public async Task A_configured_feed_is_not_added_again()
    {
        await _fixture.Test.ExecuteAsync($"UPDATE feed SET url = '{_server.UrlOf("/rss.xml")}'");
        _server.On("/rss.xml", Rss);

        Assert.Contains("is already in the settings file, and AlertBot reads it for everyone", await RunAsync($"feed add {_server.UrlOf("/rss.xml")}"));
        Assert.Equal(1, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM workspace_feed"));
    }

    [Fact]
    public async Task Feed_addresses_are_suggested_only_to_callers_who_may_remove_them()
    {
        _server.On("/rss.xml?key=k1", Rss);
        _server.On("/rss.xml", Rss);
        await RunAsync($"feed add {_server.UrlOf("/rss.xml?key=k1")}");

        Assert.Single(_fixture.Suggestions(CommandFixture.Manager, "feed remove", "feed"));
        Assert.Empty(_fixture.Suggestions(CommandFixture.Member, "feed remove", "feed"));
    }

    [Fact]
    public async Task Feeds_of_another_server_are_not_listed_suggested_or_removed()
    {
        _server.On("/rss.xml", Rss);
        await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");
        var id = await _fixture.Test.NumberAsync("SELECT id FROM feed WHERE id <> 1");

        Assert.Equal([_server.UrlOf("/rss.xml").AbsoluteUri],
            _fixture.Suggestions(CommandFixture.Manager, "feed remove", "feed", "lantern"));
        Assert.Empty(_fixture.Suggestions(CommandFixture.OtherWorkspaceManager, "feed remove", "feed"));
        Assert.DoesNotContain("Lantern", await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "feed list"));
        foreach (var name in new[] { $"#{id}", "Lantern Daily", _server.UrlOf("/rss.xml").AbsoluteUri, _server.Address.Authority })
        {
            Assert.Contains("There is no feed",
                await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, $"feed remove {name}"));
        }

        Assert.Single(await UrlsAsync());
    }

    [Fact]
    public async Task The_feed_list_shows_feed_health_and_reveals_keys_in_addresses_to_managers_only()
    {
        _server.On("/rss.xml", Rss);
        await RunAsync($"feed add {_server.UrlOf("/rss.xml?token=s3cret")}");
        await _fixture.Test.ExecuteAsync(
            "UPDATE feed SET last_polled_at = 1, failures = 3, last_error = 'harbour.example answered 503' WHERE id = 1");

        Assert.Contains("s3cret", await RunAsync("feed list"));
        var text = await _fixture.RunToTextAsync(CommandFixture.Member, "feed list");

        Assert.DoesNotContain("s3cret", text);
        Assert.DoesNotContain("key=secret", text);
        Assert.Contains("Lantern Daily", text);
        Assert.Contains("failing: harbour.example answered 503; no success yet", text);
    }

    [Fact]
    public async Task An_ambiguous_feed_name_asks_which_one_is_meant()
    {
        _server.On("/a", Rss).On("/b", Rss);
        await RunAsync($"feed add {_server.UrlOf("/a")}");
        await RunAsync($"feed add {_server.UrlOf("/b")}");

        var text = await RunAsync("feed remove Lantern Daily");

        Assert.Contains("Which one should be removed?", text);
        Assert.Contains($"`/news feed remove {_server.UrlOf("/b")}`", text);
        Assert.Equal(2, (await UrlsAsync()).Count);
    }

    [Fact]
    public async Task Feeds_beyond_the_limit_are_refused_with_an_explanation()
    {
        _server.On("/rss.xml", Rss).On("/more.xml", Rss);
        await RunAsync($"feed add {_server.UrlOf("/rss.xml")}");
        await _fixture.Test.ExecuteAsync(
            "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 298) INSERT INTO feed (id, url, host, "
                + "added_at, due_at) SELECT i, 'https://a.example/' || i, 'a.example', 0, 0 FROM n");
        await _fixture.Test.ExecuteAsync(
            "INSERT INTO workspace_feed (workspace_id, feed_id, added_at) SELECT 1, id, 0 FROM feed WHERE id BETWEEN 100 AND 298");

        Assert.Contains("the limit of 200 feeds is reached", await RunAsync($"feed add {_server.UrlOf("/more.xml")}"));
    }

    private Task<string> RunAsync(string line) => _fixture.RunToTextAsync(CommandFixture.Manager, line);

    private Task<List<string?>> UrlsAsync() =>
        _fixture.Test.TextsAsync("SELECT url FROM feed WHERE id <> 1 AND retired_at IS NULL ORDER BY id");
}
