using AlertBot.Alerts;
using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>Puts the console, as a chat, into the service.</summary>
internal static class ConsoleServices
{
    public static IServiceCollection AddConsoleChat(this IServiceCollection services, IAnsiConsole console) =>
        services.AddSingleton<IChatSender>(provider => new ConsoleSender(console, provider.GetRequiredService<TimeProvider>()));
}
