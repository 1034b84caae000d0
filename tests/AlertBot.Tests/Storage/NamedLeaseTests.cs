using AlertBot.Storage;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

public abstract class NamedLeaseTests : StoreTests
{
    [Fact]
    public async Task One_worker_holds_the_lease_until_it_expires()
    {
        var first = new NamedLease("group");
        var second = new NamedLease("group");

        Assert.True(await AcquireAsync(first));
        Assert.False(await AcquireAsync(second));
        Assert.True(await AcquireAsync(first));
        Test.Time.Advance(NamedLease.Duration);
        Assert.True(await AcquireAsync(second));
        Assert.False(await AcquireAsync(first));
    }

    private Task<bool> AcquireAsync(NamedLease lease) =>
        Test.Database.WriteAsync(session => lease.TryAcquireAsync(session, Test.Now, None), None);
}

public sealed class NamedLeaseOnSqliteTests : NamedLeaseTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
