using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;

namespace AlertBot.Web;

/// <summary>Ready when the gateway is connected and Discord accepts the token.</summary>
internal sealed class DiscordReadinessCheck(DiscordBotService bot, DiscordRestClient rest) : IReadinessCheck
{
    public string Name => "discord";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(bot.Problem ?? rest.Problem);
}
