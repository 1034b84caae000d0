namespace AlertBot.Cli.Demo;

/// <summary>Leads through the sample news: says what happens, lets it happen and waits until the service has dealt with it.</summary>
internal sealed class DemoRunner(SampleServer server, DemoProgress progress, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>A person reads an alert before the next thing happens.</summary>
    private static readonly TimeSpan StepPause = TimeSpan.FromSeconds(0.7);

    /// <returns>How many alerts were told, and of how many entries.</returns>
    /// <exception cref="OperationCanceledException">Stopped, or not done within the caller's limit.</exception>
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
        AlertBot on sample news: the whole service, with this console as the chat channel. Countries, people and outlets are invented;
        nothing leaves this machine. Three feeds at {server.Address} are polled every second for two topics:
        {string.Concat(SampleNews.Topics.Select(topic => $"\n  {topic.Name}: {topic.Query}"))}

        """;
}
