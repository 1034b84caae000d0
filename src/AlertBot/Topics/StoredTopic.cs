using System.Globalization;

namespace AlertBot.Topics;

/// <summary>The row of a topic.</summary>
internal readonly record struct TopicId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A topic as it stands in the database, its query read.</summary>
/// <param name="Revision">Goes up when the query changes: a match says which one found it.</param>
internal sealed record StoredTopic(TopicId Id, string Name, TopicQuery Query, int Revision);
