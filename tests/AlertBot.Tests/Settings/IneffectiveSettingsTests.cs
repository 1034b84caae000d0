namespace AlertBot.Tests.Settings;

/// <summary>What is read but has no effect yet is said, a line each.</summary>
public class IneffectiveSettingsTests
{
    private const string Topic = "topics: [{ name: truce, query: truce }]\n";

    [Theory]
    [InlineData("discord: { publicKey: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' }",
        "discord.publicKey has no effect yet: commands come over the gateway, which needs no public address")]
    [InlineData("slack: { botToken: xoxb-x }",
        "slack: alerts are posted, but nobody can ask for news there: give slack.appToken (Socket Mode) or slack.signingSecret (HTTP)")]
    [InlineData("slack: { botToken: xoxb-x, appToken: xapp-x, clientId: '1.2', clientSecret: c }",
        "slack.clientId has no effect yet: installing into several workspaces comes with a later version; slack.botToken is one "
        + "workspace's")]
    [InlineData("storage: { keep: 31d }", "storage.keep has no effect yet: nothing is removed")]
    [InlineData("web: { hooks: 'http://127.0.0.1:9' }",
        "web.hooks: nothing answers there: give web.publicUrl (feeds push their news), or slack.signingSecret (Slack over HTTP), or "
        + "leave it out")]
    [InlineData("summaries: { apiKey: k }",
        "summaries.apiKey: no language model is asked: give summaries.endpoint and summaries.model, or leave it out")]
    [InlineData("feeds: [{ url: 'https://a.example', labels: [x] }]", "feeds: labels has no effect yet: all feeds are told")]
    [InlineData("topics: [{ name: truce, query: truce, urgent: true }]", "topics: urgent has no effect yet: all topics are told alike")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], maxPerHour: 3 }]",
        "subscriptions: maxPerHour has no effect yet: alerts are not counted")]
    [InlineData(Topic + "subscriptions: [{ to: 'discord:123', topics: [truce] }]", "discord:123 is not posted to: give discord.token")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], ping: '12345' }]",
        "subscriptions: ping has no effect yet: only the Discord and Slack bots mention anyone")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], quiet: '22:00-07:00' }]",
        "subscriptions: quiet has no effect yet: alerts come at any hour; /news settings quiet in the channel has one")]
    [InlineData(Topic + "subscriptions: [{ to: console, topics: [truce], updates: thread }]",
        "subscriptions: updates: thread has no effect yet: an alert is not followed up")]
    [InlineData(Topic + "subscriptions: [{ to: 'slack:C1', topics: [truce] }]", "slack:C1 is not posted to: give slack.botToken")]
    public void A_setting_without_effect_gives_a_notice(string yaml, string expected)
    {
        Assert.Equal([expected], SettingsFixture.Notices(yaml));
    }

    [Fact]
    public void A_setting_equal_to_its_default_gives_no_notice()
    {
        Assert.Empty(SettingsFixture.Notices(Topic + """
            storage: { keep: 30d }
            discord: { token: x, apiBaseUrl: "http://127.0.0.1:1/api/v10/" }
            news: { timeZone: Europe/Kyiv }
            slack: { managers: everyone }
            summaries: { endpoint: "http://127.0.0.1:1/v1", model: small, timeout: 3s }
            subscriptions: [{ to: console, topics: [truce], mode: instant, maxPerHour: 20, updates: off, notices: on }, { to: "discord:123", topics: [truce], ping: "12345" }]
            """));
    }
}
