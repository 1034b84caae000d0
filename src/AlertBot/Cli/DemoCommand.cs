using System.CommandLine;
using AlertBot.Cli.Demo;
using AlertBot.Storage;

namespace AlertBot.Cli;

/// <summary><c>alertbot demo</c>: the whole service on sample news, with the console as the chat.</summary>
internal static class DemoCommand
{
    /// <summary>It takes about a quarter of it; a machine that is busy may take longer.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(40);

    public static Command Create()
    {
        var command = new Command("demo", "Shows the whole service on sample news: no network, no token, no file left behind.");
        command.SetAction((_, cancellationToken) => RunAsync(Console.Out, Console.Error, TimeLimit, cancellationToken));
        return command;
    }

    /// <returns>0 when all alerts were told, or when the caller stopped it; else 1 with the reason on <paramref name="error"/>.</returns>
    internal static async Task<int> RunAsync(TextWriter output, TextWriter error, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var (alerts, entries) = await RunServiceAsync(output, either.Token);
            if (alerts == SampleNews.ExpectedAlerts.Count)
            {
                await output.WriteLineAsync(ClosingText(alerts, entries));
                return 0;
            }

            await error.WriteLineAsync(
                $"The demo told {alerts} alerts instead of {SampleNews.ExpectedAlerts.Count}: this is a fault of AlertBot; please "
                    + $"report it with the output above.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopped. Nothing is left behind.");
            return 0;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            await error.WriteLineAsync(
                $"The demo was not done within {limit.TotalSeconds:0} s: the machine may be busy; try again. If it happens again, "
                    + $"please report it with the output above.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            await error.WriteLineAsync(
                $"The demo cannot run: {e.Message.TrimEnd('.')}. It needs a temporary folder that can be written (TMPDIR) and a free "
                    + $"port on 127.0.0.1.");
        }

        return 1;
    }

    /// <summary>Service, server and folder end here, in this order, however the show ends.</summary>
    private static async Task<(long Alerts, long Entries)> RunServiceAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = new DemoFolder();
        await using var server = await SampleServer.StartAsync(TimeProvider.System, cancellationToken);
        await using var service = await AlertBotService.CreateAsync(DemoSettings.Create(server, folder), input: null, output,
            LogLevel.Warning, showsNewest: false, cancellationToken);
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
        Done: {alerts} alerts from {entries} entries. Next:

          1. Look into config/alertbot.yaml: it follows public news feeds and both topics as it is. Put in your own feeds and topics.
          2. Run `alertbot run` (in the checkout: `dotnet run --project src/AlertBot`) and the alerts come here. Type /news help there.
          3. docs/discord.md and docs/slack.md have the five steps each to a bot that answers /news in your channels. Without an app: make an
             incoming webhook there, put its address under `webhooks:` and add a subscription to it. `alertbot check` tries all without posting.
        """;
}
