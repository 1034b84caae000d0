namespace AlertBot.Alerts.Subscriptions;

/// <summary>What a text means as a value, or why it means none.</summary>
/// <param name="Error">Goes on after the value, e.g. “is no duration; write 30s”, without the value itself: it may be a secret. Null:
/// none.</param>
internal readonly record struct ParseResult<T>(T Value, string? Error)
{
    public static implicit operator ParseResult<T>(T value) => new(value, null);
}

/// <summary>Makes the <see cref="ParseResult{T}"/> of a mistake.</summary>
internal static class ParseResult
{
    public static ParseResult<T> Failure<T>(string mistake) => new(default!, mistake);
}
