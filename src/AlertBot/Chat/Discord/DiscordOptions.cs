namespace AlertBot.Chat.Discord;

/// <summary>The settings under <c>discord</c>.</summary>
internal sealed record DiscordOptions
{
    /// <summary>The bot's token, a secret. Null: no Discord connection.</summary>
    public string? Token { get; init; }

    /// <summary>Without a slash at its end. Default: Discord's own.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://discord.com/api/v10");

    /// <summary>The application's Ed25519 key, 64 hexadecimal digits. Null: interactions come over the gateway.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => $"Discord at {ApiBaseUrl}, {(Token is null ? "without" : "with")} token";
}
