using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>One request to Discord's HTTP API.</summary>
/// <param name="Route">The method and the path as Discord counts rate limits: the ids of channel, guild and webhook stay, other ids are
/// replaced by placeholders.</param>
/// <param name="Path">Relative to <c>discord.apiBaseUrl</c>, without a slash at its start.</param>
/// <param name="Json">Null: no body.</param>
internal sealed record DiscordRequest(HttpMethod Method, string Route, string Path, ReadOnlyMemory<byte>? Json = null)
{
    /// <summary>Sends the bot token. Callbacks and webhooks of interactions need none and do not count against the global limit.</summary>
    public bool IsAuthorized { get; init; } = true;

    /// <summary>Sending it twice has the effect of sending it once. It is retried at once after a 5xx or a reset.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>
    /// It asks whether an interaction has a response yet. “Unknown webhook” then means “not yet” and not that the webhook is gone.
    /// </summary>
    public bool IsExistenceCheck { get; init; }

    /// <summary>Limits the wait for the rate limit. A longer wait gives <see cref="PlatformResult.Limited"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Discord does not rate-limit callbacks of interactions, and each has a URL of its own.</summary>
    public bool IsRateLimited => !Path.StartsWith("interactions/", StringComparison.Ordinal);

    /// <summary>The channel, guild, or webhook with token that Discord counts the request for; empty for other paths.</summary>
    public string TopLevelResource => Path.Split('/', '?') switch
    {
        ["channels" or "guilds", var id, ..] => id,
        ["webhooks" or "interactions", var id, var token, ..] => $"{id}/{token}",
        _ => "",
    };

    /// <summary>The token in the path; null where there is none.</summary>
    public string? PathToken => Path.Split('/', '?') is ["webhooks" or "interactions", _, var token, ..] ? token : null;

    /// <summary>Safe for logs: the token in the path is left out.</summary>
    public override string ToString() =>
        $"{Method} {(PathToken is { Length: > 0 } secret ? Path.Replace(secret, "[hidden]", StringComparison.Ordinal) : Path)}";
}
