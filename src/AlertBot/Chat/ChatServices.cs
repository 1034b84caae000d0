using AlertBot.Chat.Commands;
using AlertBot.Chat.Console;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Webhooks;
using Spectre.Console;

namespace AlertBot.Chat;

/// <summary>Registers the commands and the platforms that speak them.</summary>
internal static class ChatServices
{
    /// <param name="input">What is typed at the console. Null: nothing.</param>
    /// <param name="output">Where the console shows its alerts and answers.</param>
    public static IServiceCollection AddChat(
        this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks, DiscordOptions discord, SlackOptions slack,
        TextReader? input, TextWriter output)
    {
        services
            .AddCommands()
            .AddWebhooks(webhooks)
            .AddConsoleChat(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }))
            .AddConsoleCommands(input);
        if (discord.Token is not null)
        {
            services.AddDiscord(discord);
        }

        return slack.BotToken is null ? services : services.AddSlack(slack);
    }
}
