namespace AlertBot.Chat.Commands;

/// <summary>Keeps the directory as the database is: looks once a second whether another worker changed something.</summary>
internal sealed partial class WorkspaceDirectoryRefresher(WorkspaceDirectory directory, TimeProvider time,
    ILogger<WorkspaceDirectoryRefresher> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
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
            // The service ends.
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
        Message = "What is suggested in chat could not be brought up to date; it is tried again in a second")]
    private partial void LogFailed(Exception exception);
}
