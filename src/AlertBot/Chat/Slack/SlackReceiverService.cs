using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack;

/// <summary>
/// Hears what Slack tells for as long as the service lives, and lets what is being answered end while the other services stop.
/// </summary>
/// <param name="socket">Null: Slack calls over HTTP, or tells nothing.</param>
internal sealed class SlackReceiverService(SlackSocketModeClient? socket, SlackEventReceiver inbox, BackgroundTasks errands)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await inbox.DisposeAsync();
        await errands.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => socket?.RunAsync(stoppingToken) ?? Task.CompletedTask;
}
