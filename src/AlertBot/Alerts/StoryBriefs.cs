using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts;

/// <summary>Writes the brief of a story as a workspace may see it: made only of feeds and topics that it sees.</summary>
internal static class StoryBriefs
{
    /// <param name="topics">What summary and quotes lean towards; empty: all topics of the story that the workspace sees.</param>
    /// <returns>Null when the workspace sees none of the story's articles.</returns>
    public static Task<Brief?> WriteAsync(Session session, StoryId story, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
