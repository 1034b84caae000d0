using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
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

/// <summary>All settings, read without mistake: each part goes to the folder that owns it.</summary>
internal sealed record AlertBotSettings
{
    public StorageOptions Storage { get; init; } = new();
    public WebOptions Web { get; init; } = new();

    /// <summary>Holds the request limits under <c>polling</c> too.</summary>
    public NetworkOptions Network { get; init; } = new();
    public PollingOptions Polling { get; init; } = new();
    public NewsOptions News { get; init; } = new();
    public DiscordOptions Discord { get; init; } = new();
    public SlackOptions Slack { get; init; } = new();
    public SummaryOptions Summaries { get; init; } = new();
    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>No address twice.</summary>
    public IReadOnlyList<FeedOptions> Feeds { get; init; } = [];

    /// <summary>No name twice.</summary>
    public IReadOnlyList<TopicOptions> Topics { get; init; } = [];

    /// <summary>What is told where. Where the file has no subscription and no chat token, the console with every topic.</summary>
    public IReadOnlyList<SubscriptionOptions> Subscriptions { get; init; } = [];

    /// <summary>The platform's token is there, where it needs one.</summary>
    public bool CanPostTo(DestinationAddress destination) => destination.Platform switch
    {
        "discord" => Discord.Token is not null,
        "slack" => Slack.BotToken is not null,
        _ => true,
    };
}
