using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>
/// The Slack client and sender as the service registers them, connected to a loopback Slack with #news, the public #open and the private
/// #desk.
/// </summary>
internal sealed class SlackSendingFixture : IAsyncDisposable
{
    public const string News = "C0NEWS0001";
    public const string Open = "C0OPEN0001";
    public const string Desk = "C0DESK0001";

    private readonly ServiceProvider _services = new ServiceCollection().AddPlatformHttp("slack").BuildServiceProvider();

    private SlackSendingFixture(LoopbackSlack slack, TestDatabase test)
    {
        Slack = slack;
        Test = test;
        Api = new SlackApi(_services.GetRequiredService<IHttpClientFactory>().CreateClient("slack"), Options, slack.Time, Log);
        Identity = new SlackBotIdentity(Api);
        Sender = new SlackSender(Api, Identity, new DestinationStore(test.Database), slack.Time);
    }

    public LoopbackSlack Slack { get; }

    public TestDatabase Test { get; }

    public SlackOptions Options =>
        new() { BotToken = LoopbackSlack.BotToken, AppToken = LoopbackSlack.AppToken, ApiBaseUrl = Slack.ApiBaseUrl };

    public SlackApi Api { get; }

    public SlackBotIdentity Identity { get; }

    public IChatSender Sender { get; }

    public CapturingLogger<SlackApi> Log { get; } = new();

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="time">The clock of client and server; null: the real one.</param>
    public static async Task<SlackSendingFixture> StartAsync(TimeProvider? time = null)
    {
        var slack = await LoopbackSlack.StartAsync(time);
        slack.Channels.Add(new LoopbackSlackChannel(Open, "open") { IsMember = false });
        slack.Channels.Add(new LoopbackSlackChannel(Desk, "desk") { IsPrivate = true, IsMember = false });
        return new SlackSendingFixture(slack, await TestDatabase.OnSqliteAsync());
    }

    public OutgoingMessage Alert(string channel = News, string nonce = "n1") =>
        new(channel, ABrief.Full, nonce) { Story = new StoryId(7), CreatedAt = Slack.Time.GetUtcNow() };

    public Task<SendOutcome> SendAsync(OutgoingMessage? message = null) => Sender.SendAsync(message ?? Alert(), Cancelled);

    public Task<SendOutcome> DeliverAsync(OutgoingMessage message, int maxAttempts = ChatSenderExtensions.DefaultMaxAttempts) =>
        Sender.DeliverAsync(message, Cancelled, maxAttempts);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _services.DisposeAsync();
        await Slack.DisposeAsync();
        await Test.DisposeAsync();
    }
}
