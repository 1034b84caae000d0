using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>One call of Slack's Web API, or one message to a <c>response_url</c>. https://docs.slack.dev/apis/web-api</summary>
/// <param name="Method">E.g. <c>chat.postMessage</c>.</param>
internal sealed record SlackCall(string Method)
{
    /// <summary>The JSON body of a writing method. Null: the call has a form body.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>The form body of a reading method; these methods ignore JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>
    /// The key of an additional rate limit: the channel of a message, or the address of a <c>response_url</c>. Null: only the method's
    /// limit applies.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>True: repeating the call is harmless, so it is retried after a 5xx or a connection reset.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>True: sent with <c>slack.appToken</c>; false: with <c>slack.botToken</c>.</summary>
    public bool UsesAppToken { get; init; }

    /// <summary>Limits the time that the call waits for rate limits; a longer wait is a <see cref="PlatformResult.Limited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True: a message to a <c>response_url</c>, which is sent without a token.</summary>
    public bool IsResponse => Method == SlackResponseUrl.MethodName;

    /// <summary>Safe for logs.</summary>
    public override string ToString() => Method;
}
