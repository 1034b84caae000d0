namespace AlertBot.Chat.Commands;

/// <summary>Keeps the directory up to date: checks once a second whether another worker changed something.</summary>
internal sealed partial class WorkspaceDirectoryRefresher(WorkspaceDirectory directory, TimeProvider time,
    ILogger<WorkspaceDirectoryRefresher> logger) : BackgroundService
{
    /// <summary>Time between two checks: people do not notice a second, and a check is one small read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryRefreshAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    private async Task TryRefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            await directory.RefreshAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Refreshing the suggestions for chat commands failed; retrying in a second.")]
    private partial void LogFailed(Exception exception);
}
