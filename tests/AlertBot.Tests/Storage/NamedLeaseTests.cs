using AlertBot.Storage;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

public abstract class NamedLeaseTests : StoreTests
{
    [Fact]
    public async Task One_worker_holds_the_lease_until_it_expires()
    {
        var (first, second) = (new NamedLease("group"), new NamedLease("group"));

        Assert.True(await HoldAsync(first));
        Assert.False(await HoldAsync(second));
        Assert.True(await HoldAsync(first));
        Test.Time.Advance(NamedLease.Duration);
        Assert.True(await HoldAsync(second));
        Assert.False(await HoldAsync(first));
    }

    private Task<bool> HoldAsync(NamedLease lease) =>
        Test.Database.WriteAsync(session => lease.TryAcquireAsync(session, Test.Now, None), None);
}

public sealed class NamedLeaseOnSqliteTests : NamedLeaseTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
