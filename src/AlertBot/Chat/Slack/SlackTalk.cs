using System.Text.Json;
using AlertBot.Chat.Commands;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Slack;

/// <summary>Takes what people type, press and fill in on Slack to the desk and its replies back.</summary>
internal sealed partial class SlackTalk(SlackDesk desk, ISlackApi api, SlackSelf self, SlackModals modals, SlackErrands errands, TimeProvider time, ILogger<SlackTalk> logger) : ISlackTalk
{
    /// <summary>Until then nobody minds that nothing is said.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(2_500);

    /// <summary>Slack takes answers for 30 minutes.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(5);

    private static readonly Reply Failed = Reply.Mistake("That failed inside AlertBot, which has noted why: try again in a minute.");

    private static readonly Reply Elsewhere = Reply.Mistake("AlertBot is set up for another workspace of Slack than this, and does nothing here: ask whoever runs it.");

    public Task CommandAsync(JsonElement payload) => AnswerAsync(
        () => SlackAsking.OfCommand(payload),
        (asking, conversation, cancellationToken) => RunAsync(SlackTyped.Plain(payload.Text("text") ?? ""), asking, conversation, cancellationToken));

    public async Task<ReadOnlyMemory<byte>?> InteractionAsync(JsonElement payload)
    {
        switch (payload.Text("type"), payload.Field("view"))
        {
            case ("view_submission", _):
                return await SubmitAsync(payload);
            case ("block_actions", null):
                await AnswerAsync(
                    () => SlackAsking.OfPress(payload),
                    (asking, conversation, cancellationToken) => ReplyAsync(PressAsync(payload, asking, cancellationToken), asking, conversation, cancellationToken));
                return null;
            case ("block_actions", _):
                await AnswerAsync(() => SlackAsking.OfModal(payload), (asking, _, cancellationToken) => modals.ActAsync(payload, asking, cancellationToken));
                return null;
            default:
                return null;
        }
    }

    private async Task AnswerAsync(Func<SlackAsking?> read, Func<SlackAsking, SlackConversation, CancellationToken, Task> answer)
    {
        using var window = new CancellationTokenSource(Window, time);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(window.Token, errands.Stopping);
        SlackConversation? conversation = null;
        try
        {
            if (read() is { } asking)
            {
                conversation = new SlackConversation(api, asking, time, logger);
                await (IsOurs(asking) ? answer(asking, conversation, open.Token) : conversation.SayAsync(Elsewhere, forAll: false, open.Token));
            }
        }
        catch (OperationCanceledException) when (open.IsCancellationRequested)
        {
            LogEnded();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            await ApologizeAsync(conversation, open.Token);
        }
    }

    /// <summary>
    /// The token posts in one team. In a channel that two share, what another did would take the channel from the first. Not asked here, for a
    /// person waits: <see cref="SlackRegister"/> asks at the start.
    /// </summary>
    private bool IsOurs(SlackAsking asking) => self.Bot is not { } bot || bot.Team == asking.Team;

    private async Task ApologizeAsync(SlackConversation? conversation, CancellationToken cancellationToken)
    {
        try
        {
            await (conversation?.SayAsync(Failed, forAll: false, cancellationToken) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> SubmitAsync(JsonElement payload)
    {
        try
        {
            var asking = SlackAsking.OfModal(payload);
            return asking is null || IsOurs(asking) ? (await modals.SubmitAsync(payload, asking)).ToJson() : Told(Elsewhere);
        }
        catch (OperationCanceledException) when (errands.Stopping.IsCancellationRequested)
        {
            LogEnded();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return Told(Failed);
        }
    }

    private ReadOnlyMemory<byte> Told(Reply reply) =>
        new SlackSubmitted("update") { View = SlackModal.Words(SlackReply.Blocks(reply, time.GetUtcNow()), new SlackModalPlace("", null)) }.ToJson();

    private Task RunAsync(string text, SlackAsking asking, SlackConversation conversation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return LeadAsync(asking, conversation, cancellationToken);
        }

        return new CommandText(desk.Specs).Read(text) switch
        {
            CommandReading.Typed { Path: SlackDesk.Subscribe } typed when !typed.Options.ContainsKey("topic") => LeadAsync(asking, conversation, cancellationToken),
            CommandReading.Typed typed => ReplyAsync(RunAsync(typed, asking, cancellationToken), asking, conversation, cancellationToken),
            CommandReading.Mistaken mistaken => conversation.SayAsync(mistaken.Reply, forAll: false, cancellationToken),
            var other => throw new InvalidOperationException($"{other} is no reading"),
        };
    }

    /// <summary>To whom a form would be a dead end the refusal is said at once.</summary>
    private async Task LeadAsync(SlackAsking asking, SlackConversation conversation, CancellationToken cancellationToken)
    {
        var asker = await desk.FindAsync(asking, cancellationToken);
        if (!asker.Caller.IsManager)
        {
            var refusal = await desk.RunAsync(asker, SlackDesk.Subscribe, new Dictionary<string, string>(), canAsk: false, cancellationToken);
            await conversation.SayAsync(refusal, forAll: false, cancellationToken);
        }
        else if (!await modals.OpenStartAsync(asker, asking, cancellationToken))
        {
            await conversation.SayAsync(
                Reply.Mistake(RichText.Of(
                    "Slack opened no form in time. Type ", CommandUsage.Typed("topic list"), " for what can be followed, then ", CommandUsage.Typed("subscribe"),
                    " and the topic's name; ", CommandUsage.Typed("help"), " lists all commands.")),
                forAll: false,
                cancellationToken);
        }
    }

    private async Task<Reply> RunAsync(CommandReading.Typed typed, SlackAsking asking, CancellationToken cancellationToken)
    {
        var asker = await desk.FindAsync(asking, cancellationToken);
        return await desk.RunAsync(asker, typed.Path, typed.Options, canAsk: asking.TriggerId is not null, cancellationToken);
    }

    private async Task<Reply> PressAsync(JsonElement payload, SlackAsking asking, CancellationToken cancellationToken)
    {
        var action = payload.Items("actions").FirstOrDefault();
        var value = action.Text("value") ?? action.Field("selected_option")?.Text("value") ?? "";
        return await desk.PressAsync(await desk.FindAsync(asking, cancellationToken), value, cancellationToken);
    }

    private async Task ReplyAsync(Task<Reply> work, SlackAsking asking, SlackConversation conversation, CancellationToken cancellationToken)
    {
        if (!await work.IsDoneAsync(SignOfLife, time, cancellationToken))
        {
            await conversation.PromiseAsync(cancellationToken);
        }

        var reply = await work.WaitAsync(cancellationToken);
        if (reply.Form is not { } form)
        {
            await conversation.SayAsync(reply, reply is { ToAll: true, IsMistake: false }, cancellationToken);
        }
        else if (!await modals.OpenAsync(form, asking, cancellationToken) && desk.Specs.FirstOrDefault(spec => spec.Path == form.Path) is { } spec)
        {
            await conversation.SayAsync(
                Reply.Mistake(RichText.Of("Slack opened no form in time. Type ", new Span.Code(CommandUsage.Of(spec)), ".")), forAll: false, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "A command, press or form of Slack failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "A command, press or form of Slack came to its end without an answer")]
    private partial void LogEnded();
}
