namespace AlertBot.Cli.Demo;

/// <summary>
/// Runs the steps of the sample news: prints each, changes the feeds, and waits until the service has processed the change.
/// </summary>
internal sealed class DemoRunner(SampleServer server, DemoProgress progress, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Time for a person to read an alert before the next step.</summary>
    private static readonly TimeSpan StepPause = TimeSpan.FromSeconds(0.7);

    /// <returns>How many alerts were delivered, and how many entries the feeds listed.</returns>
    /// <exception cref="OperationCanceledException">Stopped, or not finished within the caller's limit.</exception>
    public async Task<(long Alerts, long Entries)> RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(OpeningText());
        for (var step = 0; step < SampleNews.Steps.Count; step++)
        {
            await output.WriteLineAsync($"→ {SampleNews.Steps[step].Description}\n");
            await output.FlushAsync(cancellationToken);
            server.Step = step;
            await WaitUntilSettledAsync(cancellationToken);
            await Task.Delay(StepPause, time, cancellationToken);
        }

        return (await progress.CountDeliveredAlertsAsync(cancellationToken), await progress.CountEntriesAsync(cancellationToken));
    }

    private async Task WaitUntilSettledAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ProgressInterval, time);
        while (!await progress.IsSettledAsync(cancellationToken))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private string OpeningText() =>
        $"""
        AlertBot demo: the whole service on sample news, with this console as the chat channel. Countries, people and outlets are
        invented. Nothing leaves this machine. Three feeds at {server.Address} are polled every second for two topics:
        {string.Concat(SampleNews.Topics.Select(topic => $"\n  {topic.Name}: {topic.Query}"))}

        """;
}
