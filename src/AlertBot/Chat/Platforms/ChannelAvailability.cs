using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;

namespace AlertBot.Chat.Platforms;

/// <summary>Records which channels of a platform the bot can reach and which workspace each belongs to, and logs every change.</summary>
internal sealed partial class ChannelAvailability(string platform, WorkspaceStore workspaces, DestinationStore destinations,
    TimeProvider time, ILogger logger)
{
    /// <summary>The channels belong to the workspace, and the bot can reach them.</summary>
    public async Task AssignAndEnableAsync(WorkspaceId workspace, IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        await workspaces.AssignDestinationsAsync(workspace, platform, channels, cancellationToken);
        await EnableAsync(channels, cancellationToken);
    }

    public async Task EnableAsync(IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        foreach (var channel in await destinations.EnableAsync(platform, channels, cancellationToken))
        {
            LogEnabled(platform, channel);
        }
    }

    /// <param name="reason">Shown to people, with how to fix it.</param>
    public async Task DisableAsync(IReadOnlyCollection<string> channels, string reason, CancellationToken cancellationToken)
    {
        foreach (var channel in await destinations.DisableAsync(platform, channels, reason, time.GetUtcNow(), cancellationToken))
        {
            LogDisabled(platform, channel, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Platform}:{Channel} is enabled again: AlertBot can reach it")]
    private partial void LogEnabled(string platform, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform}:{Channel} is disabled: {Reason}")]
    private partial void LogDisabled(string platform, string channel, string reason);
}
