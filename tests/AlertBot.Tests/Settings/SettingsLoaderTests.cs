using System.Net;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Webhooks;
using AlertBot.Feeds;
using AlertBot.Settings;
using AlertBot.Testing;

namespace AlertBot.Tests.Settings;

/// <summary>What valid files mean.</summary>
public class SettingsLoaderTests
{
    private static readonly string ExamplePath = Path.Combine(SourceTree.Root, "config", "alertbot.example.yaml");

    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("polling:\nfeeds:\nwebhooks: null\ntopics: ~\n")]
    [InlineData("---\n")]
    public void An_empty_file_gives_the_defaults(string yaml)
    {
        var settings = SettingsFixture.Load(yaml);

        Assert.Equal("Data Source=data/alertbot.db", settings.Storage.Connection);
        Assert.Equal(TimeSpan.FromDays(30), settings.Storage.Retention);
        Assert.Equal(new Uri("http://127.0.0.1:8080"), settings.Web.Listen);
        Assert.Equal((null, null, null), (settings.Web.Token, settings.Web.Hooks, settings.Web.PublicUrl));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            (settings.Polling.Interval, settings.Polling.Min, settings.Polling.Max));
        Assert.Equal((64, 1), (settings.Network.Concurrency, settings.Network.PerHostConcurrency));
        Assert.Equal((TimeSpan.FromHours(48), TimeZoneInfo.Utc, FullTextMode.Auto),
            (settings.News.MaxAge, settings.News.TimeZone, settings.News.FullText));
        Assert.Empty(settings.Network.AllowedRanges);
        Assert.Equal([80, 443, 8080, 8443], settings.Network.AllowedPorts);
        Assert.Equal((null, TimeSpan.FromSeconds(20), 10_000_000L),
            (settings.Network.UserAgent, settings.Network.Timeout, settings.Network.MaxBodyBytes));
        Assert.Equal(new DiscordOptions { ApiBaseUrl = new Uri("https://discord.com/api/v10") }, settings.Discord);
        Assert.Equal(new SlackOptions { ApiBaseUrl = new Uri("https://slack.com/api"), Managers = new SlackManagers.Everyone() },
            settings.Slack);
        Assert.Equal((null, null, null, TimeSpan.FromSeconds(20)),
            (settings.Summaries.Endpoint, settings.Summaries.Model, settings.Summaries.ApiKey, settings.Summaries.Timeout));
        Assert.Empty(settings.Webhooks);
        Assert.Empty(settings.Feeds);
        Assert.Empty(settings.Topics);
        Assert.Empty(settings.Subscriptions);
    }

    [Fact]
    public void An_unnamed_feed_is_identified_by_its_path_without_revealing_keys()
    {
        var settings = SettingsFixture.Load(
            "feeds: [{ url: 'https://a.example/x', name: A }, { url: 'https://user:pass@a.example/k3y?token=t0ken' }]");

        Assert.Equal(["feed A", "feed at a.example (feeds[1] of the settings)"], settings.Feeds.Select(feed => feed.ToString()));
    }

    [Fact]
    public void The_example_file_has_the_defaults_and_no_notice()
    {
        var loaded = Assert.IsType<SettingsResult.Loaded>(SettingsLoader.Load(ExamplePath, NoEnvironment));

        var defaults = new AlertBotSettings();
        Assert.Empty(loaded.Notices);
        Assert.Equal(12, loaded.Settings.Feeds.Count);
        Assert.Equal(["ceasefire", "article-5"], loaded.Settings.Topics.Select(topic => topic.Name));
        Assert.Equal(["console"], loaded.Settings.Subscriptions.Select(subscription => subscription.Destination.ToString()));
        Assert.Equal(
            (defaults.Storage, defaults.Web, defaults.Polling, defaults.News, defaults.Discord, defaults.Slack, defaults.Summaries),
            (loaded.Settings.Storage, loaded.Settings.Web, loaded.Settings.Polling, loaded.Settings.News, loaded.Settings.Discord,
                loaded.Settings.Slack, loaded.Settings.Summaries));
        Assert.Equivalent(defaults.Network, loaded.Settings.Network, strict: true);
    }

    [Fact]
    public void The_example_file_loads_with_its_examples_enabled()
    {
        var lines = File.ReadAllLines(ExamplePath)
            .Select(line =>
                line.StartsWith("#  - ", StringComparison.Ordinal) || line.StartsWith("#  newsroom", StringComparison.Ordinal)
                    || line.StartsWith("#  policy", StringComparison.Ordinal) ? line[1..] : line)
            .Select(line => line is "webhooks: {}" or "subscriptions: []" ? line.Split(' ')[0] : line);

        var settings = SettingsFixture.Load(string.Join('\n', lines));

        Assert.Equal(["console", "webhook:newsroom", "webhook:policy", "slack:C0123ABCD"],
            settings.Subscriptions.Select(subscription => subscription.Destination.ToString()));
    }

    [Fact]
    public void The_built_in_settings_are_the_text_of_the_example_file() =>
        Assert.Equal(File.ReadAllText(ExamplePath), ExampleSettings.Text);

    [Fact]
    public void Without_a_settings_file_the_built_in_settings_are_loaded_with_a_notice()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "alertbot.yaml");
        var environment = new Dictionary<string, string> { ["ALERTBOT_NEWS__MAXAGE"] = "24h" };

        var loaded = Assert.IsType<SettingsResult.Loaded>(SettingsLoader.LoadDefault(path, environment));

        Assert.Equal((12, TimeSpan.FromHours(24)), (loaded.Settings.Feeds.Count, loaded.Settings.News.MaxAge));
        Assert.Equal(
            [$"{path} does not exist (looked for {path}): using the built-in example settings. To change them, copy "
                + "config/alertbot.example.yaml there."],
            loaded.Notices);
    }

    [Fact]
    public void The_default_file_replaces_the_built_in_settings()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "news: { maxAge: 3h }");

            var loaded = Assert.IsType<SettingsResult.Loaded>(SettingsLoader.LoadDefault(path, NoEnvironment));

            Assert.Equal((0, TimeSpan.FromHours(3)), (loaded.Settings.Feeds.Count, loaded.Settings.News.MaxAge));
            Assert.Empty(loaded.Notices);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("conflict.yaml")]
    [InlineData("security-policy.yaml")]
    public void The_shipped_topic_packs_load(string pack)
    {
        var (topics, errors) = SettingsLoader.LoadTopics(Path.Combine(SourceTree.Root, "config", "topics", pack));

        Assert.Empty(errors);
        Assert.Equal(7, topics.Count);
    }

    [Fact]
    public void A_topics_file_may_have_other_sections_but_needs_topics()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "polling: { interval: fast }\ntopics: [{ name: truce, query: truce }]");
            var whole = SettingsLoader.LoadTopics(path);
            File.WriteAllText(path, "polling: {}");
            var none = SettingsLoader.LoadTopics(path);

            Assert.Equal(["truce"], whole.Topics.Select(topic => topic.Name));
            Assert.Equal([$"{path}, line 1: topics is missing; write a list called topics, each with name and query"], none.Errors);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_key_is_read()
    {
        var settings = SettingsFixture.Load("""
            storage: { connection: "Data Source=/data/a.db", keep: 90d }
            web: { listen: "http://0.0.0.0:0", token: t, hooks: "http://[::]:9000", publicUrl: "https://news.example/in/" }
            polling: { interval: 90s, min: 1s, max: 1d, concurrency: 8, perHost: 2 }
            news: { maxAge: 3d, timeZone: Europe/Kyiv, fullText: never }
            network: { allow: [127.0.0.0/8, "fd00::/8"], ports: [81], userAgent: Gazette/1, timeout: 5s, maxBody: 512KB }
            discord: { token: a.b.c, apiBaseUrl: "http://127.0.0.1:1/api/v10/", publicKey: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
            slack: { botToken: xoxb-1, appToken: xapp-1, signingSecret: s, clientId: 1.2, clientSecret: c, managers: [U1A, W2B], apiBaseUrl: "http://127.0.0.1:2/api" }
            summaries: { endpoint: "http://127.0.0.1:3/v1/", model: small, apiKey: k, timeout: 3s }
            webhooks: { room: { discord: "http://127.0.0.1:4/w?x=1" }, desk: { slack: "https://hooks.example/s" } }
            """);

        Assert.Equal(("Data Source=/data/a.db", TimeSpan.FromDays(90)), (settings.Storage.Connection, settings.Storage.Retention));
        Assert.Equal(("t", 0, 9000, "https://news.example/in"),
            (settings.Web.Token, settings.Web.Listen.Port, settings.Web.Hooks?.Port, settings.Web.PublicUrl?.OriginalString));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            (settings.Polling.Interval, settings.Polling.Min, settings.Polling.Max));
        Assert.Equal(("Europe/Kyiv", FullTextMode.Never, TimeSpan.FromDays(3)),
            (settings.News.TimeZone.Id, settings.News.FullText, settings.News.MaxAge));
        Assert.Equal([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("fd00::/8")], settings.Network.AllowedRanges);
        Assert.Equal((8, 2, 81, "Gazette/1", TimeSpan.FromSeconds(5), 512_000L),
            (settings.Network.Concurrency, settings.Network.PerHostConcurrency, Assert.Single(settings.Network.AllowedPorts),
                settings.Network.UserAgent, settings.Network.Timeout, settings.Network.MaxBodyBytes));
        Assert.Equal(("a.b.c", "http://127.0.0.1:1/api/v10", 64),
            (settings.Discord.Token, settings.Discord.ApiBaseUrl.OriginalString, settings.Discord.PublicKey?.Length));
        Assert.Equal(("xoxb-1", "xapp-1", "s", "1.2", "c"),
            (settings.Slack.BotToken, settings.Slack.AppToken, settings.Slack.SigningSecret, settings.Slack.ClientId,
                settings.Slack.ClientSecret));
        Assert.Equal(["U1A", "W2B"], Assert.IsType<SlackManagers.Users>(settings.Slack.Managers).Ids);
        Assert.Equal(("http://127.0.0.1:3/v1", "small", "k", TimeSpan.FromSeconds(3)),
            (settings.Summaries.Endpoint?.OriginalString, settings.Summaries.Model, settings.Summaries.ApiKey, settings.Summaries.Timeout));
        Assert.Equal(
            [new WebhookOptions("room", WebhookKind.Discord, new Uri("http://127.0.0.1:4/w?x=1")),
                new WebhookOptions("desk", WebhookKind.Slack, new Uri("https://hooks.example/s"))],
            settings.Webhooks);
    }

    [Fact]
    public void Every_key_of_feeds_topics_and_subscriptions_is_read()
    {
        var settings = SettingsFixture.Load("""
            feeds:
              - { url: "https://gazette.example/rss", name: Gazette, interval: 10m, headers: { Authorization: Bearer x }, labels: [agency], fullText: always }
            topics:
              - { name: truce, query: 'truce', urgent: on, mutes: { talks: 30m }, examples: [A truce holds.], not: [No news.] }
              - { name: talks, query: talks }
            subscriptions:
              - to: discord:140212345678901234567
                topics: [truce, Talks]
            """.Replace("140212345678901234567", "14021234567890123456", StringComparison.Ordinal) + """

                ping: 00123456789012345678
                mode: digest
                digestAt: 08:30
                days: [mon, SUN]
                timeZone: Europe/Kyiv
                quiet: 22:00-07:00
                updates: off
                minSources: 2
                languages: [en, pt-BR]
                sources: [agency]
                notSources: [Gazette]
                maxPerHour: 5
                notices: off
            """);

        var feed = Assert.Single(settings.Feeds);
        Assert.Equal(("Gazette", TimeSpan.FromMinutes(10), "Bearer x", FullTextMode.Always, "agency"),
            (feed.Name, feed.Interval, feed.Headers["authorization"], feed.FullText, Assert.Single(feed.Labels)));
        var topic = settings.Topics[0];
        Assert.Equal((true, TimeSpan.FromMinutes(30), "A truce holds.", "No news."),
            (topic.Urgent, topic.Mutes["talks"], Assert.Single(topic.Examples), Assert.Single(topic.CounterExamples)));
        var subscription = Assert.Single(settings.Subscriptions);
        var routing = subscription.Routing;
        Assert.Equal(new DestinationAddress("discord", "14021234567890123456"), subscription.Destination);
        Assert.Equal(["truce", "talks"], subscription.Topics);
        Assert.Equal(("00123456789012345678", SubscriptionMode.Digest, new TimeOnly(8, 30), "Europe/Kyiv"),
            (subscription.Ping, routing.Mode, routing.DigestAt, routing.TimeZone));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Sunday], routing.Days);
        Assert.Equal((new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), AlertUpdates.Off, 2, 5, false),
            (routing.Quiet, routing.Updates, routing.MinSources, routing.MaxPerHour, routing.Notices));
        Assert.Equal(["en", "pt-br"], routing.Languages);
        Assert.Equal(("agency", "Gazette"), (Assert.Single(routing.Sources), Assert.Single(routing.ExcludedSources)));
    }

    [Theory]
    [InlineData("console", "console")]
    [InlineData("slack:C0123ABCD", "slack:C0123ABCD")]
    [InlineData("slack:G0123ABCD", "slack:G0123ABCD")]
    [InlineData("slack:T0123ABCD/C0123ABCD", "slack:C0123ABCD")]
    [InlineData("'webhook:ROOM'", "webhook:room")]
    public void Every_destination_form_is_parsed(string written, string expected)
    {
        var settings = SettingsFixture.Load(
            $"webhooks: {{ room: {{ slack: 'https://a.example' }} }}\ntopics: [{{ name: t, query: t }}]\nsubscriptions:\n- "
                + $"to: {written}\n  topics: [t]");

        Assert.Equal(expected, Assert.Single(settings.Subscriptions).Destination.ToString());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("discord: { token: x.y.z }", 0)]
    [InlineData("slack: { botToken: xoxb-x }", 0)]
    [InlineData("subscriptions: [{ to: console, topics: [one] }]", 1)]
    public void The_console_follows_every_topic_only_when_no_chat_is_configured(string more, int subscriptions)
    {
        var settings = SettingsFixture.Load("topics: [{ name: one, query: one }, { name: two, query: two }]\n" + more);

        Assert.Equal(subscriptions, settings.Subscriptions.Count);
        Assert.All(settings.Subscriptions, s => Assert.Equal(more.Length == 0 ? ["one", "two"] : ["one"], s.Topics));
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_endings_are_accepted()
    {
        Assert.Equal(TimeSpan.FromHours(3), SettingsFixture.Load("\uFEFFnews:\r\n  maxAge: 3h\r\n").News.MaxAge);
    }

    [Fact]
    public void Feeds_with_one_address_and_different_headers_are_distinct()
    {
        var settings =
            SettingsFixture.Load("feeds: [{ url: 'https://a.example' }, { url: 'https://a.example', headers: { Authorization: x } }]");

        Assert.Equal(2, settings.Feeds.Count);
    }
}
