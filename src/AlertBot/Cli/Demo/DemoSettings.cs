using System.Net;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Queries;
using AlertBot.Web;

namespace AlertBot.Cli.Demo;

/// <summary>The settings of the demo, as a settings file would give them.</summary>
internal static class DemoSettings
{
    public static AlertBotSettings Create(SampleServer server, DemoFolder folder)
    {
        var second = TimeSpan.FromSeconds(1);
        return new AlertBotSettings
        {
            Storage = new StorageOptions { Connection = $"Data Source={Path.Combine(folder.Path, "alertbot.db")}" },

            // Any free port, so that the demo runs beside a service on this machine.
            Web = new WebOptions { Listen = new Uri("http://127.0.0.1:0") },
            Network = new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] },
            Polling = new PollingOptions { Min = second, Interval = second, Max = second },
            Feeds = [.. SampleNews.Feeds.Select(feed => new FeedOptions(server.AddressOf(feed)) { Name = feed.Outlet })],
            Topics = [.. SampleNews.Topics.Select(topic => new TopicOptions(topic.Name, ParseQuery(topic.Query)))],
            Subscriptions = [new SubscriptionOptions(DestinationAddress.Console, [.. SampleNews.Topics.Select(topic => topic.Name)])],
        };
    }

    private static TopicQuery ParseQuery(string query) => TopicQuery.Parse(query) switch
    {
        QueryParseResult.Parsed parsed => parsed.Query,
        var other => throw new InvalidOperationException($"The query of a sample topic is invalid: {other}."),
    };
}
