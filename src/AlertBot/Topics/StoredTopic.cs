using System.Globalization;
using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>The key of a row of <c>topic</c>.</summary>
internal readonly record struct TopicId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A topic of the database with its parsed query.</summary>
/// <param name="Revision">Increases when the query changes; a stored match has the revision that found it.</param>
/// <param name="Workspace">The owner. Only articles that it can see are matched.</param>
internal sealed record StoredTopic(TopicId Id, WorkspaceId Workspace, string Name, TopicQuery Query, int Revision);
