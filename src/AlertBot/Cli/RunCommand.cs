using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using AlertBot.Settings;
using AlertBot.Storage;
using Microsoft.AspNetCore.Connections;

namespace AlertBot.Cli;

/// <summary><c>alertbot run</c>: the service.</summary>
internal static class RunCommand
{
    public static Option<string?> ConfigOption { get; } =
        new("--config") { Description = $"The settings file. Default: {SettingsLoader.DefaultPath}", HelpName = "FILE", Recursive = true };

    public static Command Create()
    {
        var command = new Command("run", "Runs the service until it is told to stop.");
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(ConfigOption), cancellationToken));
        return command;
    }

    /// <returns>0, or 1 with the mistakes on standard error.</returns>
    public static async Task<int> RunAsync(string? config, CancellationToken cancellationToken)
    {
        if (CommandSettings.Load(config) is not { } settings)
        {
            return 1;
        }

        try
        {
            await using var service = await AlertBotService.CreateAsync(settings, ConsoleInput.Open(), Console.Out, LogLevel.Information,
                showsNewest: true, cancellationToken);
            await service.StartAsync(cancellationToken);
            await Console.Error.WriteLineAsync(
                $"AlertBot "
                    + $"follows {Pluralize(settings.Feeds.Count, "feed")} for {Pluralize(settings.Topics.Count, "topic")}. "
                    + $"Health: {settings.Web.Listen}. Ctrl+C stops it.");
            await service.WaitForStopAsync(cancellationToken);
            await service.StopAsync();
            return 0;
        }
        catch (StorageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (DbException e)
        {
            await Console.Error.WriteLineAsync(
                $"The database cannot be used: {e.Message.TrimEnd('.')}. Look at the disk and at storage.connection");
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync(
                $"{DescribeListenAddress(settings, e)} cannot be listened on: {e.InnerException.Message}. Another AlertBot may run "
                    + $"there; give it another port");
        }
        catch (SocketException e)
        {
            await Console.Error.WriteLineAsync(
                $"{DescribeListenAddress(settings, e)} cannot be listened on: {e.Message}. Give it an address of this machine and a "
                    + $"port that its user may open");
        }

        return 1;
    }

    // The server names the address in some of its messages only.
    private static string DescribeListenAddress(AlertBotSettings settings, Exception e) => settings.Web.Hooks switch
    {
        null => $"web.listen: {settings.Web.Listen}",
        var hooks when e.Message.Contains(hooks.Authority, StringComparison.OrdinalIgnoreCase) => $"web.hooks: {hooks}",
        var hooks when e.Message.Contains(settings.Web.Listen.Authority, StringComparison.OrdinalIgnoreCase) =>
            $"web.listen: {settings.Web.Listen}",
        var hooks => $"web.listen or web.hooks: {settings.Web.Listen} or {hooks}",
    };

    private static string Pluralize(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
