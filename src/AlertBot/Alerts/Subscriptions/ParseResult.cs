namespace AlertBot.Alerts.Subscriptions;

/// <summary>The value of a text, or why it is not valid.</summary>
/// <param name="Error">
/// Continues a sentence that begins with the text, e.g. “is not a valid duration; write 30s”. Does not contain the text itself, which may
/// be a secret. Null: valid.
/// </param>
internal readonly record struct ParseResult<T>(T Value, string? Error)
{
    public static implicit operator ParseResult<T>(T value) => new(value, null);
}

/// <summary>Creates the <see cref="ParseResult{T}"/> of invalid text.</summary>
internal static class ParseResult
{
    public static ParseResult<T> Failure<T>(string error) => new(default!, error);
}
