using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands;

/// <summary>The person who gives a command, and the channel it is given in.</summary>
/// <param name="Workspace">The platform's id of the guild or team; empty on the console.</param>
/// <param name="Channel">The channel that the command was given in.</param>
/// <param name="UserId">The platform's id of the person.</param>
/// <param name="IsManager">Checked with the platform for every command and button.</param>
internal sealed record Caller(string Workspace, DestinationAddress Channel, string UserId, bool IsManager);

/// <summary>A command that is ready to run: the caller is allowed to give it and its options are valid.</summary>
/// <param name="Options">By name; only the options that were given.</param>
internal sealed record CommandCall(Caller Caller, WorkspaceId Workspace, IReadOnlyDictionary<string, string> Options)
{
    /// <returns>The value of the option; null when it was not given.</returns>
    public string? this[string option] => Options.GetValueOrDefault(option);
}

/// <summary>One command: its specification and what it does.</summary>
internal interface INewsCommand
{
    CommandSpec Spec { get; }

    Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken);
}
