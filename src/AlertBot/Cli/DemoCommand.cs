using System.CommandLine;
using AlertBot.Cli.Demo;
using AlertBot.Settings;
using AlertBot.Storage;

namespace AlertBot.Cli;

/// <summary><c>alertbot demo</c>: the whole service on sample news, with the console as the chat.</summary>
internal static class DemoCommand
{
    /// <summary>Limit of the whole demo, which takes about 10 s on an idle machine.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(40);

    public static Command Create(HostFactory buildHost)
    {
        var command = new Command("demo", "Run the whole service on sample news; needs no network or tokens and leaves no files behind");
        command.SetAction((_, cancellationToken) => RunAsync(buildHost, Console.Out, Console.Error, TimeLimit, cancellationToken));
        return command;
    }

    /// <returns>0 when all alerts were delivered or the caller stopped the demo; else 1 with the reason on
    /// <paramref name="error"/>.</returns>
    internal static async Task<int> RunAsync(HostFactory buildHost, TextWriter output, TextWriter error, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        // See RunCommand: a signal must find the task of this method.
        await Task.Yield();
        using var timeout = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var (alerts, entries) = await RunServiceAsync(buildHost, output, either.Token);
            if (alerts == SampleNews.ExpectedAlerts.Count)
            {
                await output.WriteLineAsync(ClosingText(alerts, entries));
                return 0;
            }

            await error.WriteLineAsync(
                $"The demo delivered {alerts} alerts instead of {SampleNews.ExpectedAlerts.Count}. This is a bug in AlertBot; please "
                    + "report it with the output above.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopped. No files were left behind.");
            return 0;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            await error.WriteLineAsync(
                $"The demo did not finish within {limit.TotalSeconds:0} s. The machine may be busy; try again. If it happens again, "
                    + "please report it with the output above.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            await error.WriteLineAsync(
                $"The demo cannot run: {e.Message.TrimEnd('.')}. It needs a writable temporary folder (TMPDIR) and a free port on "
                    + "127.0.0.1.");
        }

        return 1;
    }

    /// <summary>Service, server and folder are disposed in this order, also after a failure.</summary>
    private static async Task<(long Alerts, long Entries)> RunServiceAsync(HostFactory buildHost, TextWriter output,
        CancellationToken cancellationToken)
    {
        using var folder = new DemoFolder();
        await using var server = await SampleServer.StartAsync(TimeProvider.System, cancellationToken);
        var console = new ServiceConsole(Input: null, output, LogLevel.Warning, ShowsNewestStories: false);
        await using var service =
            await AlertBotService.CreateAsync(buildHost, DemoSettings.Create(server, folder), console, cancellationToken);
        var progress = new DemoProgress(service.Services.GetRequiredService<Database>(), server);
        try
        {
            await service.StartAsync(cancellationToken);
            return await new DemoRunner(server, progress, output, TimeProvider.System).RunAsync(cancellationToken);
        }
        finally
        {
            await service.StopAsync();
        }
    }

    private static string ClosingText(long alerts, long entries) =>
        $"""
        Done: {alerts} alerts from {entries} entries. Next steps:

          1. Run `alertbot run` (from a checkout: `dotnet run --project src/AlertBot`). It follows a dozen public news feeds and prints
             alerts here. Type /news help to see the commands.
          2. Copy config/alertbot.example.yaml to {SettingsLoader.DefaultPath} and put in your own feeds and topics.
          3. To post to Discord or Slack, create a bot (docs/discord.md, docs/slack.md: five steps each), or create an incoming webhook
             and add it to `webhooks:` and `subscriptions:`. `alertbot check` tests the settings without posting.
        """;
}
