namespace AlertBot.Chat.Discord;

/// <summary>The one client of Discord's HTTP API: keeps its limits, so that a 429 is an exception.</summary>
internal sealed class DiscordRest
{
    /// <summary>Never throws for what Discord does; cancelled by its caller only.</summary>
    public Task<DiscordAnswer> SendAsync(DiscordCall call, CancellationToken cancellationToken) => throw new NotImplementedException();
}
