using AlertBot.Settings;
using AlertBot.Testing;

namespace AlertBot.Tests.Settings;

/// <summary>What a person reads after one error or several.</summary>
public class SettingErrorsTests
{
    private const string Topic = "topics: [{ name: truce, query: truce }]\n";

    [Theory]
    [InlineData("polling: { interval: fast }", "line 1: polling.interval: 'fast' is not a valid duration; write 30s, 5m or 48h")]
    [InlineData("polling: { interval: 5 }", "line 1: polling.interval: '5' is not a valid duration; write 30s, 5m or 48h")]
    [InlineData("polling: { interval: 1.5h }", "line 1: polling.interval: '1.5h' is not a valid duration; write 30s, 5m or 48h")]
    [InlineData("polling: { min: 0s }", "line 1: polling.min: '0s' is too short; the minimum is 1s")]
    [InlineData("polling:\n  min: 10m",
        "line 2: polling.min: polling.min (10m) is longer than polling.interval (5m); shorten min or lengthen interval")]
    [InlineData("polling:\n  interval: 2h",
        "line 2: polling.interval: polling.max (1h) is shorter than polling.interval (2h); lengthen max or shorten interval")]
    [InlineData("polling: { concurrency: 0 }", "line 1: polling.concurrency: '0' is not a whole number from 1 to 1000")]
    [InlineData("polling: { perHost: two }", "line 1: polling.perHost: 'two' is not a whole number from 1 to 64")]
    [InlineData("\npollling: {}", "line 2: pollling is not a setting; did you mean polling?")]
    [InlineData("polling: { intervall: 5m }", "line 1: polling.intervall is not a setting; did you mean polling.interval?")]
    [InlineData("news: { zebra: 1 }", "line 1: news.zebra is not a setting; the settings here are maxAge, timeZone, fullText, exclude")]
    [InlineData("polling: [5m]", "line 1: polling: expected keys, found a list; write key: value")]
    [InlineData("polling: 5m", "line 1: polling: expected keys, found a single value; write key: value")]
    [InlineData("- polling", "line 1: expected keys, found a list; write key: value")]
    [InlineData("feeds: { url: x }", "line 1: feeds: expected a list, found keys; write - { url: \"https://…\" } for each feed")]
    [InlineData("network: { ports: 80 }",
        "line 1: network.ports: expected a list, found a single value; write [ ] around it or \"- \" before each entry")]
    [InlineData("news: { maxAge: [1h] }", "line 1: news.maxAge: expected a single value, found a list")]
    [InlineData("news: { timeZone: Mars/Olympus }",
        "line 1: news.timeZone: 'Mars/Olympus' is not a known time zone; write one such as Europe/Kyiv, America/New_York or UTC")]
    [InlineData("news: { timeZone: ../../etc/passwd }",
        "line 1: news.timeZone: '../../etc/passwd' is not a known time zone; write one such as Europe/Kyiv, America/New_York or UTC")]
    [InlineData("news: { fullText: sometimes }", "line 1: news.fullText: 'sometimes' is not valid here; write auto or always or never")]
    [InlineData("network: { allow: [10.0.0.0/33] }",
        "line 1: network.allow[0]: '10.0.0.0/33' is not a CIDR range; write one such as 127.0.0.0/8, in which all bits after the "
        + "prefix are zero")]
    [InlineData("network: { allow: [10.0.0.1] }", "line 1: network.allow[0]: '10.0.0.1' is not a range; write 10.0.0.1/32 for one address")]
    [InlineData("network: { ports: [80, 70000] }", "line 1: network.ports[1]: '70000' is not a whole number from 1 to 65535")]
    [InlineData("network: { maxBody: 10 }", "line 1: network.maxBody: '10' is not a size; write one such as 512KB or 10MB")]
    [InlineData("network: { maxBody: 2GB }", "line 1: network.maxBody: '2GB' is not between 1KB and 1000MB")]
    [InlineData("network: { userAgent: \"a\\nb\" }",
        "line 1: network.userAgent: 'a b' is empty, begins or ends with a space, or contains a line break or a character that is "
        + "not ASCII")]
    [InlineData("web: { listen: 8080 }",
        "line 1: web.listen: '8080' is not an address to listen on; write http://, an IP address or localhost, and a port, as in "
        + "http://127.0.0.1:8080")]
    [InlineData("web: { listen: \"http://news.example\" }",
        "line 1: web.listen: 'http://news.example' is not an address to listen on; write http://, an IP address or localhost, and a port, "
        + "as in http://127.0.0.1:8080")]
    [InlineData("web: { hooks: \"http://127.0.0.1:8080\" }",
        "line 1: web.hooks is the same address as web.listen; set another port")]
    [InlineData("web: { publicUrl: \"https://news.example\" }",
        "line 1: web.publicUrl needs web.hooks, the address to which it leads; set both")]
    [InlineData("web: { hooks: \"http://127.0.0.1:9\", publicUrl: \"bot.example\" }",
        "line 1: web.publicUrl: 'bot.example' is not a complete URL; write one that begins with https:// or http://")]
    [InlineData("web: { hooks: \"http://127.0.0.1:9\", publicUrl: \"https://bot.example/?a=1\" }",
        "line 1: web.publicUrl: 'https://bot.example/?a=1' contains ? or #; write only the part before it")]
    [InlineData("web: { hooks: \"http://127.0.0.1:9\", publicUrl: \"https://a:b@bot.example\" }",
        "line 1: web.publicUrl contains a user name or password, which would be sent to hubs; remove it")]
    [InlineData("storage: { connection: \"Host=db;Username=news;Password=pass-word\" }",
        "line 1: storage.connection: the value is a PostgreSQL connection, which this version does not support yet; write \"Data "
        + "Source=data/alertbot.db\"")]
    [InlineData("storage: { connection: \"data/alertbot.db\" }",
        "line 1: storage.connection: the value is not an SQLite connection; write \"Data Source=data/alertbot.db\"")]
    [InlineData("storage: { connection: \"Data Source=:memory:\" }",
        "line 1: storage.connection: the value does not name a file, so all data would be lost when AlertBot stops; write \"Data "
        + "Source=data/alertbot.db\"")]
    [InlineData("storage: { keep: 1d }",
        "line 1: storage.keep (24h) is shorter than news.maxAge (48h); lengthen keep or shorten maxAge")]
    [InlineData("summaries: { model: small }",
        "line 1: summaries.model: summaries.endpoint and summaries.model belong together; set both or neither")]
    [InlineData("slack: { managers: nobody }",
        "line 1: slack.managers: 'nobody' is not valid here; write everyone, admins or a list of user ids such as [U0123ABCD]")]
    [InlineData("slack: { managers: [ann] }", "line 1: slack.managers[0]: 'ann' is not a Slack user id; write one such as U0123ABCD")]
    [InlineData("slack: { appToken: xapp-1 }",
        "line 1: slack.appToken is for commands and needs slack.botToken, which posts the replies; set it too (OAuth & Permissions → Bot "
        + "User OAuth Token)")]
    [InlineData("slack: { botToken: xoxb-x, signingSecret: xoxb-x }",
        "line 1: slack.signingSecret: the value is a token, not the signing secret; copy it from Basic Information → App Credentials")]
    [InlineData("webhooks: { room: {} }",
        "line 1: webhooks.room has no URL; write { discord: \"https://…\" } or { slack: \"https://…\" }")]
    [InlineData("webhooks: { room: { discord: \"https://a.example/1\", slack: \"https://a.example/2\" } }",
        "line 1: webhooks.room has both discord and slack; split it into two webhooks")]
    [InlineData("webhooks: { room: { slack: \"https://discord.com/api/webhooks/1/a\" } }",
        "line 1: webhooks.room.slack: the value is a Discord URL; write discord: instead of slack:")]
    [InlineData("webhooks: { room: { discord: \"https://hooks.slack.com/services/T1/B1/x\" } }",
        "line 1: webhooks.room.discord: the value is a Slack URL; write slack: instead of discord:")]
    [InlineData("webhooks: { \"my room\": { slack: \"https://a.example/2\" } }",
        "line 1: webhooks: 'my room' is not a valid name; use letters, digits, - and _, at most 64")]
    [InlineData("feeds: [{ name: Gazette }]", "line 1: feeds[0].url is missing; write the URL of the feed")]
    [InlineData("feeds: [ https://gazette.example/rss ]",
        "line 1: feeds[0]: expected keys, found a single value; write - { url: \"https://…\" }")]
    [InlineData("feeds: [{ url: gazette.example/rss }]",
        "line 1: feeds[0].url: the value is not a complete URL; write one that begins with https:// or http://")]
    [InlineData("feeds: https://gazette.example/rss",
        "line 1: feeds: expected a list, found a single value; write - { url: \"https://…\" } for each feed")]
    [InlineData("feeds: [{ url: \"ftp://gazette.example/rss\" }]",
        "line 1: feeds[0].url: the value begins with ftp://, which cannot be polled; write an https:// or http:// URL")]
    [InlineData("feeds:\n- url: https://gazette.example/rss\n- url: https://GAZETTE.example:443/rss",
        "line 3: feeds[1].url is the same as that of feeds[0] at FILE, line 2; keep one")]
    [InlineData("feeds: [{ url: \"https://gazette.example\", headers: { \"X Y\": z } }]",
        "line 1: feeds[0].headers: 'X Y' is not a header name; write one such as Authorization")]
    [InlineData("feeds: [{ url: \"https://gazette.example\", headers: { Host: z } }]",
        "line 1: feeds[0].headers.Host is a header that AlertBot sets itself; leave it out")]
    [InlineData("topics: [{ name: truce }]", "line 1: topics[0].query is missing; write what to look for, in 'single quotes'")]
    [InlineData("topics: [{ name: truce, query: truce, armistice }]",
        "line 1: topics[0].armistice is not a setting; a value that contains a comma needs quotes here")]
    [InlineData("topics: [{ name: the truce, query: truce }]",
        "line 1: topics[0].name: 'the truce' is not a valid name; use letters, digits, - and _, at most 64")]
    [InlineData("topics:\n- { name: truce, query: a }\n- { name: Truce, query: b }",
        "line 3: topics[1].name: Truce is also the name of topics[0] at FILE, line 2; rename one")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truces] }]",
        "line 2: subscriptions[0].topics[0]: 'truces' is not a topic; did you mean truce?")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [weather] }]",
        "line 2: subscriptions[0].topics[0]: 'weather' is not a topic; topics has truce")]
    [InlineData(Topic + "subscriptions: [{ to: console }]",
        "line 2: subscriptions[0].topics is missing; write the names of topics, such as [ceasefire]")]
    [InlineData(Topic + "subscriptions: [{ topics: [truce] }]",
        "line 2: subscriptions[0].to is missing; write a destination, such as console or webhook:NAME")]
    [InlineData(Topic + "subscriptions: [{ to: \"irc:news\", topics: [truce] }]",
        "line 2: subscriptions[0].to: the value is not a destination; write discord:ID, slack:C…, slack:T…/C…, webhook:NAME or console")]
    [InlineData(Topic + "subscriptions: [{ to: \"discord:#news\", topics: [truce] }]",
        "line 2: subscriptions[0].to: the value is not a Discord channel; write discord: and the channel's id, which has only digits "
        + "(right-click the channel, Copy Channel ID)")]
    [InlineData(Topic + "subscriptions: [{ to: \"slack:news\", topics: [truce] }]",
        "line 2: subscriptions[0].to: the value is not a Slack channel; write slack: and the channel's id, such as slack:C0123ABCD or "
        + "slack:T0123ABCD/C0123ABCD; Slack shows it at the bottom of the channel's details")]
    [InlineData(Topic + "subscriptions: [{ to: \"webhook:room\", topics: [truce] }]",
        "line 2: subscriptions[0].to: the value names an unknown webhook; add it under webhooks")]
    [InlineData(Topic + "subscriptions:\n- { to: console, topics: [truce] }\n- { to: console, topics: [TRUCE] }",
        "line 4: subscriptions[1].topics: console is already subscribed to truce by subscriptions[0]; keep one")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], quiet: night }]",
        "line 2: subscriptions[0].quiet: 'night' is not a valid range of times; write \"22:00-07:00\"")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], digestAt: 25:00 }]",
        "line 2: subscriptions[0].digestAt: '25:00' is not a valid time of day; write \"08:00\"")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], days: [mon, noday] }]",
        "line 2: subscriptions[0].days[1]: 'noday' is not valid here; write mon or tue or wed or thu or fri or sat or sun")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], mode: often }]",
        "line 2: subscriptions[0].mode: 'often' is not valid here; write instant or digest")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], notices: maybe }]",
        "line 2: subscriptions[0].notices: 'maybe' is not on or off")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], ping: everyone }]",
        "line 2: subscriptions[0].ping: 'everyone' is not the id of a role (digits) or of a user group (such as S0123ABCD)")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], languages: [English] }]",
        "line 2: subscriptions[0].languages[0]: 'English' is not a language code; write one such as en, de or pt-BR")]
    [InlineData("topics: [{ name: truce, query: truce, examples: [A truce was signed, No talks] }]",
        "line 1: topics[0].examples: the query does not match 'No talks'; change the query or the example")]
    [InlineData("topics: [{ name: truce, query: truce, not: [Talks go on, The truces hold] }]",
        "line 1: topics[0].not: the query matches 'The truces hold'; change the query or the example")]
    [InlineData("news: { exclude: '(football' }",
        "line 1: news.exclude: '(football' is not a valid query: at character 1, '(football': this parenthesis is not closed: add a )")]
    [InlineData("topics:\n- name: truce\n  query: truce\n  mutes: { talk: 30m }\n- { name: talks, query: talks }",
        "line 4: topics[0].mutes.talk: there is no topic with this name; did you mean talks?")]
    [InlineData("news:\n  maxAge: 1h\n  maxAge: 2h", "line 3: 'maxAge' is given twice, first at FILE, line 2; keep one")]
    [InlineData("news: {}\n---\nnews: {}", "line 2: a second document begins here (---); put all settings into one document")]
    public void An_error_is_reported_with_line_number_and_fix(string yaml, string expected)
    {
        Assert.Equal(["FILE, " + expected], SettingsFixture.Errors(yaml));
    }

    [Theory]
    [InlineData("news:\n\tmaxAge: 1h", 2)]
    [InlineData("news:\n  maxAge: 1h\n\ttimeZone: UTC", 3)]
    [InlineData("news:\n  maxAge: 1h\npolling:\n  min: 1m\n  \tmax: 2h", 5)]
    [InlineData("web: {}\nnews:\n  maxAge: 1h\npolling:\n\tinterval: 5m\n\tmin: 1m\n", 5)]
    [InlineData("feeds:\n  - url: https://gazette.example/rss\n\t  name: Gazette", 3)]
    [InlineData("feeds:\n  - { url: https://gazette.example/rss,\n\tname: Gazette }", 3)]
    [InlineData("topics:\n  - name: truce\n    query: |\n      truce\n\t\tarmistice\nfeeds: []", 5)]
    public void A_tab_in_the_indentation_is_reported_on_its_own_line(string yaml, int line) =>
        Assert.Equal([$"FILE, line {line}: the line is indented with a tab, which YAML does not allow; use spaces, two for each level"],
            SettingsFixture.Errors(yaml));

    [Theory]
    [InlineData("discord: { token: abc }",
        "discord.token: the value is not a bot token, which has three parts with dots between them; copy the token again: Developer "
        + "Portal → Bot → Reset Token")]
    [InlineData("discord: { token: Bot abc.def.ghi }",
        "discord.token: the value begins with \"Bot\" or \"Bearer\"; write only the token after it")]
    [InlineData("discord: { token: '1402000000000000000' }",
        "discord.token: the value is an id, not the bot's token; copy the token again: Developer Portal → Bot → Reset Token")]
    [InlineData("discord: { token: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef }",
        "discord.token: the value is the application's public key, not the bot's token; copy the token again: Developer Portal → Bot "
        + "→ Reset Token")]
    [InlineData("discord: { token: '${DISCORD_TOKEN}' }",
        "discord.token: placeholders such as ${NAME} are not replaced; set the environment variable ALERTBOT_DISCORD__TOKEN instead, or "
        + "write the value here")]
    [InlineData("slack: { botToken: abc }",
        "slack.botToken: the value is not a token of this kind, which begins with xoxb-; copy it from OAuth & Permissions → Bot User "
        + "OAuth Token")]
    [InlineData("slack: { botToken: Bearer xoxb-1 }",
        "slack.botToken: the value begins with \"Bot\" or \"Bearer\"; write only the token after it")]
    [InlineData("slack: { botToken: xoxb-1, appToken: xoxb-1 }",
        "slack.appToken: the value is not a token of this kind, which begins with xapp-; copy it from Basic Information → App-Level "
        + "Tokens")]
    [InlineData("slack: { botToken: xoxb-1, signingSecret: '${SECRET}' }",
        "slack.signingSecret: placeholders such as ${NAME} are not replaced; set the environment variable "
        + "ALERTBOT_SLACK__SIGNINGSECRET instead, or write the value here")]
    public void A_value_that_is_not_a_token_is_reported_with_the_place_to_copy_it_from(string yaml, string expected) =>
        Assert.Equal(["FILE, line 1: " + expected], SettingsFixture.Errors(yaml));

    [Fact]
    public void Ten_errors_are_reported_together()
    {
        var errors = SettingsFixture.Errors("""
            storage: { keep: always }
            web: { listen: everywhere }
            polling: { interval: fast }
            news: { timeZone: Moon }
            network: { maxBody: big }
            feeds: [{ name: No address }]
            topics: [{ query: truce }]
            subscriptions: [{ to: nowhere, topics: [truce] }]
            subscription: []
            """);

        Assert.Equal(
            ["1: storage", "2: web", "3: polling", "4: news", "5: network", "6: feeds", "7: topics", "8: subscriptions",
                "8: subscriptions", "9: subscription"],
            errors.Select(
                line => line["FILE, line ".Length..].Split('.', '[', ' ') is [var number, var key, ..] ? $"{number} {key}" : line));
    }

    [Theory]
    [InlineData("topics: [{ name: truce, query: 'truce' ]", 1)]
    [InlineData("news:\n  maxAge: 1h\n maxAge: 2h", 3)]
    [InlineData("topics:\n- name: five\n  query: \"Article 5\" NEAR/40 pact", 3)]
    public void Invalid_YAML_is_reported_with_its_line_number(string yaml, int line)
    {
        var error = Assert.Single(SettingsFixture.Errors(yaml));

        Assert.StartsWith($"FILE, line {line}: invalid YAML: ", error, StringComparison.Ordinal);
        Assert.EndsWith("'single quotes'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_cannot_make_a_small_file_huge()
    {
        var bomb = "a0: &a0 [x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        var errors = SettingsFixture.Errors(bomb);

        Assert.Contains("FILE, line 1: anchors (&name) are not supported; put a value that begins with & in quotes", errors);
        Assert.True(errors.Count < 300);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_an_error_and_not_a_crash(char bracket)
    {
        var error = Assert.Single(SettingsFixture.Errors("news: " + new string(bracket, 100_000)));

        Assert.Contains("line 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_text_is_an_error()
    {
        var reading = Assert.IsType<SettingsResult.Invalid>(SettingsFixture.ReadBytes([0x6E, 0xFF, 0xFE, 0x80, 0x00]));

        Assert.Equal(["FILE: the file is not UTF-8 text; save it as UTF-8"], reading.Errors);
    }

    [Fact]
    public void No_file_content_causes_an_exception()
    {
        var example = File.ReadAllText(Path.Combine(SourceTree.Root, "config", "alertbot.example.yaml"));
        var random = new Random(20260101);
        const string Signs = "{}[]:,-&*!|>'\"%@`#?\t\n \0\u0085~<é";
        for (var round = 0; round < 300; round++)
        {
            var text = new System.Text.StringBuilder(example);
            for (var change = 0; change < 4; change++)
            {
                text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
            }

            var reading = SettingsFixture.Read(text.ToString());

            Assert.True(reading is SettingsResult.Loaded or SettingsResult.Invalid { Errors.Count: > 0 });
        }
    }

    [Fact]
    public void A_missing_file_is_reported_with_two_fixes()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "alertbot.yaml");

        Assert.Equal(
            [$"{path}: there is no such file (looked for {path}); give the path of a settings file with --config, or try `alertbot "
                + $"demo`, which needs none"],
            ErrorsOfPath(path));
    }

    [Fact]
    public void A_folder_is_reported_with_the_settings_file_in_it()
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-settings-");
        try
        {
            Assert.Equal([$"{folder.FullName}: this is a folder; name a settings file"], ErrorsOfPath(folder.FullName));

            var file = Path.Combine(folder.FullName, "alertbot.yaml");
            File.WriteAllText(file, "");
            Assert.Equal([$"{folder.FullName}: this is a folder; name the file in it: {file}"], ErrorsOfPath(folder.FullName));

            var mounted = folder.CreateSubdirectory("mounted.yaml").FullName;
            Assert.Equal(
                [$"{mounted}: this is a folder; remove it and create the file. (Docker creates a folder where a mounted file does not "
                    + "exist)"],
                ErrorsOfPath(mounted));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_endless_file_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "no /dev/zero here");

        Assert.Equal(["/dev/zero: the file is larger than 10 MB; name a settings file"], ErrorsOfPath("/dev/zero"));
    }

    private static IReadOnlyList<string> ErrorsOfPath(string path) =>
        Assert.IsType<SettingsResult.Invalid>(SettingsLoader.Load(path, new Dictionary<string, string>())).Errors;
}
