using AlertBot.Storage;

namespace AlertBot.Stories;

/// <summary>Keeps a grouper in step with the stories in the database, so that a restart or another worker changes no decision.</summary>
internal sealed class StoryIndex(IStoryGrouper grouper)
{
    /// <summary>Stories that had nothing new for so long take up no more articles.</summary>
    public static readonly TimeSpan GroupingWindow = TimeSpan.FromDays(3);

    private long _sequence;

    public IStoryGrouper Grouper => grouper;

    /// <summary>Takes up what joined since the last call, the caller's own additions included.</summary>
    public async Task CatchUpAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var grouped in await StoryStore.ListItemsAsync(session, _sequence, now - GroupingWindow, cancellationToken))
        {
            grouper.Add(grouped.Item, grouped.Story.Value);
            _sequence = grouped.Sequence;
        }
    }
}
