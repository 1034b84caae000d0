using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Webhooks;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;
using AlertBot.Web;

namespace AlertBot.Settings;

/// <summary>All settings, valid. Each part is an options record of the folder that uses it.</summary>
internal sealed record AlertBotSettings
{
    public StorageOptions Storage { get; init; } = new();
    public WebOptions Web { get; init; } = new();

    /// <summary>Includes the request limits that the file has under <c>polling</c>.</summary>
    public NetworkOptions Network { get; init; } = new();
    public PollingOptions Polling { get; init; } = new();
    public NewsOptions News { get; init; } = new();
    public DiscordOptions Discord { get; init; } = new();
    public SlackOptions Slack { get; init; } = new();
    public SummaryOptions Summaries { get; init; } = new();
    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>Without duplicates: a URL occurs once for each set of headers.</summary>
    public IReadOnlyList<FeedOptions> Feeds { get; init; } = [];

    /// <summary>Names are unique, ignoring case.</summary>
    public IReadOnlyList<TopicOptions> Topics { get; init; } = [];

    /// <summary>Default when the file has no subscription and no chat token: the console with every topic.</summary>
    public IReadOnlyList<SubscriptionOptions> Subscriptions { get; init; } = [];

    /// <summary>Whether the platform has the token that it needs for posting.</summary>
    public bool CanPostTo(DestinationAddress destination) => destination.Platform switch
    {
        DiscordTraits.Id => Discord.Token is not null,
        SlackTraits.Id => Slack.BotToken is not null,
        _ => true,
    };
}
