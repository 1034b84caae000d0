using System.Text.Json;

namespace AlertBot.Chat.Slack.Api;

/// <summary>One call of Slack's Web API. https://docs.slack.dev/apis/web-api</summary>
/// <param name="Method">E.g. <c>chat.postMessage</c>.</param>
internal sealed record SlackCall(string Method)
{
    /// <summary>Of writing methods. Null: none.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Of reading methods, which ignore JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>The channel that a message goes to: its limit is counted for each. Null: the method's limit alone.</summary>
    public string? Channel { get; init; }

    /// <summary>Done twice it does what it does once: repeated at once after a 5xx or a reset.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Goes with <c>slack.appToken</c> instead of the bot's.</summary>
    public bool UsesAppToken { get; init; }

    /// <summary>How long the call may wait for its turn; a longer wait is a <see cref="SlackApiResult.Limited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Fit for logs.</summary>
    public override string ToString() => Method;
}

/// <summary>What came of a call.</summary>
internal abstract record SlackApiResult
{
    private SlackApiResult()
    {
    }

    /// <param name="NextPostDelay">The channel takes nothing more for so long.</param>
    internal sealed record Succeeded(JsonElement Body, TimeSpan NextPostDelay) : SlackApiResult
    {
        /// <summary>What the token may do; null where Slack does not say.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }
    }

    /// <summary>Not carried out: come back after the delay.</summary>
    internal sealed record Limited(TimeSpan Delay, string Reason) : SlackApiResult;

    /// <summary>Not carried out, and the same call will not be before something changes.</summary>
    /// <param name="Error">Slack's own word, e.g. <c>not_in_channel</c>.</param>
    /// <param name="Reason">What is wrong and the mend, in a sentence.</param>
    internal sealed record Refused(string Error, string Reason) : SlackApiResult;

    /// <summary>Certainly not carried out: no connection.</summary>
    internal sealed record NotSent(string Reason) : SlackApiResult;

    /// <summary>It may have been carried out: reset or time-out after it went out, 5xx.</summary>
    internal sealed record Unclear(string Reason) : SlackApiResult;
}
