using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>An entry claimed for reading, with what its feed says.</summary>
/// <param name="IsBacklog">It was listed when its feed was added: no news.</param>
/// <param name="NewsAt">The instant it counts as published; null when it counts as old.</param>
/// <param name="Host">Where its page lies.</param>
/// <param name="Source">The feed's name as readers see it.</param>
/// <param name="FeedLanguage">As the feed declares it.</param>
/// <param name="Attempts">This one included.</param>
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
