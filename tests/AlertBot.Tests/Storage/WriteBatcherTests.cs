using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

public class WriteBatcherTests : IAsyncLifetime
{
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        await _test.ExecuteAsync("CREATE TABLE note (id BIGINT PRIMARY KEY)");
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_exception_rolls_back_only_its_own_write()
    {
        var writes =
            await WriteTogetherAsync(Enumerable.Range(1, 40).Select(n => new Func<Task<int>>(() => InsertAsync(n, fails: n % 3 == 0))));

        Assert.Equal(Enumerable.Range(1, 40).Where(n => n % 3 == 0),
            writes.Index().Where(write => write.Item.IsFaulted).Select(write => write.Index + 1));
        Assert.All(writes.Where(write => write.IsFaulted), write => Assert.Equal("killed here", write.Exception!.InnerException!.Message));
        Assert.Equal(27, await _test.NumberAsync("SELECT COUNT(*) FROM note"));
        Assert.Equal(0, await _test.NumberAsync("SELECT COUNT(*) FROM note WHERE id % 3 = 0"));
    }

    [Fact]
    public async Task A_completed_write_is_committed_at_once()
    {
        var writes = await WriteTogetherAsync(Enumerable.Range(1, 20).Select(n => new Func<Task<long?>>(async () =>
        {
            await InsertAsync(n, fails: false);
            return await _test.NumberAsync($"SELECT COUNT(*) FROM note WHERE id = {n}");
        })));

        Assert.All(writes, write => Assert.Equal(1, write.Result));
    }

    [Fact]
    public async Task A_write_cancelled_while_queued_is_not_started()
    {
        using var canceled = new CancellationTokenSource();
        var writes = await WriteTogetherAsync(
            [() => InsertAsync(1, fails: false), () => InsertAsync(2, fails: false, canceled.Token)], canceled.Cancel);

        Assert.True(writes[0].IsCompletedSuccessfully);
        Assert.True(writes[1].IsCanceled);
        Assert.Equal(1, await _test.NumberAsync("SELECT SUM(id) FROM note"));
    }

    [Fact]
    public async Task A_failing_batch_transaction_fails_all_its_writes_and_the_next_one_succeeds()
    {
        var writes = await WriteTogetherAsync([() => InsertAsync(1, fails: false), RollBackAsync]);

        Assert.All(writes, write => Assert.True(write.IsFaulted));
        Assert.Equal(5, await InsertAsync(5, fails: false));
        Assert.Equal(5, await _test.NumberAsync("SELECT SUM(id) FROM note"));
    }

    /// <summary>Blocks the writer until all writes are queued, so that they share a batch.</summary>
    private async Task<List<Task<T>>> WriteTogetherAsync<T>(IEnumerable<Func<Task<T>>> work, Action? whileQueued = null)
    {
        var blocked = new TaskCompletionSource();
        var unblock = new TaskCompletionSource();
        var blocker = _test.Database.WriteAsync(
            async _ =>
            {
                blocked.SetResult();
                await unblock.Task;
            },
            CancellationToken.None);
        await blocked.Task;
        var all = work.Select(write => write()).ToList();
        whileQueued?.Invoke();
        unblock.SetResult();
        await blocker;
        await Task.WhenAll(all).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return all;
    }

    private Task<int> InsertAsync(int id, bool fails, CancellationToken cancellationToken = default) => _test.Database.WriteRelaxedAsync(
        async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (id) VALUES (@id)", [("id", (long)id)], CancellationToken.None);
            return fails ? throw new InvalidOperationException("killed here") : id;
        },
        cancellationToken);

    /// <summary>Ends the transaction of the batch, as SQLite does when the disk is full.</summary>
    private Task<int> RollBackAsync() => _test.Database.WriteRelaxedAsync(
        async session =>
        {
            await session.ExecuteAsync("ROLLBACK", [], CancellationToken.None);
            return 0;
        },
        CancellationToken.None);
}
