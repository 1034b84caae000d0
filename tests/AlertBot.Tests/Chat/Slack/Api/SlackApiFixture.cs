using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Api;

/// <summary>The Slack client as the service registers it, connected to a <see cref="SlackStub"/>.</summary>
internal sealed class SlackApiFixture : IAsyncDisposable
{
    public const string BotToken = "xoxb-a-bot-token";
    public const string AppToken = "xapp-an-app-token";

    private readonly ServiceProvider _services = new ServiceCollection().AddPlatformHttp("slack").BuildServiceProvider();

    private SlackApiFixture(SlackStub stub, TimeProvider time)
    {
        Stub = stub;
        Api = new SlackApi(
            _services.GetRequiredService<IHttpClientFactory>().CreateClient("slack"),
            new SlackOptions
            {
                BotToken = BotToken,
                AppToken = AppToken,
                SigningSecret = "a-signing-secret",
                ApiBaseUrl = new Uri(stub.Base, "api/"),
            },
            time,
            Log);
    }

    public SlackStub Stub { get; }

    public SlackApi Api { get; }

    public CapturingLogger<SlackApi> Log { get; } = new();

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SlackApiFixture> StartAsync(FakeTimeProvider? time = null) =>
        new(await SlackStub.StartAsync(), time ?? TimeProvider.System);

    public static SlackCall Post(string channel = "C0NEWS") =>
        SlackMethods.PostMessage(new SlackMessage("Truce & talks", null) { Channel = channel });

    public Task<PlatformResult> SendAsync(SlackCall? call = null) => Api.SendAsync(call ?? Post(), Cancelled);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _services.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
