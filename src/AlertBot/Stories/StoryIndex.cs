using AlertBot.Storage;

namespace AlertBot.Stories;

/// <summary>
/// Keeps a grouper up to date with the stories in the database, so that a restart or another worker does not change its decisions.
/// </summary>
internal sealed class StoryIndex(IStoryGrouper grouper)
{
    /// <summary>Stories without a new article for longer than this are not loaded.</summary>
    public static readonly TimeSpan GroupingWindow = TimeSpan.FromDays(3);

    private long _sequence;

    public IStoryGrouper Grouper => grouper;

    /// <summary>Adds the articles that joined stories since the last call, including those that the caller added.</summary>
    public async Task CatchUpAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var grouped in await StoryStore.ListItemsAsync(session, _sequence, now - GroupingWindow, cancellationToken))
        {
            grouper.Add(grouped.Item, grouped.Story.Value);
            _sequence = grouped.Sequence;
        }
    }
}
