using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>Discord's HTTP API.</summary>
internal sealed class LoopbackDiscordRest(LoopbackDiscord discord)
{
    /// <summary>Paths here are without <c>/api/v10</c>.</summary>
    public Task AnswerAsync(HttpContext context) => throw new NotImplementedException(discord.ToString());
}
