using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;

namespace AlertBot.Web;

/// <summary>Ready means that the bot hears from Discord and may speak to it.</summary>
internal sealed class DiscordReadinessCheck(DiscordBotService bot, DiscordRestClient rest) : IReadinessCheck
{
    public string Name => "discord";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(bot.Problem ?? rest.Problem);
}
