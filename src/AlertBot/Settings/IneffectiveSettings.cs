using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Storage;

namespace AlertBot.Settings;

/// <summary>
/// Finds settings that are given but have no effect: because this version does not implement them yet, or because another setting is
/// missing.
/// </summary>
/// <remarks>A change that implements a setting removes its line here.</remarks>
internal static class IneffectiveSettings
{
    private const string HasNoEffectYet = "has no effect yet";

    /// <returns>One line for each: the setting and what happens instead.</returns>
    public static IReadOnlyList<string> FindNotices(AlertBotSettings settings) =>
    [
        .. FindInSections(settings),
        .. FindIncompleteSections(settings),
        .. FindInFeedsAndTopics(settings),
        .. FindUnreachableDestinations(settings),
        .. FindInSubscriptions(settings.Subscriptions),
    ];

    private static IEnumerable<string> FindInSections(AlertBotSettings settings) => NoticesFor(
        ("storage.keep", settings.Storage.Retention != new StorageOptions().Retention, "nothing is removed"),
        ("discord.publicKey", settings.Discord.PublicKey is not null, "commands arrive over the gateway, which needs no public address"),
        ("slack.clientId", settings.Slack.ClientId is not null,
            "the app cannot be installed into several workspaces; slack.botToken is for one workspace"));

    private static IEnumerable<string> FindIncompleteSections(AlertBotSettings settings)
    {
        if (settings.Slack is { BotToken: not null, AppToken: null, SigningSecret: null })
        {
            yield return "slack: alerts are posted, but commands do not work; set slack.appToken (Socket Mode) or slack.signingSecret "
                + "(HTTP)";
        }

        if (settings is { Web: { Hooks: not null, PublicUrl: null }, Slack.SigningSecret: null })
        {
            yield return "web.hooks: no hook is active at this address; set web.publicUrl (WebSub) or slack.signingSecret (Slack over "
                + "HTTP), or remove it";
        }

        if (settings.Summaries is { ApiKey: not null, Endpoint: null })
        {
            yield return "summaries.apiKey: no language model is used; set summaries.endpoint and summaries.model, or remove it";
        }
    }

    private static IEnumerable<string> FindInFeedsAndTopics(AlertBotSettings settings) => NoticesFor(
        ("feeds: labels", settings.Feeds.Any(feed => feed.Labels.Count > 0), "subscriptions cannot select feeds"),
        ("topics: urgent", settings.Topics.Any(topic => topic.Urgent), "all topics are treated the same"),
        ("topics: mutes", settings.Topics.Any(topic => topic.Mutes.Count > 0), "no topic mutes another"),
        ("topics: examples", settings.Topics.Any(topic => topic.Examples.Count > 0), "examples are not tested"),
        ("topics: not", settings.Topics.Any(topic => topic.CounterExamples.Count > 0), "examples are not tested"));

    private static IEnumerable<string> FindUnreachableDestinations(AlertBotSettings settings) =>
        settings.Subscriptions.Select(subscription => subscription.Destination).Distinct()
            .Where(to => !settings.CanPostTo(to))
            .Select(to => $"{to}: nothing is posted there; set {PlatformTraits.Find(to.Platform)?.TokenSetting}");

    private static IEnumerable<string> FindInSubscriptions(IReadOnlyList<SubscriptionOptions> subscriptions)
    {
        const string OneByOne = "alerts are posted one by one, at once";
        const string NoQuietHours = "alerts are posted at any hour; use /news settings quiet in the channel";
        const string AllFeeds = "alerts come from all feeds";
        return NoticesFor(
            ("subscriptions: ping", subscriptions.Any(s => s.Ping is not null && s.Destination.Platform is "webhook" or "console"),
                "only the Discord and Slack bots can mention someone"),
            ("subscriptions: mode", subscriptions.Any(s => s.Mode != SubscriptionMode.Instant), OneByOne),
            ("subscriptions: digestAt", subscriptions.Any(s => s.DigestAt is not null), OneByOne),
            ("subscriptions: days", subscriptions.Any(s => s.Days.Count > 0), OneByOne),
            ("subscriptions: timeZone", subscriptions.Any(s => s.TimeZone is not null), NoQuietHours),
            ("subscriptions: quiet", subscriptions.Any(s => s.Quiet is not null), NoQuietHours),
            ("subscriptions: updates: thread", subscriptions.Any(s => s.Updates == AlertUpdates.Thread), "alerts are not updated"),
            ("subscriptions: minSources", subscriptions.Any(s => s.MinSources > 1), "one source is enough for an alert"),
            ("subscriptions: languages", subscriptions.Any(s => s.Languages.Count > 0), "alerts are in all languages"),
            ("subscriptions: sources", subscriptions.Any(s => s.Sources.Count > 0), AllFeeds),
            ("subscriptions: notSources", subscriptions.Any(s => s.ExcludedSources.Count > 0), AllFeeds),
            ("subscriptions: maxPerHour", subscriptions.Any(s => s.MaxPerHour != SubscriptionOptions.DefaultMaxPerHour),
                "alerts are not limited"),
            ("subscriptions: notices", subscriptions.Any(s => !s.Notices), "no notices are posted"));
    }

    private static IEnumerable<string> NoticesFor(params (string Key, bool IsGiven, string Instead)[] settings) =>
        settings.Where(setting => setting.IsGiven).Select(setting => $"{setting.Key} {HasNoEffectYet}: {setting.Instead}");
}
