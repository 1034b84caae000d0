using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Commands;
using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>Registers the console as a chat platform.</summary>
internal static class ConsoleServices
{
    public static IServiceCollection AddConsoleChat(this IServiceCollection services, IAnsiConsole console) => services
        .AddSingleton(new ConsoleOutput(console))
        .AddSingleton<IChatSender, ConsoleSender>();

    /// <param name="input">Standard input. Null: no commands can be typed.</param>
    public static IServiceCollection AddConsoleCommands(this IServiceCollection services, TextReader? input) => services
        .AddHostedService(provider => new ConsoleCommandListener(
            input, provider.GetRequiredService<CommandDispatcher>(), provider.GetRequiredService<ConsoleOutput>(),
            provider.GetRequiredService<TimeProvider>()));
}
