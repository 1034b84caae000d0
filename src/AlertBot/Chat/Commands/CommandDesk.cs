using AlertBot.Alerts;

namespace AlertBot.Chat.Commands;

/// <summary>Takes commands, button presses and half-typed options from every platform: the one place that checks who may do what.</summary>
internal sealed class CommandDesk(IEnumerable<INewsCommand> commands, StoryButtons buttons, Suggestions suggestions, WorkspaceStore workspaces)
{
    private readonly Dictionary<string, INewsCommand> _commands = commands.ToDictionary(command => command.Spec.Path);

    /// <summary>In the order that help shows them.</summary>
    public IReadOnlyList<CommandSpec> Specs { get; } = [.. commands.Select(command => command.Spec)];

    /// <summary>Runs a command. A mistake of the caller is a reply; so is a failure of ours, whose cause is logged.</summary>
    /// <param name="canShowForms">The platform can ask with a <see cref="ReplyForm"/>.</param>
    public async Task<Reply> RunAsync(Caller caller, string path, IReadOnlyDictionary<string, string> options, bool canShowForms, CancellationToken cancellationToken)
    {
        // The helper who builds this folder writes: unknown path, manager check, options against the spec, form, boundary.
        var workspace = await workspaces.FindOrAddAsync(caller.Channel.Platform, caller.Workspace, cancellationToken);
        return await _commands[path].RunAsync(new CommandCall(caller, workspace, options), cancellationToken);
    }

    /// <param name="action">What the button carries: from outside, so anything.</param>
    public Task<Reply> PressAsync(Caller caller, string action, CancellationToken cancellationToken) =>
        buttons.PressAsync(caller, action, cancellationToken);

    /// <summary>At most 25, from memory, the likeliest first.</summary>
    public IReadOnlyList<Suggestion> Suggest(Caller caller, string path, string option, string typed) =>
        suggestions.For(caller, _commands[path].Spec.Options.First(spec => spec.Name == option), typed);
}
