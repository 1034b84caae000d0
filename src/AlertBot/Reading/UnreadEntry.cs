using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>An entry claimed for reading, with the properties of its feed.</summary>
/// <param name="IsBacklog">It was listed when its feed was added, so it is not news.</param>
/// <param name="NewsAt">When it counts as published; null when it counts as old.</param>
/// <param name="Host">The host of its page.</param>
/// <param name="Source">The name of the feed as readers see it.</param>
/// <param name="FeedLanguage">The language that the feed declares.</param>
/// <param name="Attempts">The number of attempts to read it, including this one.</param>
/// <param name="Workspaces">The workspaces that see its feed.</param>
internal sealed record UnreadEntry(
    EntryId Id,
    bool IsBacklog,
    DateTimeOffset? NewsAt,
    DateTimeOffset? Published,
    string Title,
    string? Link,
    string Host,
    string? Author,
    string Summary,
    string? Content,
    string Source,
    string? FeedLanguage,
    string FeedUrl,
    string FeedCredentials,
    int Attempts,
    IReadOnlySet<WorkspaceId> Workspaces,
    Lease Lease)
{
    public override string ToString() => $"entry {Id}";
}
