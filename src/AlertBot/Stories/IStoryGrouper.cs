namespace AlertBot.Stories;

/// <summary>Decides which story an article belongs to, one article at a time in the order of arrival.</summary>
internal interface IStoryGrouper
{
    /// <returns>The story that the item reports; null when it opens a new one.</returns>
    long? Find(StoryItem item);

    /// <summary>Adds the item to the story. Later items are compared with it.</summary>
    void Add(StoryItem item, long story);
}

/// <summary>The parts of an article that grouping uses.</summary>
/// <param name="At">When it was published, or first seen.</param>
/// <param name="Language">As the article or its feed declares it; null: unknown.</param>
internal sealed record StoryItem(string Title, string? Text, string Source, DateTimeOffset At, string? Link, string? Language = null);
