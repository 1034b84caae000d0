namespace AlertBot.Chat.Discord;

/// <summary>The settings under <c>discord</c>.</summary>
internal sealed record DiscordOptions
{
    /// <summary>The bot token, a secret. Default: none, which disables Discord.</summary>
    public string? Token { get; init; }

    /// <summary>The base URL of the API, without a slash at its end. Default: Discord's.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://discord.com/api/v10");

    /// <summary>The application's Ed25519 key for interactions over HTTP, 64 hexadecimal digits. Default: none; interactions arrive over
    /// the gateway.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Safe for logs: the token is left out.</summary>
    public override string ToString() => $"Discord at {ApiBaseUrl}, {(Token is null ? "without" : "with")} token";
}
