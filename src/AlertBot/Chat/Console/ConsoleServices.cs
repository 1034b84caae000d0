using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Commands;
using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>Puts the console, as a chat, into the service.</summary>
internal static class ConsoleServices
{
    public static IServiceCollection AddConsoleChat(this IServiceCollection services, IAnsiConsole console) => services
        .AddSingleton(new ConsoleOutput(console))
        .AddSingleton<IChatSender, ConsoleSender>();

    /// <param name="input">What is typed. Null: nothing.</param>
    public static IServiceCollection AddConsoleCommands(this IServiceCollection services, TextReader? input) => services
        .AddHostedService(provider => new ConsoleCommandListener(
            input, provider.GetRequiredService<CommandDispatcher>(), provider.GetRequiredService<ConsoleOutput>(),
            provider.GetRequiredService<TimeProvider>()));
}
