using AlertBot.Alerts;

namespace AlertBot.Cli.Settings;

/// <summary>Reads all sections, and what only shows when they are seen together.</summary>
internal static class SettingsReader
{
    public static AlertBotSettings Read(SettingNode root, Mistakes mistakes)
    {
        var all = Section.Of(root, "", mistakes);
        var storage = all.Of("storage");
        var network = ServiceSections.Network(all.Of("network"));
        var hooks = all.Of("webhooks");
        var webhooks = PlatformSections.Webhooks(hooks, mistakes);
        var feeds = FeedSection.Feeds(all, mistakes);
        var (topics, names) = TopicSection.Topics(all, mistakes);
        var settings = new AlertBotSettings
        {
            Storage = ServiceSections.Storage(storage),
            Web = ServiceSections.Web(all.Of("web")),
            Polling = ServiceSections.Polling(all.Of("polling"), ref network),
            Network = network,
            News = ServiceSections.News(all.Of("news")),
            Discord = PlatformSections.Discord(all.Of("discord")),
            Slack = PlatformSections.Slack(all.Of("slack")),
            Summaries = ServiceSections.Summaries(all.Of("summaries")),
            Webhooks = webhooks,
            Feeds = feeds,
            Topics = topics,
            Subscriptions = new SubscriptionSection(mistakes, names, hooks.Keys).Subscriptions(all),
        };
        all.Close();
        if (settings.Storage.Keep < settings.News.MaxAge)
        {
            storage.Refuse("keep", $": what is removed after {Values.Written(settings.Storage.Keep)} cannot be told up to news.maxAge ({Values.Written(settings.News.MaxAge)}); lengthen keep or shorten maxAge");
        }

        return WithConsole(settings);
    }

    /// <summary>A first start shows something: without any chat, the console gets every topic.</summary>
    private static AlertBotSettings WithConsole(AlertBotSettings settings) =>
        settings is { Subscriptions.Count: 0, Topics.Count: > 0, Discord.Token: null, Slack.BotToken: null }
            ? settings with { Subscriptions = [new SubscriptionOptions(DestinationAddress.Console, [.. settings.Topics.Select(topic => topic.Name)])] }
            : settings;
}
