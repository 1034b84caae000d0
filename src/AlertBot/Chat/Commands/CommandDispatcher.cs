using System.Collections.Concurrent;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>Takes commands, button presses and half-typed options from every platform: the one place that checks who may do what.</summary>
internal sealed partial class CommandDispatcher(
    IEnumerable<INewsCommand> commands, StoryButtonHandler buttons, SuggestionProvider suggestions, WorkspaceStore workspaces,
    ILogger<CommandDispatcher> logger)
{
    private readonly Dictionary<string, INewsCommand> _commands = commands.ToDictionary(command => command.Spec.Path);

    /// <summary>Slow commands that run: one of each for a workspace, so that none holds up the others for long.</summary>
    private readonly ConcurrentDictionary<(WorkspaceId Workspace, string Path), bool> _runningSlowCommands = new();

    /// <summary>In the order that help shows them.</summary>
    public IReadOnlyList<CommandSpec> Specs { get; } = [.. commands.Select(command => command.Spec)];

    /// <summary>Runs a command. A mistake of the caller is a reply; so is a failure of ours, whose cause is logged.</summary>
    /// <param name="canShowForms">The platform can ask with a <see cref="ReplyForm"/>.</param>
    public async Task<Reply> RunAsync(Caller caller, string path, IReadOnlyDictionary<string, string> options, bool canShowForms,
        CancellationToken cancellationToken)
    {
        if (!_commands.TryGetValue(path, out var command))
        {
            return UnknownCommandReply.Of(path, Specs);
        }

        if (command.Spec.RequiresManager && !caller.IsManager)
        {
            return ManagersOnlyReply(command.Spec);
        }

        try
        {
            var reply = await RunAsync(command, caller, options, canShowForms, cancellationToken);
            return reply with { IsPublic = (reply.IsPublic || command.Spec.RepliesPublicly) && !reply.IsMistake && reply.Form is null };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // What was typed is not in the log: it may be anything, an address with a password among it.
            LogFailed(e, path);
            return FailureReply();
        }
    }

    /// <param name="action">What the button carries: from outside, so anything.</param>
    public async Task<Reply> HandleButtonAsync(Caller caller, string action, CancellationToken cancellationToken)
    {
        try
        {
            return await buttons.HandleAsync(caller, action, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, "a button");
            return FailureReply();
        }
    }

    /// <param name="path">From outside, so anything; so is <paramref name="option"/>.</param>
    /// <returns>At most 25, from memory, the likeliest first; none to whom the command would refuse: a feed's address may hold a
    /// key.</returns>
    public IReadOnlyList<Suggestion> Suggest(Caller caller, string path, string option, string typed) =>
        _commands.TryGetValue(path, out var command) && (caller.IsManager || !command.Spec.RequiresManager)
            && command.Spec.Options.FirstOrDefault(spec => spec.Name == option) is { } known
            ? suggestions.Suggest(caller, known, typed)
            : [];

    private async Task<Reply> RunAsync(INewsCommand command, Caller caller, IReadOnlyDictionary<string, string> given, bool canShowForms,
        CancellationToken cancellationToken)
    {
        var spec = command.Spec;
        var (options, mistaken, mistake) = OptionValidator.Validate(spec, given);
        if (mistake is not null)
        {
            return InvalidOptionsReply(spec, mistake) with { MistakenOption = mistaken };
        }

        var missing = OptionValidator.FindMissing(spec, options);
        if (missing.Count > 0 && !(spec.HasForm && canShowForms))
        {
            return InvalidOptionsReply(spec,
                $"{string.Join(" and ", missing.Select(option => option.Name))} {(missing.Count == 1 ? "is" : "are")} "
                    + $"missing") with { MistakenOption = missing[0].Name };
        }

        var workspace = await workspaces.FindOrAddAsync(caller.Channel.Platform, caller.Workspace, cancellationToken);
        var call = new CommandCall(caller, workspace, options);
        return missing.Count > 0 ? await BuildFormAsync(command, call, cancellationToken)
            : spec.IsSlow ? await RunExclusivelyAsync(command, call, cancellationToken)
            : await command.RunAsync(call, cancellationToken);
    }

    private async Task<Reply> RunExclusivelyAsync(INewsCommand command, CommandCall call, CancellationToken cancellationToken)
    {
        var (place, path) = ((call.Workspace, command.Spec.Path), CommandUsage.ToCode(command.Spec.Path));
        if (!_runningSlowCommands.TryAdd(place, true))
        {
            return Reply.Mistake(RichText.Of(path, " is being worked on here already: wait for its answer, then type it again."));
        }

        try
        {
            return await command.RunAsync(call, cancellationToken);
        }
        finally
        {
            _runningSlowCommands.TryRemove(place, out _);
        }
    }

    private static async Task<Reply> BuildFormAsync(INewsCommand command, CommandCall call, CancellationToken cancellationToken)
    {
        var start = command is IFormCommand form ? await form.PrefillFormAsync(call, cancellationToken)
            : new FormPrefill(new Dictionary<string, string>());
        return start.Refusal ?? new Reply([])
        {
            Form = new ReplyForm(
                command.Spec.Path,
                Capitalized(string.Join(' ', command.Spec.Path.Split(' ').Reverse())),
                [.. command.Spec.Options.Select(option => new ReplyForm.Field(
                    option.Name,
                    Capitalized(option.Name),
                    call[option.Name] ?? start.Values.GetValueOrDefault(option.Name),
                    option.IsRequired,
                    IsMultiline: option.TakesRemainingText,
                    option.MaxLength)
                {
                    Hint = option.Description,
                })]),
        };
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Reply InvalidOptionsReply(CommandSpec spec, string mistake) =>
        Reply.Mistake(RichText.Of($"{Capitalized(mistake)}. Type ", new Span.Code(CommandUsage.Format(spec)), "."));

    private static Reply ManagersOnlyReply(CommandSpec spec) => Reply.Mistake(RichText.Of(
        "Only managers may use ", CommandUsage.ToCode(spec.Path), " here: ask one of them. ", CommandUsage.ToCode("help"),
        " says what everyone may do."));

    private static Reply FailureReply() => Reply.Mistake(RichText.Of(
        "That failed, and it is AlertBot's fault: whoever runs it finds the cause in its log. Try again in a minute; ",
        CommandUsage.ToCode("status"), " says how AlertBot is."));

    [LoggerMessage(Level = LogLevel.Error, Message = "The command {Path} failed")]
    private partial void LogFailed(Exception exception, string path);
}
