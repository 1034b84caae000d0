using AlertBot.Chat.Commands;
using AlertBot.Chat.Console;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Webhooks;
using Spectre.Console;

namespace AlertBot.Chat;

/// <summary>Registers the commands and the chat platforms.</summary>
internal static class ChatServices
{
    /// <param name="input">Standard input for commands on the console. Null: no commands can be typed.</param>
    /// <param name="output">Standard output for the alerts and replies of the console.</param>
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
