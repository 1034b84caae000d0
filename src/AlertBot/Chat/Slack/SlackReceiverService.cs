using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Runs the Socket Mode client while the service is running. At shutdown, waits for requests that are still being answered.
/// </summary>
/// <param name="socket">Null: Slack calls over HTTP, or no app-level token is configured.</param>
internal sealed class SlackReceiverService(SlackSocketModeClient? socket, SlackEventReceiver receiver, BackgroundTasks tasks)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await receiver.DisposeAsync();
        await tasks.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => socket?.RunAsync(stoppingToken) ?? Task.CompletedTask;
}
