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
        var pieces =
            await WaitingTogetherAsync(Enumerable.Range(1, 40).Select(n => new Func<Task<int>>(() => NoteAsync(n, fails: n % 3 == 0))));

        Assert.Equal(Enumerable.Range(1, 40).Where(n => n % 3 == 0),
            pieces.Index().Where(piece => piece.Item.IsFaulted).Select(piece => piece.Index + 1));
        Assert.All(pieces.Where(piece => piece.IsFaulted), piece => Assert.Equal("killed here", piece.Exception!.InnerException!.Message));
        Assert.Equal(27, await _test.NumberAsync("SELECT COUNT(*) FROM note"));
        Assert.Equal(0, await _test.NumberAsync("SELECT COUNT(*) FROM note WHERE id % 3 = 0"));
    }

    [Fact]
    public async Task A_completed_write_is_committed_at_once()
    {
        var pieces = await WaitingTogetherAsync(Enumerable.Range(1, 20).Select(n => new Func<Task<long?>>(async () =>
        {
            await NoteAsync(n, fails: false);
            return await _test.NumberAsync($"SELECT COUNT(*) FROM note WHERE id = {n}");
        })));

        Assert.All(pieces, piece => Assert.Equal(1, piece.Result));
    }

    [Fact]
    public async Task A_write_cancelled_while_queued_is_not_started()
    {
        using var called = new CancellationTokenSource();
        var pieces =
            await WaitingTogetherAsync([() => NoteAsync(1, fails: false), () => NoteAsync(2, fails: false, called.Token)], called.Cancel);

        Assert.True(pieces[0].IsCompletedSuccessfully);
        Assert.True(pieces[1].IsCanceled);
        Assert.Equal(1, await _test.NumberAsync("SELECT SUM(id) FROM note"));
    }

    [Fact]
    public async Task A_failing_batch_transaction_fails_all_its_writes_and_the_next_one_succeeds()
    {
        var pieces = await WaitingTogetherAsync([() => NoteAsync(1, fails: false), BreakAsync]);

        Assert.All(pieces, piece => Assert.True(piece.IsFaulted));
        Assert.Equal(5, await NoteAsync(5, fails: false));
        Assert.Equal(5, await _test.NumberAsync("SELECT SUM(id) FROM note"));
    }

    /// <summary>Holds the writer until all of the work waits.</summary>
    private async Task<List<Task<T>>> WaitingTogetherAsync<T>(IEnumerable<Func<Task<T>>> work, Action? meanwhile = null)
    {
        var (held, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holder = _test.Database.WriteAsync(
            async _ =>
            {
                held.SetResult();
                await free.Task;
            },
            CancellationToken.None);
        await held.Task;
        var all = work.Select(piece => piece()).ToList();
        meanwhile?.Invoke();
        free.SetResult();
        await holder;
        await Task.WhenAll(all).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return all;
    }

    private Task<int> NoteAsync(int id, bool fails, CancellationToken cancellationToken = default) => _test.Database.WriteRelaxedAsync(
        async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (id) VALUES (@id)", [("id", (long)id)], CancellationToken.None);
            return fails ? throw new InvalidOperationException("killed here") : id;
        },
        cancellationToken);

    /// <summary>As a full disk does.</summary>
    private Task<int> BreakAsync() => _test.Database.WriteRelaxedAsync(
        async session =>
        {
            await session.ExecuteAsync("ROLLBACK", [], CancellationToken.None);
            return 0;
        },
        CancellationToken.None);
}
