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

/// <summary>Takes what people type, press and fill in on Slack to the desk and its replies back.</summary>
internal sealed partial class SlackInteractionHandler(SlackCommandDispatcher desk, ISlackApi api, SlackBotIdentity self,
    SlackModalHandler modals, BackgroundTasks errands, TimeProvider time, ILogger<SlackInteractionHandler> logger)
        : ISlackInteractionHandler
{
    /// <summary>Until then nobody minds that nothing is said.</summary>
    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(2_500);

    /// <summary>Slack takes answers for 30 minutes.</summary>
    private static readonly TimeSpan ResponseUrlLifetime = TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(5);

    private static readonly Reply InternalErrorReply =
        Reply.Mistake("That failed inside AlertBot, which has noted why: try again in a minute.");

    private static readonly Reply WrongWorkspaceReply =
        Reply.Mistake("AlertBot is set up for another workspace of Slack than this, and does nothing here: ask whoever runs it.");

    public Task HandleCommandAsync(JsonElement payload) => HandleAsync(
        () => SlackRequestContext.FromCommand(payload),
        (asking, conversation, cancellationToken) =>
            RunCommandAsync(SlackCommandText.Unescape(payload.Text("text") ?? ""), asking, conversation, cancellationToken));

    public async Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload)
    {
        switch (payload.Text("type"), payload.Field("view"))
        {
            case ("view_submission", _):
                return await HandleSubmissionAsync(payload);
            case ("block_actions", null):
                await HandleAsync(
                    () => SlackRequestContext.FromBlockAction(payload),
                    (asking, conversation, cancellationToken) =>
                        RespondWhenDoneAsync(RunButtonAsync(payload, asking, cancellationToken), asking, conversation, cancellationToken));
                return null;
            case ("block_actions", _):
                await HandleAsync(() => SlackRequestContext.FromModal(payload),
                    (asking, _, cancellationToken) => modals.HandleActionAsync(payload, asking, cancellationToken));
                return null;
            default:
                return null;
        }
    }

    private async Task HandleAsync(Func<SlackRequestContext?> read,
        Func<SlackRequestContext, SlackResponder, CancellationToken, Task> answer)
    {
        using var window = new CancellationTokenSource(ResponseUrlLifetime, time);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(window.Token, errands.Stopping);
        SlackResponder? conversation = null;
        try
        {
            if (read() is { } asking)
            {
                conversation = new SlackResponder(api, asking, time, logger);
                await (IsOwnTeam(asking) ? answer(asking, conversation, open.Token)
                    : conversation.RespondAsync(WrongWorkspaceReply, forAll: false, open.Token));
            }
        }
        catch (OperationCanceledException) when (open.IsCancellationRequested)
        {
            LogEnded();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            await RespondFailedAsync(conversation, open.Token);
        }
    }

    /// <summary>
    /// The token posts in one team. In a channel that two share, what another did would take the channel from the first. Not asked here,
    /// for a
    /// person waits: <see cref="SlackChannelSync"/> asks at the start.
    /// </summary>
    private bool IsOwnTeam(SlackRequestContext asking) => self.Bot is not { } bot || bot.TeamId == asking.TeamId;

    private async Task RespondFailedAsync(SlackResponder? conversation, CancellationToken cancellationToken)
    {
        try
        {
            await (conversation?.RespondAsync(InternalErrorReply, forAll: false, cancellationToken) ?? Task.CompletedTask);
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
            var asking = SlackRequestContext.FromModal(payload);
            return asking is null || IsOwnTeam(asking) ? (await modals.HandleSubmissionAsync(payload, asking)).ToJson()
                : ToModalUpdate(WrongWorkspaceReply);
        }
        catch (OperationCanceledException) when (errands.Stopping.IsCancellationRequested)
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

    private ReadOnlyMemory<byte> ToModalUpdate(Reply reply) =>
        new SlackSubmissionResponse(
            "update") { View =
                SlackModalViews.Message(SlackReply.ToBlocks(reply, time.GetUtcNow()), new SlackModalMetadata("", null)) }.ToJson();

    private Task RunCommandAsync(string text, SlackRequestContext asking, SlackResponder conversation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return OpenStartModalAsync(asking, conversation, cancellationToken);
        }

        return new CommandParser(desk.Specs).Parse(text) switch
        {
            CommandParseResult.Parsed { Path: SlackCommandDispatcher.SubscribePath } typed when !typed.Options.ContainsKey("topic") =>
                OpenStartModalAsync(asking, conversation, cancellationToken),
            CommandParseResult.Parsed typed =>
                RespondWhenDoneAsync(RunCommandAsync(typed, asking, cancellationToken), asking, conversation, cancellationToken),
            CommandParseResult.Invalid mistaken => conversation.RespondAsync(mistaken.Reply, forAll: false, cancellationToken),
            var other => throw new InvalidOperationException($"{other} is no reading"),
        };
    }

    /// <summary>To whom a form would be a dead end the refusal is said at once.</summary>
    private async Task OpenStartModalAsync(SlackRequestContext asking, SlackResponder conversation, CancellationToken cancellationToken)
    {
        var asker = await desk.ResolveCallerAsync(asking, cancellationToken);
        if (!asker.Caller.IsManager)
        {
            var refusal = await desk.RunAsync(asker, SlackCommandDispatcher.SubscribePath, new Dictionary<string, string>(),
                canAsk: false, cancellationToken);
            await conversation.RespondAsync(refusal, forAll: false, cancellationToken);
        }
        else if (!await modals.OpenStartAsync(asker, asking, cancellationToken))
        {
            await conversation.RespondAsync(
                Reply.Mistake(RichText.Of(
                    "Slack opened no form in time. Type ", CommandUsage.ToCode("topic list"), " for what can be followed, then ",
                    CommandUsage.ToCode("subscribe"),
                    " and the topic's name; ", CommandUsage.ToCode("help"), " lists all commands.")),
                forAll: false,
                cancellationToken);
        }
    }

    private async Task<Reply> RunCommandAsync(CommandParseResult.Parsed typed, SlackRequestContext asking,
        CancellationToken cancellationToken)
    {
        var asker = await desk.ResolveCallerAsync(asking, cancellationToken);
        return await desk.RunAsync(asker, typed.Path, typed.Options, canAsk: asking.TriggerId is not null, cancellationToken);
    }

    private async Task<Reply> RunButtonAsync(JsonElement payload, SlackRequestContext asking, CancellationToken cancellationToken)
    {
        var action = payload.Items("actions").FirstOrDefault();
        var value = action.Text("value") ?? action.Field("selected_option")?.Text("value") ?? "";
        return await desk.RunButtonAsync(await desk.ResolveCallerAsync(asking, cancellationToken), value, cancellationToken);
    }

    private async Task RespondWhenDoneAsync(Task<Reply> work, SlackRequestContext asking, SlackResponder conversation,
        CancellationToken cancellationToken)
    {
        if (!await work.CompletesWithinAsync(ProgressDelay, time, cancellationToken))
        {
            await conversation.DeferAsync(cancellationToken);
        }

        var reply = await work.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            await conversation.RespondAsync(reply, reply is { IsPublic: true, IsMistake: false }, cancellationToken);
        }
        else if (!await modals.OpenFormAsync(form, asking, cancellationToken)
            && desk.Specs.FirstOrDefault(spec => spec.Path == form.Path) is { } spec)
        {
            await conversation.RespondAsync(
                Reply.Mistake(RichText.Of("Slack opened no form in time. Type ", new Span.Code(CommandUsage.Format(spec)), ".")),
                forAll: false, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "A command, press or form of Slack failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "A command, press or form of Slack came to its end without an answer")]
    private partial void LogEnded();
}
