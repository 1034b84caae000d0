using System.Globalization;

namespace AlertBot.Stories;

/// <summary>The id of a story.</summary>
internal readonly record struct StoryId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
