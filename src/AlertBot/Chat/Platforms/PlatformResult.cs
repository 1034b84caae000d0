using System.Text.Json;
using AlertBot.Alerts.Delivery;

namespace AlertBot.Chat.Platforms;

/// <summary>The result of one API call, the same cases for every platform.</summary>
internal abstract record PlatformResult
{
    private PlatformResult()
    {
    }

    /// <summary>Why the call did not succeed and how long to wait before the next; null after success.</summary>
    public PlatformFailure? Failure => this switch
    {
        Limited(var delay, var reason) => new PlatformFailure(reason, delay),
        Refused(var reason) => new PlatformFailure(reason, TimeSpan.Zero),
        NotSent(var reason) => new PlatformFailure(reason, TimeSpan.Zero),
        Unclear(var reason) => new PlatformFailure(reason, TimeSpan.Zero),
        _ => null,
    };

    /// <summary>The outcome of a call that sends or edits a message and was neither carried out nor refused.</summary>
    /// <exception cref="InvalidOperationException">The call succeeded or was refused: the platform's own code decides.</exception>
    public SendOutcome ToSendOutcome() => this switch
    {
        Limited(var delay, var reason) => new SendOutcome.RetryAfter(delay, reason),
        NotSent(var reason) => new SendOutcome.Failed(reason),
        Unclear(var reason) => new SendOutcome.Unclear(reason),
        _ => throw new InvalidOperationException($"the platform decides what follows from {GetType().Name}"),
    };

    /// <summary>
    /// As <see cref="ToSendOutcome"/>, for a call that only prepares the message, such as a lookup. An unclear lookup leaves nothing
    /// posted, so the message may be sent again.
    /// </summary>
    public SendOutcome ToPreparationOutcome() =>
        this is Unclear(var reason) ? new SendOutcome.Failed(reason) : ToSendOutcome();

    /// <param name="Body">Undefined where the platform sent no body.</param>
    /// <param name="NextRequestDelay">How long the next call of this kind has to wait for the rate limit; zero: not at all.</param>
    internal sealed record Succeeded(JsonElement Body, TimeSpan NextRequestDelay) : PlatformResult
    {
        /// <summary>The scopes of the token, e.g. <c>chat:write</c>; null where the platform does not name them.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }
    }

    /// <summary>Not carried out: the rate limit. The same call may be sent again after <paramref name="Delay"/>.</summary>
    internal sealed record Limited(TimeSpan Delay, string Reason) : PlatformResult;

    /// <summary>Not carried out. The same call is refused again until somebody changes something.</summary>
    /// <param name="Reason">What is wrong and how to fix it, in one sentence.</param>
    internal abstract record Refused(string Reason) : PlatformResult;

    /// <summary>Not carried out: there was no connection, and no byte of the request left.</summary>
    internal sealed record NotSent(string Reason) : PlatformResult;

    /// <summary>The platform may have carried it out: a reset or timeout after the request was sent, or a 5xx.</summary>
    internal sealed record Unclear(string Reason) : PlatformResult;
}

/// <summary>Why a call did not succeed.</summary>
/// <param name="RetryAfter">As the rate limit demands; zero: no rate limit.</param>
internal sealed record PlatformFailure(string Reason, TimeSpan RetryAfter);
