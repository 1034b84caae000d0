using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands;

/// <summary>Who asks, and where.</summary>
/// <param name="Workspace">The platform's id of the guild or team; empty on the console.</param>
/// <param name="Channel">The channel that the command was given in.</param>
/// <param name="UserId">The platform's id of the person.</param>
/// <param name="IsManager">As the platform says now: checked for every command and button.</param>
internal sealed record Caller(string Workspace, DestinationAddress Channel, string UserId, bool IsManager);

/// <summary>A command on its way to be run: the caller may give it, its options are what the spec says.</summary>
/// <param name="Options">By name; those not given are not there.</param>
internal sealed record CommandCall(Caller Caller, WorkspaceId Workspace, IReadOnlyDictionary<string, string> Options)
{
    /// <returns>Null where it was not given.</returns>
    public string? this[string option] => Options.GetValueOrDefault(option);
}

/// <summary>One command: what it offers and what it does.</summary>
internal interface INewsCommand
{
    CommandSpec Spec { get; }

    Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken);
}
