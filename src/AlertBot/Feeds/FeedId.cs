using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>Id of a row of the table <c>feed</c>.</summary>
internal readonly record struct FeedId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Id of a row of the table <c>entry</c>.</summary>
internal readonly record struct EntryId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
