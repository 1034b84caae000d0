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

    private static IEnumerable<string> FindUnreachableDestinations(AlertBotSettings settings) =>
        settings.Subscriptions.Select(subscription => subscription.Destination).Distinct()
            .Where(to => !settings.CanPostTo(to))
            .Select(to => $"{to}: nothing is posted there; set {PlatformTraits.Find(to.Platform)?.TokenSetting}");

    private static IEnumerable<string> FindInSubscriptions(IReadOnlyList<SubscriptionOptions> subscriptions)
    {
        if (subscriptions.Any(s => s.Ping is not null && s.Destination.Platform is "webhook" or "console"))
        {
            yield return "subscriptions: ping has no effect for webhooks and the console: only the Discord and Slack bots can mention "
                + "someone";
        }

        if (subscriptions.Any(s => s.Routing.Mode == SubscriptionMode.Instant && s.Routing.DigestAt is not null))
        {
            yield return "subscriptions: digestAt has no effect without mode: digest; add it, or remove digestAt";
        }

        if (subscriptions.Any(s => s.Routing.Updates == AlertUpdates.Thread && s.Destination.Platform is "webhook" or "console"))
        {
            yield return "subscriptions: updates: thread works like edit for webhooks and the console, because they have no threads";
        }
    }

    private static IEnumerable<string> NoticesFor(params (string Key, bool IsGiven, string Instead)[] settings) =>
        settings.Where(setting => setting.IsGiven).Select(setting => $"{setting.Key} {HasNoEffectYet}: {setting.Instead}");
}
