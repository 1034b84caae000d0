using System.Collections.Concurrent;

namespace AlertBot.Storage;

/// <summary>
/// Runs queued work in batches, each batch in one transaction: a commit and a thread switch cost as much as a small piece of work.
/// </summary>
internal sealed class WriteBatcher(SemaphoreSlim writer, WriterConnection connection)
{
    /// <summary>Work items per transaction: few, so that other writers do not wait long.</summary>
    private const int MaxBatchSize = 16;

    private readonly ConcurrentQueue<WorkItem> _queue = new();
    private int _isDraining;

    /// <summary>Completes when the work is committed. Work that throws is rolled back alone.</summary>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var item = new WorkItem<T>(work, cancellationToken);
        _queue.Enqueue(item);
        if (Interlocked.Exchange(ref _isDraining, 1) == 0)
        {
            _ = Task.Run(DrainAsync, CancellationToken.None);
        }

        return item.Completion;
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
        var batch = new List<WorkItem>(MaxBatchSize);
        try
        {
            while (batch.Count < MaxBatchSize && _queue.TryDequeue(out var item))
            {
                batch.Add(item);
            }

            await connection.WriteAsync(session => RunAsync(session, batch), CancellationToken.None);
            batch.ForEach(item => item.Complete());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The batch was rolled back. All its callers get the reason.
            batch.ForEach(item => item.Fail(e));
        }
        finally
        {
            writer.Release();
        }
    }

    private static async Task<bool> RunAsync(Session session, List<WorkItem> batch)
    {
        foreach (var item in batch)
        {
            await item.RunAsync(session);
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
                // The caller gets the exception; the other items of the batch continue.
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
