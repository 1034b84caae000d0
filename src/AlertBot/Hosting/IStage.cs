namespace AlertBot.Hosting;

/// <summary>One stage of the flow: it claims rows by lease and commits each item on its own.</summary>
internal interface IStage<T>
{
    /// <summary>Shown in logs.</summary>
    string Name { get; }

    /// <summary>The maximum number of items that are processed at the same time.</summary>
    int Concurrency { get; }

    /// <returns>At most <paramref name="max"/> leased items; empty when no work is due.</returns>
    Task<IReadOnlyList<T>> ClaimAsync(int max, CancellationToken cancellationToken);

    /// <summary>Processes one item. Expected failures are recorded on the row; an exception is a bug or a failing database.</summary>
    /// <param name="stopping">The service is stopping: start nothing new, finish what cannot be undone.</param>
    Task ProcessAsync(T item, CancellationToken stopping);
}
