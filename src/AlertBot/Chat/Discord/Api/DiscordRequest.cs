using System.Text.Json;

namespace AlertBot.Chat.Discord.Api;

/// <summary>One request to Discord's HTTP API.</summary>
/// <param name="Route">The method and path with its ids, except those of top-level resources (channel, guild, webhook), replaced by names:
/// what rate limits are counted by.</param>
/// <param name="Path">Relative to <c>discord.apiBaseUrl</c>, without a slash at its start.</param>
/// <param name="Json">Null: no body.</param>
internal sealed record DiscordRequest(HttpMethod Method, string Route, string Path, ReadOnlyMemory<byte>? Json = null)
{
    /// <summary>Interaction callbacks and webhook tokens need no bot token and do not count against the global limit.</summary>
    public bool IsAuthorized { get; init; } = true;

    /// <summary>Done twice it does what it does once: repeated at once after a 5xx or a reset.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>
    /// It finds out whether there is an answer to an interaction yet: that its webhook is unknown so far does not end it.
    /// </summary>
    public bool IsExistenceCheck { get; init; }

    /// <summary>How long the call may wait in its bucket for its turn; a longer wait is a <see cref="DiscordApiResult.Limited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What its limit is counted for: a channel, a guild, a webhook with its token; empty for other paths.</summary>
    public string TopLevelResource => Path.Split('/', '?') switch
    {
        ["channels" or "guilds", var id, ..] => id,
        ["webhooks" or "interactions", var id, var token, ..] => $"{id}/{token}",
        _ => "",
    };

    /// <summary>The token in its path; null where there is none.</summary>
    public string? PathToken => Path.Split('/', '?') is ["webhooks" or "interactions", _, var token, ..] ? token : null;

    /// <summary>Fit for logs: a record prints its members, and the path may hold a token.</summary>
    public override string ToString() =>
        $"{Method} {(PathToken is { Length: > 0 } secret ? Path.Replace(secret, "[hidden]", StringComparison.Ordinal) : Path)}";
}

/// <summary>What came of a request.</summary>
internal abstract record DiscordApiResult
{
    private DiscordApiResult()
    {
    }

    /// <param name="Body">The default for 204.</param>
    /// <param name="NextRequestDelay">The bucket is used up for so long.</param>
    internal sealed record Succeeded(JsonElement Body, TimeSpan NextRequestDelay) : DiscordApiResult;

    /// <summary>Not carried out: come back after the delay.</summary>
    internal sealed record Limited(TimeSpan Delay, string Reason) : DiscordApiResult;

    /// <summary>Not carried out, and the same request never will be.</summary>
    /// <param name="Code">Discord's own error code; 0 where it gave none.</param>
    /// <param name="Reason">What is wrong, in a sentence.</param>
    internal sealed record Refused(int Status, int Code, string Reason) : DiscordApiResult;

    /// <summary>Certainly not carried out: no connection.</summary>
    internal sealed record NotSent(string Reason) : DiscordApiResult;

    /// <summary>It may have been carried out: reset or time-out after it went out, 5xx.</summary>
    internal sealed record Unclear(string Reason) : DiscordApiResult;
}
