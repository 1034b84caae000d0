namespace AlertBot.Alerts;

/// <summary>What a text means as a value, or why it means none.</summary>
/// <param name="Mistake">Goes on after the value, e.g. “is no duration; write 30s”, without the value itself: it may be a secret. Null: none.</param>
internal readonly record struct Parsed<T>(T Value, string? Mistake)
{
    public static implicit operator Parsed<T>(T value) => new(value, null);
}

/// <summary>Makes the <see cref="Parsed{T}"/> of a mistake.</summary>
internal static class Mistaken
{
    public static Parsed<T> As<T>(string mistake) => new(default!, mistake);
}
