using AlertBot.Alerts.Subscriptions;
using AlertBot.Settings.Sections;
using AlertBot.Settings.Sources;

namespace AlertBot.Settings;

/// <summary>Reads all sections, and what only shows when they are seen together.</summary>
internal static class SettingsBinder
{
    public static AlertBotSettings Bind(SettingNode root, SettingErrors mistakes)
    {
        var all = SettingSection.Open(root, "", mistakes);
        // In the order in which they are named to someone who mistypes one.
        var (storage, web, polling, news, networking) =
            (all.Open("storage"), all.Open("web"), all.Open("polling"), all.Open("news"), all.Open("network"));
        var (discord, slack, summaries, hooks) = (all.Open("discord"), all.Open("slack"), all.Open("summaries"), all.Open("webhooks"));
        var feeds = FeedSection.ReadFeeds(all, mistakes);
        var (topics, names) = TopicSection.ReadTopics(all, mistakes);
        var network = ServiceSections.ReadNetwork(networking);
        var settings = new AlertBotSettings
        {
            Storage = ServiceSections.ReadStorage(storage),
            Web = ServiceSections.ReadWeb(web),
            Polling = ServiceSections.ReadPolling(polling, ref network),
            Network = network,
            News = ServiceSections.ReadNews(news),
            Discord = PlatformSections.ReadDiscord(discord),
            Slack = PlatformSections.ReadSlack(slack),
            Summaries = ServiceSections.ReadSummaries(summaries),
            Webhooks = PlatformSections.ReadWebhooks(hooks, mistakes),
            Feeds = feeds,
            Topics = topics,
            Subscriptions = new SubscriptionSection(mistakes, names, hooks.Keys).ReadSubscriptions(all),
        };
        all.ReportUnknownKeys();
        if (settings.Storage.Retention < settings.News.MaxAge)
        {
            storage.AddError("keep",
                $": what is removed after {OptionValueParser.FormatDuration(settings.Storage.Retention)} cannot be told up to "
                    + $"news.maxAge ({OptionValueParser.FormatDuration(settings.News.MaxAge)}); lengthen keep or shorten maxAge");
        }

        return WithDefaultConsoleSubscription(settings);
    }

    /// <summary>A first start shows something: without any chat, the console gets every topic.</summary>
    private static AlertBotSettings WithDefaultConsoleSubscription(AlertBotSettings settings) =>
        settings is { Subscriptions.Count: 0, Topics.Count: > 0, Discord.Token: null, Slack.BotToken: null }
            ? settings with { Subscriptions =
                [new SubscriptionOptions(DestinationAddress.Console, [.. settings.Topics.Select(topic => topic.Name)])] }
            : settings;
}
