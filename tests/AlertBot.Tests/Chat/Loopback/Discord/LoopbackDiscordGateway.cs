using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>Discord's gateway.</summary>
internal sealed class LoopbackDiscordGateway(LoopbackDiscord discord)
{
    public Task AnswerAsync(HttpContext context) => throw new NotImplementedException(discord.ToString());
}
