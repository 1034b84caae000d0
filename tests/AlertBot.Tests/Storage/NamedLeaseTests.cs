using AlertBot.Storage;

namespace AlertBot.Tests.Storage;

public abstract class NamedLeaseTests : StoreTests
{
    [Fact]
    public async Task One_worker_holds_the_lease_until_it_runs_out()
    {
        var (first, second) = (new NamedLease("group"), new NamedLease("group"));

        Assert.True(await HoldAsync(first));
        Assert.False(await HoldAsync(second));
        Assert.True(await HoldAsync(first));
        Test.Time.Advance(NamedLease.Duration);
        Assert.True(await HoldAsync(second));
        Assert.False(await HoldAsync(first));
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_free_at_once()
    {
        var (first, second) = (new NamedLease("group"), new NamedLease("group"));
        await HoldAsync(first);

        await Test.Database.WriteAsync(session => first.ReleaseAsync(session, None), None);

        Assert.True(await HoldAsync(second));
    }

    private Task<bool> HoldAsync(NamedLease lease) => Test.Database.WriteAsync(session => lease.HoldAsync(session, Test.Now, None), None);
}

public sealed class NamedLeaseOnSqliteTests : NamedLeaseTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
