using AlertBot.Alerts.Subscriptions;
using AlertBot.Settings.Sections;
using AlertBot.Settings.Sources;

namespace AlertBot.Settings;

/// <summary>Reads all sections and checks settings that depend on each other.</summary>
internal static class SettingsBinder
{
    public static AlertBotSettings Bind(SettingNode root, SettingErrors errors)
    {
        var all = SettingSection.Open(root, "", errors);

        // The order in which an error message lists the sections for an unknown key.
        var storage = all.Open("storage");
        var web = all.Open("web");
        var polling = all.Open("polling");
        var news = all.Open("news");
        var networking = all.Open("network");
        var discord = all.Open("discord");
        var slack = all.Open("slack");
        var summaries = all.Open("summaries");
        var webhooks = all.Open("webhooks");
        var feeds = FeedSection.ReadFeeds(all, errors);
        var (topics, names) = TopicSection.ReadTopics(all, errors);
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
            Webhooks = PlatformSections.ReadWebhooks(webhooks, errors),
            Feeds = feeds,
            Topics = topics,
            Subscriptions = new SubscriptionSection(errors, names, webhooks.Keys).ReadSubscriptions(all),
        };
        all.ReportUnknownKeys();
        if (settings.Storage.Retention < settings.News.MaxAge)
        {
            storage.AddError("keep",
                $" ({OptionValueParser.FormatDuration(settings.Storage.Retention)}) is shorter than news.maxAge "
                    + $"({OptionValueParser.FormatDuration(settings.News.MaxAge)}); lengthen keep or shorten maxAge");
        }

        return WithDefaultConsoleSubscription(settings);
    }

    /// <summary>
    /// Subscribes the console to every topic if there is no subscription and no chat, so that a first start shows alerts.
    /// </summary>
    private static AlertBotSettings WithDefaultConsoleSubscription(AlertBotSettings settings) =>
        settings is { Subscriptions.Count: 0, Topics.Count: > 0, Discord.Token: null, Slack.BotToken: null }
            ? settings with
            {
                Subscriptions =
                [new SubscriptionOptions(DestinationAddress.Console, [.. settings.Topics.Select(topic => topic.Name)])]
            }
            : settings;
}
