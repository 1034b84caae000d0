namespace AlertBot.Stories;

/// <summary>Decides, item by item as they come, which story an article belongs to.</summary>
internal interface IStoryGrouper
{
    /// <returns>The story that the item reports, or null when it opens a new one.</returns>
    long? Find(StoryItem item);

    /// <summary>Makes the item part of the story, so that later ones are compared with it.</summary>
    void Add(StoryItem item, long story);
}

/// <summary>What the grouping sees of an article.</summary>
/// <param name="At">When it was published, or first seen.</param>
internal sealed record StoryItem(string Title, string? Text, string Source, DateTimeOffset At, string? Link);
