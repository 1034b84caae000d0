namespace AlertBot.Tests.Settings;

/// <summary>Each setting without effect is reported on one line.</summary>
public class IneffectiveSettingsTests
{
    private const string Topic = "topics: [{ name: truce, query: truce }]\n";

    [Theory]
    [InlineData("discord: { publicKey: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' }",
        "discord.publicKey has no effect yet: commands arrive over the gateway, which needs no public address")]
    [InlineData("slack: { botToken: xoxb-x }",
        "slack: alerts are posted, but commands do not work; set slack.appToken (Socket Mode) or slack.signingSecret (HTTP)")]
    [InlineData("slack: { botToken: xoxb-x, appToken: xapp-x, clientId: '1.2', clientSecret: c }",
        "slack.clientId has no effect yet: the app cannot be installed into several workspaces; slack.botToken is for one workspace")]
    [InlineData("storage: { keep: 31d }", "storage.keep has no effect yet: nothing is removed")]
    [InlineData("web: { hooks: 'http://127.0.0.1:9' }",
        "web.hooks: no hook is active at this address; set web.publicUrl (WebSub) or slack.signingSecret (Slack over HTTP), or remove "
        + "it")]
    [InlineData("summaries: { apiKey: k }",
        "summaries.apiKey: no language model is used; set summaries.endpoint and summaries.model, or remove it")]
    [InlineData(Topic + "subscriptions: [{ to: 'discord:123', topics: [truce] }]",
        "discord:123: nothing is posted there; set discord.token")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], ping: '12345' }]",
        "subscriptions: ping has no effect for webhooks and the console: only the Discord and Slack bots can mention someone")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], digestAt: '09:00' }]",
        "subscriptions: digestAt has no effect without mode: digest; add it, or remove digestAt")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], updates: thread }]",
        "subscriptions: updates: thread works like edit for webhooks and the console, because they have no threads")]
    [InlineData(Topic + "subscriptions: [{ to: 'slack:C1', topics: [truce] }]", "slack:C1: nothing is posted there; set slack.botToken")]
    public void A_setting_without_effect_gives_a_notice(string yaml, string expected)
    {
        Assert.Equal([expected], SettingsFixture.Notices(yaml));
    }

    [Fact]
    public void A_setting_equal_to_its_default_gives_no_notice()
    {
        Assert.Empty(SettingsFixture.Notices(Topic + """
            storage: { keep: 30d }
            discord: { token: x.y.z, apiBaseUrl: "http://127.0.0.1:1/api/v10/" }
            news: { timeZone: Europe/Kyiv }
            slack: { managers: everyone }
            summaries: { endpoint: "http://127.0.0.1:1/v1", model: small, timeout: 3s }
            subscriptions: [{ to: console, topics: [truce], mode: instant, maxPerHour: 20, updates: off, notices: on }, { to: "discord:123", topics: [truce], ping: "12345" }]
            """));
    }
}
