namespace AlertBot.Hosting;

/// <summary>One stage of the flow: claims rows by lease and works each to its own commit.</summary>
internal interface IStage<T>
{
    string Name { get; }

    /// <summary>How many items may be worked on at once.</summary>
    int Concurrency { get; }

    /// <returns>At most <paramref name="max"/> items, leased; empty when nothing waits.</returns>
    Task<IReadOnlyList<T>> ClaimAsync(int max, CancellationToken cancellationToken);

    /// <summary>Works one item. Expected failures are recorded on the row; an exception is a bug or a broken surrounding.</summary>
    /// <param name="stopping">The service ends: take up nothing new, finish what cannot be undone.</param>
    Task ProcessAsync(T item, CancellationToken stopping);
}
