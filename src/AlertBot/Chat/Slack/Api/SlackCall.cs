using System.Text.Json;

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

    /// <summary>Limits the time that the call waits for rate limits; a longer wait is a <see cref="SlackApiResult.Limited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True: a message to a <c>response_url</c>, which is sent without a token.</summary>
    public bool IsResponse => Method == SlackResponseUrl.MethodName;

    /// <summary>Safe for logs.</summary>
    public override string ToString() => Method;
}

/// <summary>The result of a call.</summary>
internal abstract record SlackApiResult
{
    private SlackApiResult()
    {
    }

    /// <param name="NextPostDelay">The time until the channel accepts the next message.</param>
    internal sealed record Succeeded(JsonElement Body, TimeSpan NextPostDelay) : SlackApiResult
    {
        /// <summary>The scopes of the token, from the response header; null where Slack sends none.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }
    }

    /// <summary>Not carried out because of a rate limit; may be repeated after the delay.</summary>
    internal sealed record Limited(TimeSpan Delay, string Reason) : SlackApiResult;

    /// <summary>Not carried out. The same call fails again until something changes.</summary>
    /// <param name="Error">Slack's error code, e.g. <c>not_in_channel</c>.</param>
    /// <param name="Reason">What is wrong and how to fix it, in one sentence.</param>
    internal sealed record Refused(string Error, string Reason) : SlackApiResult;

    /// <summary>Certainly not carried out: there was no connection.</summary>
    internal sealed record NotSent(string Reason) : SlackApiResult;

    /// <summary>May have been carried out: a reset or time-out after the request was sent, or a 5xx.</summary>
    internal sealed record Unclear(string Reason) : SlackApiResult;
}
