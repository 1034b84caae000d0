using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>The row of a feed.</summary>
internal readonly record struct FeedId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The row of an entry.</summary>
internal readonly record struct EntryId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
