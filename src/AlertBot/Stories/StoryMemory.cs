using AlertBot.Storage;

namespace AlertBot.Stories;

/// <summary>Keeps a grouper in step with the stories in the database, so that a restart or another worker changes no decision.</summary>
internal sealed class StoryMemory(IStoryGrouper grouper)
{
    /// <summary>Stories that had nothing new for so long take up no more articles.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(3);

    private long _sequence;

    public IStoryGrouper Grouper => grouper;

    /// <summary>Takes up what joined since the last call, the caller's own additions included.</summary>
    public async Task CatchUpAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var grouped in await StoryStore.ItemsAsync(session, _sequence, now - Window, cancellationToken))
        {
            grouper.Add(grouped.Item, grouped.Story.Value);
            _sequence = grouped.Sequence;
        }
    }
}
