using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using AlertBot.Settings;
using AlertBot.Storage;
using AlertBot.Text;
using Microsoft.AspNetCore.Connections;

namespace AlertBot.Cli;

/// <summary><c>alertbot run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>Shared by all verbs.</summary>
    public static Option<string?> ConfigOption { get; } = new("--config")
    {
        Description = $"The settings file. Default: {SettingsLoader.DefaultPath}, or the built-in example settings if it does not exist",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Command Create(HostFactory buildHost)
    {
        var command = new Command("run", "Run the service until Ctrl+C or SIGTERM");
        command.SetAction((parsed, cancellationToken) => RunAsync(buildHost, parsed.GetValue(ConfigOption), cancellationToken));
        return command;
    }

    /// <returns>0, or 1 with the errors on standard error.</returns>
    public static async Task<int> RunAsync(HostFactory buildHost, string? config, CancellationToken cancellationToken)
    {
        // System.CommandLine ends the process at a signal that arrives before it has this method's task, so the task is returned first.
        await Task.Yield();
        if (CommandSettings.Load(config) is not { } settings)
        {
            return 1;
        }

        try
        {
            var console = new ServiceConsole(ConsoleInput.Open(), Console.Out, LogLevel.Information, ShowsNewestStories: true);
            await using var service = await AlertBotService.CreateAsync(buildHost, settings, console, cancellationToken);
            await service.StartAsync(cancellationToken);
            var feeds = Humanize.Count(settings.Feeds.Count, "feed", "feeds");
            var topics = Humanize.Count(settings.Topics.Count, "topic", "topics");
            await Console.Error.WriteLineAsync(
                $"AlertBot is running: {feeds}, {topics}. Health: {new Uri(settings.Web.Listen, "/healthz")}. Press Ctrl+C to stop.");
            await service.WaitForStopAsync(cancellationToken);
            await service.StopAsync();
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while it was starting, which is no failure either.
            return 0;
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            await Console.Error.WriteLineAsync(DatabaseError.Describe(e));
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync(
                $"Cannot listen on {DescribeListenAddress(settings, e)}: {e.InnerException.Message}. If another AlertBot is running, stop "
                    + "it, or set another port.");
        }
        catch (SocketException e)
        {
            await Console.Error.WriteLineAsync(
                $"Cannot listen on {DescribeListenAddress(settings, e)}: {e.Message}. Set an address of this machine and a port that the "
                    + "user of the process may open.");
        }

        return 1;
    }

    // Kestrel names the address in only some of its messages.
    private static string DescribeListenAddress(AlertBotSettings settings, Exception e) => settings.Web.Hooks switch
    {
        null => $"{settings.Web.Listen} (web.listen)",
        var hooks when e.Message.Contains(hooks.Authority, StringComparison.OrdinalIgnoreCase) => $"{hooks} (web.hooks)",
        var hooks when e.Message.Contains(settings.Web.Listen.Authority, StringComparison.OrdinalIgnoreCase) =>
            $"{settings.Web.Listen} (web.listen)",
        var hooks => $"{settings.Web.Listen} (web.listen) or {hooks} (web.hooks)",
    };
}
