using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

/// <summary>Base class of tests that run on each database engine. A derived class for each engine creates the database.</summary>
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
