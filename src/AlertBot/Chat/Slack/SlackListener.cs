namespace AlertBot.Chat.Slack;

/// <summary>Runs Socket Mode for as long as the service lives.</summary>
internal sealed class SlackListener(SlackSocketMode socket) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => socket.RunAsync(stoppingToken);
}
