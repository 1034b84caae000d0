using AlertBot.Chat.Discord;
using AlertBot.Web;

namespace AlertBot.Cli;

/// <summary>Ready means that the bot hears from Discord.</summary>
internal sealed class DiscordCheck(DiscordBot bot) : IReadinessCheck
{
    public string Name => "discord";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(bot.Problem);
}
