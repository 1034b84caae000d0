namespace AlertBot.Stories;

/// <summary>Decides which story an article belongs to, one article at a time in the order of arrival.</summary>
internal interface IStoryGrouper
{
    /// <returns>The story that the item reports, or that it opens a new one.</returns>
    StoryMatch Find(StoryItem item);

    /// <summary>Adds the item to the story. Later items are compared with it.</summary>
    void Add(StoryItem item, long story);
}

/// <summary>The parts of an article that grouping uses.</summary>
/// <param name="At">When it was published, or first seen.</param>
/// <param name="Language">As the article or its feed declares it; null: unknown.</param>
internal sealed record StoryItem(string Title, string? Text, string Source, DateTimeOffset At, string? Link, string? Language = null);

/// <summary>Where an item belongs.</summary>
/// <param name="Story">The story that it reports; null: it opens a new one.</param>
/// <param name="Earlier">The story of which it is a decisive turn or the opposite outcome; null for none.</param>
internal readonly record struct StoryMatch(long? Story, long? Earlier = null);
