using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Chat.Slack.Modals;
using AlertBot.Hosting;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Runs the commands that people type, press and fill in on Slack, and sends the replies.</summary>
internal sealed partial class SlackInteractionHandler(SlackCommandDispatcher dispatcher, ISlackApi api, SlackBotIdentity identity,
    SlackModalHandler modals, BackgroundTasks tasks, TimeProvider time, ILogger<SlackInteractionHandler> logger)
    : ISlackInteractionHandler
{
    /// <summary>The time after which a running command is announced. Shorter waits need no announcement.</summary>
    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(2_500);

    /// <summary>How long a command may run: Slack accepts responses for 30 minutes, less a margin for sending.</summary>
    private static readonly TimeSpan ResponseUrlLifetime = TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(5);

    private static readonly Reply InternalErrorReply =
        Reply.Mistake("An internal error occurred in AlertBot and was logged: try again in a minute.");

    private static readonly Reply WrongWorkspaceReply =
        Reply.Mistake("AlertBot is set up for another Slack workspace and does not work here: ask its operator.");

    public Task HandleCommandAsync(JsonElement payload) => HandleAsync(
        () => SlackRequestContext.FromCommand(payload),
        (context, responder, cancellationToken) =>
            HandleCommandTextAsync(SlackCommandText.Unescape(payload.Text("text") ?? ""), context, responder, cancellationToken));

    public async Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload)
    {
        switch (payload.Text("type"), payload.Field("view"))
        {
            case ("view_submission", _):
                return await HandleSubmissionAsync(payload);
            case ("block_actions", null):
                await HandleAsync(
                    () => SlackRequestContext.FromBlockAction(payload),
                    (context, responder, cancellationToken) =>
                        RespondWhenDoneAsync(RunButtonAsync(payload, context, cancellationToken), context, responder, cancellationToken));
                return null;
            case ("block_actions", _):
                await HandleAsync(() => SlackRequestContext.FromModal(payload),
                    (context, _, cancellationToken) => modals.HandleActionAsync(payload, context, cancellationToken));
                return null;
            default:
                return null;
        }
    }

    private async Task HandleAsync(Func<SlackRequestContext?> readContext,
        Func<SlackRequestContext, SlackResponder, CancellationToken, Task> handle)
    {
        using var lifetime = new CancellationTokenSource(ResponseUrlLifetime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime.Token, tasks.Stopping);
        SlackResponder? responder = null;
        try
        {
            if (readContext() is { } context)
            {
                responder = new SlackResponder(api, context, time, logger);
                await (IsOwnTeam(context)
                    ? handle(context, responder, linked.Token)
                    : responder.RespondAsync(WrongWorkspaceReply, isPublic: false, linked.Token));
            }
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            LogEnded();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            await RespondFailedAsync(responder, linked.Token);
        }
    }

    /// <summary>
    /// The bot token belongs to one workspace. In a shared channel, a command from the other workspace must not claim the channel. The
    /// identity is not requested here, because a person is waiting: <see cref="SlackChannelSync"/> requests it at startup.
    /// </summary>
    private bool IsOwnTeam(SlackRequestContext context) => identity.Bot is not { } bot || bot.TeamId == context.TeamId;

    private async Task RespondFailedAsync(SlackResponder? responder, CancellationToken cancellationToken)
    {
        try
        {
            await (responder?.RespondAsync(InternalErrorReply, isPublic: false, cancellationToken) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> HandleSubmissionAsync(JsonElement payload)
    {
        try
        {
            var context = SlackRequestContext.FromModal(payload);
            return context is null || IsOwnTeam(context)
                ? (await modals.HandleSubmissionAsync(payload, context)).ToJson()
                : ToModalUpdate(WrongWorkspaceReply);
        }
        catch (OperationCanceledException) when (tasks.Stopping.IsCancellationRequested)
        {
            LogEnded();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return ToModalUpdate(InternalErrorReply);
        }
    }

    private ReadOnlyMemory<byte> ToModalUpdate(Reply reply)
    {
        var view = SlackModalViews.Message(SlackReplyRenderer.ToBlocks(reply, time.GetUtcNow()), new SlackModalMetadata("", null));
        return new SlackSubmissionResponse("update") { View = view }.ToJson();
    }

    private Task HandleCommandTextAsync(string text, SlackRequestContext context, SlackResponder responder,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return OpenStartModalAsync(context, responder, cancellationToken);
        }

        return new CommandParser(dispatcher.Specs).Parse(text) switch
        {
            CommandParseResult.Parsed { Path: SlackCommandDispatcher.SubscribePath } command when !command.Options.ContainsKey("topic") =>
                OpenStartModalAsync(context, responder, cancellationToken),
            CommandParseResult.Parsed command =>
                RespondWhenDoneAsync(RunCommandAsync(command, context, cancellationToken), context, responder, cancellationToken),
            CommandParseResult.Invalid invalid => responder.RespondAsync(invalid.Reply, isPublic: false, cancellationToken),
            var other => throw new InvalidOperationException($"Unexpected parse result: {other}"),
        };
    }

    /// <summary>A person who is not a manager could not submit the form, so they get the refusal instead.</summary>
    private async Task OpenStartModalAsync(SlackRequestContext context, SlackResponder responder, CancellationToken cancellationToken)
    {
        var caller = await dispatcher.ResolveCallerAsync(context, cancellationToken);
        if (!caller.Caller.IsManager)
        {
            var refusal = await dispatcher.RunAsync(caller, SlackCommandDispatcher.SubscribePath, new Dictionary<string, string>(),
                canAsk: false, cancellationToken);
            await responder.RespondAsync(refusal, isPublic: false, cancellationToken);
        }
        else if (!await modals.OpenStartAsync(caller, context, cancellationToken))
        {
            await responder.RespondAsync(
                Reply.Mistake(RichText.Of(
                    "Slack did not open the form in time. Type ", CommandUsage.ToCode("topic list"), " for the available topics, then ",
                    CommandUsage.ToCode("subscribe"), " and a topic's name. ", CommandUsage.ToCode("help"), " lists all commands.")),
                isPublic: false, cancellationToken);
        }
    }

    private async Task<Reply> RunCommandAsync(CommandParseResult.Parsed command, SlackRequestContext context,
        CancellationToken cancellationToken)
    {
        var caller = await dispatcher.ResolveCallerAsync(context, cancellationToken);
        return await dispatcher.RunAsync(caller, command.Path, command.Options, canAsk: context.TriggerId is not null, cancellationToken);
    }

    private async Task<Reply> RunButtonAsync(JsonElement payload, SlackRequestContext context, CancellationToken cancellationToken)
    {
        var action = payload.Items("actions").FirstOrDefault();
        var value = action.Text("value") ?? action.Field("selected_option")?.Text("value") ?? "";
        return await dispatcher.RunButtonAsync(await dispatcher.ResolveCallerAsync(context, cancellationToken), value, cancellationToken);
    }

    private async Task RespondWhenDoneAsync(Task<Reply> command, SlackRequestContext context, SlackResponder responder,
        CancellationToken cancellationToken)
    {
        if (!await command.CompletesWithinAsync(ProgressDelay, time, cancellationToken))
        {
            await responder.DeferAsync(cancellationToken);
        }

        var reply = await command.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            await responder.RespondAsync(reply, reply is { IsPublic: true, IsMistake: false }, cancellationToken);
        }
        else if (!await modals.OpenFormAsync(form, context, cancellationToken)
            && dispatcher.Specs.FirstOrDefault(spec => spec.Path == form.Path) is { } spec)
        {
            await responder.RespondAsync(
                Reply.Mistake(RichText.Of("Slack did not open the form in time. Type ", new Span.Code(CommandUsage.Format(spec)), ".")),
                isPublic: false, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Handling a command or interaction from Slack failed.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "A command or interaction from Slack was cancelled before it had a response.")]
    private partial void LogEnded();
}
