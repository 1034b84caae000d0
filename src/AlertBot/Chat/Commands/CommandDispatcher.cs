using System.Collections.Concurrent;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>
/// Runs commands, button presses and suggestions for every platform. The only place that checks permissions.
/// </summary>
internal sealed partial class CommandDispatcher(
    IEnumerable<INewsCommand> commands, StoryButtonHandler buttons, SuggestionProvider suggestions, WorkspaceStore workspaces,
    ILogger<CommandDispatcher> logger)
{
    private readonly Dictionary<string, INewsCommand> _commands = commands.ToDictionary(command => command.Spec.Path);

    /// <summary>Slow commands that are running: at most one of each per workspace, so that no workspace delays the others.</summary>
    private readonly ConcurrentDictionary<(WorkspaceId Workspace, string Path), bool> _runningSlowCommands = new();

    /// <summary>In the order of the help text.</summary>
    public IReadOnlyList<CommandSpec> Specs { get; } = [.. commands.Select(command => command.Spec)];

    /// <summary>Runs a command. A mistake of the caller gives a reply; so does an internal error, which is logged.</summary>
    /// <param name="path">Arbitrary text from outside.</param>
    /// <param name="canShowForms">True when the platform can show a <see cref="ReplyForm"/>.</param>
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
            // The options are not logged: they may contain anything, such as an address with a password.
            LogFailed(e, path);
            return FailureReply();
        }
    }

    /// <param name="action">The id that the button carries; arbitrary text from outside.</param>
    public async Task<Reply> HandleButtonAsync(Caller caller, string action, CancellationToken cancellationToken)
    {
        try
        {
            return await buttons.HandleAsync(caller, action, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, "(button)");
            return FailureReply();
        }
    }

    /// <param name="path">Arbitrary text from outside, like <paramref name="option"/>.</param>
    /// <returns>At most <see cref="SuggestionProvider.MaxSuggestions"/>, the best match first; none for a caller who may not run the
    /// command, because a feed's address may contain a key.</returns>
    public IReadOnlyList<Suggestion> Suggest(Caller caller, string path, string option, string typed) =>
        _commands.TryGetValue(path, out var command) && (caller.IsManager || !command.Spec.RequiresManager)
            && command.Spec.Options.FirstOrDefault(spec => spec.Name == option) is { } known
            ? suggestions.Suggest(caller, known, typed)
            : [];

    private async Task<Reply> RunAsync(INewsCommand command, Caller caller, IReadOnlyDictionary<string, string> given, bool canShowForms,
        CancellationToken cancellationToken)
    {
        var spec = command.Spec;
        switch (OptionValidator.Validate(spec, given))
        {
            case OptionValidationResult.Invalid(var mistake, var option):
                return CommandUsage.InvalidOptionsReply(spec, mistake) with { MistakenOption = option };
            case OptionValidationResult.Valid(var options):
                var missing = OptionValidator.FindMissing(spec, options);
                if (missing.Count > 0 && !(spec.HasForm && canShowForms))
                {
                    return MissingOptionsReply(spec, missing);
                }

                var workspace = await workspaces.FindOrAddAsync(caller.Channel.Platform, caller.Workspace, cancellationToken);
                var call = new CommandCall(caller, workspace, options);
                return missing.Count > 0 ? await BuildFormAsync(command, call, cancellationToken)
                    : spec.IsSlow ? await RunExclusivelyAsync(command, call, cancellationToken)
                    : await command.RunAsync(call, cancellationToken);
            case var other:
                throw new InvalidOperationException($"Unknown validation result: {other}");
        }
    }

    private async Task<Reply> RunExclusivelyAsync(INewsCommand command, CommandCall call, CancellationToken cancellationToken)
    {
        var key = (call.Workspace, command.Spec.Path);
        if (!_runningSlowCommands.TryAdd(key, true))
        {
            return Reply.Mistake(RichText.Of(
                CommandUsage.ToCode(command.Spec.Path), " is already running here. Wait for its reply, then try again."));
        }

        try
        {
            return await command.RunAsync(call, cancellationToken);
        }
        finally
        {
            _runningSlowCommands.TryRemove(key, out _);
        }
    }

    private static async Task<Reply> BuildFormAsync(INewsCommand command, CommandCall call, CancellationToken cancellationToken)
    {
        var prefill = command is IFormCommand form
            ? await form.PrefillFormAsync(call, cancellationToken)
            : new FormPrefill(new Dictionary<string, string>());
        return prefill.Refusal ?? new Reply([])
        {
            Form = new ReplyForm(
                command.Spec.Path,
                Humanize.Capitalize(string.Join(' ', command.Spec.Path.Split(' ').Reverse())),
                [.. command.Spec.Options.Select(option => new ReplyForm.Field(
                    option.Name,
                    Humanize.Capitalize(option.Name),
                    call[option.Name] ?? prefill.Values.GetValueOrDefault(option.Name),
                    option.IsRequired,
                    IsMultiline: option.TakesRemainingText,
                    option.MaxLength)
                {
                    Hint = option.Description,
                })]),
        };
    }

    private static Reply MissingOptionsReply(CommandSpec spec, IReadOnlyList<OptionSpec> missing) =>
        CommandUsage.InvalidOptionsReply(spec, RichText.Of(
            [.. missing.SelectMany((option, i) => new Span[] { i == 0 ? "Missing: " : ", ", new Span.Code(option.Name) })])) with
        {
            MistakenOption = missing[0].Name,
        };

    private static Reply ManagersOnlyReply(CommandSpec spec) => Reply.Mistake(RichText.Of(
        "Only managers can use ", CommandUsage.ToCode(spec.Path), " here. ", CommandUsage.ToCode("help"),
        " lists the commands for everyone."));

    private static Reply FailureReply() => Reply.Mistake(RichText.Of(
        "Something went wrong in AlertBot; its log has the details. Try again in a minute. ", CommandUsage.ToCode("status"),
        " shows whether AlertBot is working."));

    [LoggerMessage(Level = LogLevel.Error, Message = "Command {Path} failed.")]
    private partial void LogFailed(Exception exception, string path);
}
