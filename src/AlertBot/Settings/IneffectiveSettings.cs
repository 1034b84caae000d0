using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Settings;

/// <summary>
/// Says which settings were given that this version reads but does not act on yet. A feature that arrives takes its line out.
/// </summary>
internal static class IneffectiveSettings
{
    private const string HasNoEffectYet = "has no effect yet";

    public static IReadOnlyList<string> FindNotices(AlertBotSettings settings) =>
    [
        .. Sections(settings),
        .. settings.Slack is { BotToken: not null, AppToken: null, SigningSecret: null }
            ? ["slack: alerts are posted, but nobody can ask for news there: give slack.appToken (Socket Mode) or slack.signingSecret "
                + "(HTTP)"] : Array.Empty<string>(),
        .. settings is { Web: { Hooks: not null, PublicUrl: null }, Slack.SigningSecret: null }
            ? ["web.hooks: nothing answers there: give web.publicUrl (feeds push their news), or slack.signingSecret (Slack over "
                + "HTTP), or leave it out"] : Array.Empty<string>(),
        .. settings.Summaries is { ApiKey: not null, Endpoint: null }
            ? ["summaries.apiKey: no language model is asked: give summaries.endpoint and summaries.model, or leave it out"]
            : Array.Empty<string>(),
        .. settings.Feeds.Any(feed => feed.Labels.Count > 0) ? [$"feeds: labels {HasNoEffectYet}: all feeds are told"]
            : Array.Empty<string>(),
        .. Topics(settings.Topics),
        .. Destinations(settings),
        .. Options(settings.Subscriptions),
    ];

    private static IEnumerable<string> Sections(AlertBotSettings settings)
    {
        return NoticesFor(
            ("storage.keep", settings.Storage.Retention != new StorageOptions().Retention, "nothing is removed"),
            ("discord.publicKey", settings.Discord.PublicKey is not null, "commands come over the gateway, which needs no public address"),
            ("slack.clientId", settings.Slack.ClientId is not null,
                "installing into several workspaces comes with a later version; slack.botToken is one workspace's"));
    }

    private static IEnumerable<string> Topics(IReadOnlyList<TopicOptions> topics) => NoticesFor(
        ("topics: urgent", topics.Any(topic => topic.Urgent), "all topics are told alike"),
        ("topics: mutes", topics.Any(topic => topic.Mutes.Count > 0), "no topic silences another"),
        ("topics: examples", topics.Any(topic => topic.Examples.Count > 0), "they are not tried"),
        ("topics: not", topics.Any(topic => topic.CounterExamples.Count > 0), "they are not tried"));

    private static IEnumerable<string> Destinations(AlertBotSettings settings) =>
        settings.Subscriptions.Select(subscription => subscription.Destination).Distinct()
            .Where(to => !settings.CanPostTo(to))
            .Select(to => $"{to} is not posted to: give {(to.Platform == "slack" ? "slack.botToken" : "discord.token")}");

    private static IEnumerable<string> Options(IReadOnlyList<SubscriptionOptions> subscriptions)
    {
        const string AtOnce = "alerts come one by one, at once";
        const string InChat = "alerts come at any hour; /news settings quiet in the channel has one";
        const string AllFeeds = "all feeds are told";
        return NoticesFor(
            ("subscriptions: ping", subscriptions.Any(s => s.Ping is not null && s.Destination.Platform is "webhook" or "console"),
                "only the Discord and Slack bots mention anyone"),
            ("subscriptions: mode", subscriptions.Any(s => s.Mode != SubscriptionMode.Instant), AtOnce),
            ("subscriptions: digestAt", subscriptions.Any(s => s.DigestAt is not null), AtOnce),
            ("subscriptions: days", subscriptions.Any(s => s.Days.Count > 0), AtOnce),
            ("subscriptions: timeZone", subscriptions.Any(s => s.TimeZone is not null), InChat),
            ("subscriptions: quiet", subscriptions.Any(s => s.Quiet is not null), InChat),
            ("subscriptions: updates: thread", subscriptions.Any(s => s.Updates == AlertUpdates.Thread), "an alert is not followed up"),
            ("subscriptions: minSources", subscriptions.Any(s => s.MinSources > 1), "one feed is enough"),
            ("subscriptions: languages", subscriptions.Any(s => s.Languages.Count > 0), "all languages are told"),
            ("subscriptions: sources", subscriptions.Any(s => s.Sources.Count > 0), AllFeeds),
            ("subscriptions: notSources", subscriptions.Any(s => s.ExcludedSources.Count > 0), AllFeeds),
            ("subscriptions: maxPerHour", subscriptions.Any(s => s.MaxPerHour != SubscriptionOptions.DefaultMaxPerHour),
                "alerts are not counted"),
            ("subscriptions: notices", subscriptions.Any(s => !s.Notices), "no notices are posted"));
    }

    private static IEnumerable<string> NoticesFor(params (string Key, bool IsGiven, string SoFar)[] settings) =>
        settings.Where(setting => setting.IsGiven).Select(setting => $"{setting.Key} {HasNoEffectYet}: {setting.SoFar}");
}
