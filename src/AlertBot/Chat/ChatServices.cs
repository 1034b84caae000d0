using AlertBot.Chat.Console;
using AlertBot.Chat.Webhooks;
using Spectre.Console;

namespace AlertBot.Chat;

/// <summary>Registers the senders of all platforms.</summary>
internal static class ChatServices
{
    /// <param name="output">Where the console shows its alerts.</param>
    public static IServiceCollection AddChat(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks, TextWriter output) => services
        .AddWebhooks(webhooks)
        .AddConsoleChat(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
}
