using System.Collections.Concurrent;

namespace AlertBot.Storage;

/// <summary>Runs the work that waits at a time in one transaction, one after the other: a commit, and the change from thread to thread, cost as much as a small piece of work.</summary>
internal sealed class WriteGroup(SemaphoreSlim writer, WriterConnection connection)
{
    /// <summary>Few enough that nobody else waits long to write.</summary>
    private const int Most = 16;

    private readonly ConcurrentQueue<Piece> _waiting = new();
    private int _isAtWork;

    /// <summary>Ends when the work is committed. What one piece throws undoes that piece alone.</summary>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var piece = new Piece<T>(work, cancellationToken);
        _waiting.Enqueue(piece);
        if (Interlocked.Exchange(ref _isAtWork, 1) == 0)
        {
            _ = Task.Run(WriteAllAsync, CancellationToken.None);
        }

        return piece.Done;
    }

    private async Task WriteAllAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                await WriteSomeAsync();
            }

            Volatile.Write(ref _isAtWork, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isAtWork, 1) == 0);
    }

    private async Task WriteSomeAsync()
    {
        await writer.WaitAsync();
        var pieces = new List<Piece>(Most);
        try
        {
            while (pieces.Count < Most && _waiting.TryDequeue(out var piece))
            {
                pieces.Add(piece);
            }

            await connection.WriteAsync(session => RunAsync(session, pieces), CancellationToken.None);
            pieces.ForEach(piece => piece.Committed());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing was kept: whoever waits for it learns why.
            pieces.ForEach(piece => piece.Lost(e));
        }
        finally
        {
            writer.Release();
        }
    }

    private static async Task<bool> RunAsync(Session session, List<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            await piece.RunAsync(session);
        }

        return true;
    }

    private abstract class Piece
    {
        public abstract Task RunAsync(Session session);

        public abstract void Committed();

        public abstract void Lost(Exception reason);
    }

    private sealed class Piece<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) : Piece
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _fault;

        public Task<T> Done => _done.Task;

        public override async Task RunAsync(Session session)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = await session.UndoneAloneAsync(() => work(session));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // It is its caller's, who waits for it; the other pieces go on.
                _fault = e;
            }
        }

        public override void Committed()
        {
            if (_fault is null)
            {
                _done.SetResult(_result!);
            }
            else
            {
                Lost(_fault);
            }
        }

        public override void Lost(Exception reason)
        {
            if (reason is OperationCanceledException cancelled)
            {
                _done.SetCanceled(cancelled.CancellationToken);
            }
            else
            {
                _done.SetException(reason);
            }
        }
    }
}
