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

/// <summary>What <c>config/alertbot.yaml</c> would say for the sample news.</summary>
internal static class DemoSettings
{
    public static AlertBotSettings Create(SampleServer server, DemoFolder folder)
    {
        var second = TimeSpan.FromSeconds(1);
        return new AlertBotSettings
        {
            Storage = new StorageOptions { Connection = $"Data Source={Path.Combine(folder.Path, "alertbot.db")}" },

            // Any free port: a service that runs on this machine keeps its own.
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
        var other => throw new InvalidOperationException($"a sample topic cannot be read: {other}"),
    };
}
