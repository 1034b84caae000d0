namespace AlertBot.Tests.Settings;

/// <summary>No message shows a secret, even if it is invalid.</summary>
public class SecretSettingsTests
{
    private const string Hidden = "hIdDeN";

    [Theory]
    [InlineData("discord: { token: 'hIdDeN with spaces' }")]
    [InlineData("discord: { token: hIdDeN }")]
    [InlineData("discord: { token: Bot hIdDeN.b.c }")]
    [InlineData("discord: { token: '${hIdDeN}' }")]
    [InlineData("discord: { publicKey: hIdDeN }")]
    [InlineData("slack: { botToken: hIdDeN, appToken: hIdDeN }")]
    [InlineData("slack: { clientSecret: hIdDeN }")]
    [InlineData("summaries: { apiKey: 'hIdDeN é' }")]
    [InlineData("web: { token: 'hIdDeN é' }")]
    [InlineData("webhooks: { room: { discord: 'hooks.example/hIdDeN' } }")]
    [InlineData("webhooks: { room: 'https://hooks.example/hIdDeN' }")]
    [InlineData("webhooks: { room: { discord: ['https://hooks.example/hIdDeN'] } }")]
    [InlineData("webhooks: { room: { discord: \"https://hooks.example/hIdDeN } }")]
    [InlineData("webhooks: { room: { discord: *hIdDeN } }")]
    [InlineData("webhooks: { room: { discord: &hIdDeN } }")]
    [InlineData("discord: { token: !hIdDeN }")]
    [InlineData("discord: { token: %hIdDeN }")]
    [InlineData("discord: { token: @hIdDeN }")]
    [InlineData("subscriptions: [{ to: 'https://hooks.example/hIdDeN', topics: [] }]")]
    [InlineData("feeds: [{ url: 'ftp://ann:hIdDeN@gazette.example/' }]")]
    [InlineData("feeds: [{ url: 'https://gazette.example/?key=hIdDeN' }, { url: 'https://gazette.example/?key=hIdDeN' }]")]
    [InlineData("feeds: [{ url: 'https://gazette.example/', headers: { Authorization: \"hIdDeN\\nX: y\" } }]")]
    [InlineData("storage: { connection: 'Host=db;Password=hIdDeN' }")]
    [InlineData("storage: { connection: 'Data Source=a.db;Secret=hIdDeN' }")]
    public void No_error_message_shows_a_secret(string yaml)
    {
        var errors = SettingsFixture.Errors(yaml);

        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors, line => line.Contains(Hidden, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_secret_is_read_from_the_file_named_by_its_variable_without_the_final_newline()
    {
        using var secret = new TemporaryFile("abc.def.ghi\r\n");

        var settings = SettingsFixture.Load("discord: { token: o.l.d }", ("ALERTBOT_DISCORD__TOKEN_FILE", secret.Path));

        Assert.Equal("abc.def.ghi", settings.Discord.Token);
    }

    [Fact]
    public void A_webhook_can_be_configured_entirely_from_the_environment()
    {
        using var secret = new TemporaryFile("https://hooks.example/services/1\n");

        var settings = SettingsFixture.Load(
            "topics: [{ name: truce, query: truce }]\nsubscriptions: [{ to: 'webhook:Room', topics: [truce] }]",
            ("ALERTBOT_WEBHOOKS__ROOM__SLACK_FILE", secret.Path));

        Assert.Equal(new Uri("https://hooks.example/services/1"), Assert.Single(settings.Webhooks).Url);
        Assert.Equal("webhook:room", Assert.Single(settings.Subscriptions).Destination.ToString());
    }

    [Fact]
    public void A_feed_header_can_be_read_from_a_file()
    {
        using var secret = new TemporaryFile("Bearer abc");

        var settings = SettingsFixture.Load("feeds: [{ url: 'https://gazette.example' }]",
            ("ALERTBOT_FEEDS__0__HEADERS__AUTHORIZATION_FILE", secret.Path));

        Assert.Equal("Bearer abc", settings.Feeds[0].Headers["Authorization"]);
    }

    [Fact]
    public void A_secret_given_directly_and_by_file_is_an_error()
    {
        var errors =
            SettingsFixture.Errors("", ("ALERTBOT_DISCORD__TOKEN", "hIdDeN"), ("ALERTBOT_DISCORD__TOKEN_FILE", "/run/secrets/token"));

        Assert.Equal(
            ["environment ALERTBOT_DISCORD__TOKEN_FILE: discord.token is also given by environment ALERTBOT_DISCORD__TOKEN; keep one"],
            errors);
    }

    [Fact]
    public void A_missing_secret_file_is_reported_without_its_name()
    {
        var errors = SettingsFixture.Errors("", ("ALERTBOT_DISCORD__TOKEN_FILE", "hIdDeN"));

        Assert.Equal(
            ["environment ALERTBOT_DISCORD__TOKEN_FILE: discord.token: the named file does not exist; give the path of a file that "
                + "holds the secret"], errors);
    }

    [Fact]
    public void A_secret_file_that_is_empty_endless_or_a_folder_is_an_error()
    {
        using var empty = new TemporaryFile("\n");

        Assert.Contains("is empty", Assert.Single(SettingsFixture.Errors("", ("ALERTBOT_WEB__TOKEN_FILE", empty.Path))),
            StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Single(SettingsFixture.Errors("", ("ALERTBOT_WEB__TOKEN_FILE", Path.GetTempPath()))),
            StringComparison.Ordinal);
        if (File.Exists("/dev/zero"))
        {
            Assert.Contains("larger than 16 KB",
                Assert.Single(SettingsFixture.Errors("", ("ALERTBOT_WEB__TOKEN_FILE", "/dev/zero"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_setting_that_is_not_secret_cannot_be_given_by_file()
    {
        var errors = SettingsFixture.Errors("", ("ALERTBOT_POLLING__INTERVAL_FILE", "/run/x"));

        Assert.Equal(
            ["environment ALERTBOT_POLLING__INTERVAL_FILE: polling.interval_file is not a setting; only secrets can be given by file"],
            errors);
    }

    [Fact]
    public void The_settings_file_has_no_keys_for_secret_files()
    {
        var errors = SettingsFixture.Errors("discord: { token_FILE: /run/x }");

        Assert.StartsWith("FILE, line 1: discord.token_FILE is not a setting", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_with_secrets_do_not_print_them()
    {
        var settings = SettingsFixture.Load(
            "discord: { token: hIdDeN.b.c }\nslack: { botToken: xoxb-hIdDeN }\nweb: { token: hIdDeN }\nsummaries: { apiKey: hIdDeN, "
                + "endpoint: 'https://a.example', model: m }\nwebhooks: { room: { slack: 'https://a.example/hIdDeN' } }\nfeeds: [{ "
                + "url: 'https://a.example/hIdDeN' }]");

        Assert.DoesNotContain(Hidden, $"{settings} {settings.Webhooks[0]} {settings.Feeds[0]}", StringComparison.Ordinal);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
