using AlertBot.Alerts;

namespace AlertBot.Cli.Settings;

/// <summary>Reads all sections, and what only shows when they are seen together.</summary>
internal static class SettingsReader
{
    public static AlertBotSettings Read(SettingNode root, Mistakes mistakes)
    {
        var all = Section.Of(root, "", mistakes);
        // In the order in which they are named to someone who mistypes one.
        var (storage, web, polling, news, networking) = (all.Of("storage"), all.Of("web"), all.Of("polling"), all.Of("news"), all.Of("network"));
        var (discord, slack, summaries, hooks) = (all.Of("discord"), all.Of("slack"), all.Of("summaries"), all.Of("webhooks"));
        var feeds = FeedSection.Feeds(all, mistakes);
        var (topics, names) = TopicSection.Topics(all, mistakes);
        var network = ServiceSections.Network(networking);
        var settings = new AlertBotSettings
        {
            Storage = ServiceSections.Storage(storage),
            Web = ServiceSections.Web(web),
            Polling = ServiceSections.Polling(polling, ref network),
            Network = network,
            News = ServiceSections.News(news),
            Discord = PlatformSections.Discord(discord),
            Slack = PlatformSections.Slack(slack),
            Summaries = ServiceSections.Summaries(summaries),
            Webhooks = PlatformSections.Webhooks(hooks, mistakes),
            Feeds = feeds,
            Topics = topics,
            Subscriptions = new SubscriptionSection(mistakes, names, hooks.Keys).Subscriptions(all),
        };
        all.Close();
        if (settings.Storage.Keep < settings.News.MaxAge)
        {
            storage.Refuse("keep", $": what is removed after {OptionText.Written(settings.Storage.Keep)} cannot be told up to news.maxAge ({OptionText.Written(settings.News.MaxAge)}); lengthen keep or shorten maxAge");
        }

        return WithConsole(settings);
    }

    /// <summary>A first start shows something: without any chat, the console gets every topic.</summary>
    private static AlertBotSettings WithConsole(AlertBotSettings settings) =>
        settings is { Subscriptions.Count: 0, Topics.Count: > 0, Discord.Token: null, Slack.BotToken: null }
            ? settings with { Subscriptions = [new SubscriptionOptions(DestinationAddress.Console, [.. settings.Topics.Select(topic => topic.Name)])] }
            : settings;
}
