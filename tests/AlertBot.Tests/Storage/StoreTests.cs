using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

/// <summary>Tests that run on each engine: a class for an engine derives from them and says how its database is made.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private protected TestDatabase Test { get; private set; } = null!;

    private protected static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => Test = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<TestDatabase> OpenAsync();
}
