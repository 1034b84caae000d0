using System.Globalization;
using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>The row of a topic.</summary>
internal readonly record struct TopicId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A topic as it stands in the database, its query read.</summary>
/// <param name="Revision">Goes up when the query changes: a match says which one found it.</param>
/// <param name="Workspace">Only what it sees is held against the topic.</param>
internal sealed record StoredTopic(TopicId Id, WorkspaceId Workspace, string Name, TopicQuery Query, int Revision);
