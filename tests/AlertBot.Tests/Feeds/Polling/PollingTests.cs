using AlertBot.Testing;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Base class of tests that use one polling host each.</summary>
public abstract class PollingTests : IAsyncLifetime
{
    private protected PollingHost Host { get; private set; } = null!;

    private protected LoopbackServer Server => Host.Server;

    private protected LoopbackServer OtherServer => Host.OtherServer;

    public async ValueTask InitializeAsync() => Host = await PollingHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static void AssertAbout(TimeSpan expected, TimeSpan actual) =>
        Assert.InRange(actual, expected * 0.89, expected * 1.11);

    private protected static void AssertNotBefore(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual, expected, expected * 1.11);
}
