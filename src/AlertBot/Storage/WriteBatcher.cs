using System.Collections.Concurrent;

namespace AlertBot.Storage;

/// <summary>
/// Runs the work that waits at a time in one transaction, one after the other: a commit, and the change from thread to thread, cost as much
/// as a small piece of work.
/// </summary>
internal sealed class WriteBatcher(SemaphoreSlim writer, WriterConnection connection)
{
    /// <summary>Few enough that nobody else waits long to write.</summary>
    private const int MaxBatchSize = 16;

    private readonly ConcurrentQueue<WorkItem> _queue = new();
    private int _isDraining;

    /// <summary>Ends when the work is committed. What one piece throws undoes that piece alone.</summary>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var piece = new WorkItem<T>(work, cancellationToken);
        _queue.Enqueue(piece);
        if (Interlocked.Exchange(ref _isDraining, 1) == 0)
        {
            _ = Task.Run(DrainAsync, CancellationToken.None);
        }

        return piece.Completion;
    }

    private async Task DrainAsync()
    {
        do
        {
            while (!_queue.IsEmpty)
            {
                await WriteBatchAsync();
            }

            Volatile.Write(ref _isDraining, 0);
        }
        while (!_queue.IsEmpty && Interlocked.Exchange(ref _isDraining, 1) == 0);
    }

    private async Task WriteBatchAsync()
    {
        await writer.WaitAsync();
        var pieces = new List<WorkItem>(MaxBatchSize);
        try
        {
            while (pieces.Count < MaxBatchSize && _queue.TryDequeue(out var piece))
            {
                pieces.Add(piece);
            }

            await connection.WriteAsync(session => RunAsync(session, pieces), CancellationToken.None);
            pieces.ForEach(piece => piece.Complete());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing was kept: whoever waits for it learns why.
            pieces.ForEach(piece => piece.Fail(e));
        }
        finally
        {
            writer.Release();
        }
    }

    private static async Task<bool> RunAsync(Session session, List<WorkItem> pieces)
    {
        foreach (var piece in pieces)
        {
            await piece.RunAsync(session);
        }

        return true;
    }

    private abstract class WorkItem
    {
        public abstract Task RunAsync(Session session);

        public abstract void Complete();

        public abstract void Fail(Exception reason);
    }

    private sealed class WorkItem<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) : WorkItem
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Completion => _completion.Task;

        public override async Task RunAsync(Session session)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = await session.RunInSavepointAsync(() => work(session));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // It is its caller's, who waits for it; the other pieces go on.
                _error = e;
            }
        }

        public override void Complete()
        {
            if (_error is null)
            {
                _completion.SetResult(_result!);
            }
            else
            {
                Fail(_error);
            }
        }

        public override void Fail(Exception reason)
        {
            if (reason is OperationCanceledException cancelled)
            {
                _completion.SetCanceled(cancelled.CancellationToken);
            }
            else
            {
                _completion.SetException(reason);
            }
        }
    }
}
