using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>Opens modals, previews queries in them, and runs the command when a modal is submitted.</summary>
internal sealed class SlackModalHandler(
    SlackCommandDispatcher dispatcher, ISlackApi api, SlackViewClient views, SlackQueryPreview preview, WorkspaceDirectory directory,
    BackgroundTasks tasks, TimeProvider time, ILogger<SlackModalHandler> logger)
{
    private const string TopicAddPath = "topic add";

    /// <summary>Limits the error text of a form field, in characters, so that it stays readable there.</summary>
    private const int MaxErrorLength = 400;

    /// <summary>Limits the time that an acknowledgement waits for the command. It must be sent within Slack's 3 s.</summary>
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromMilliseconds(700);

    /// <summary>The time until a view is updated after an acknowledgement, so that Slack processes them in this order.</summary>
    private static readonly TimeSpan AcknowledgementGracePeriod = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string> NoOptions = [];

    private static readonly Reply OutdatedFormReply =
        Reply.Mistake("This form was opened by another version of AlertBot: close it and type the command again.");

    /// <returns>False: the modal may not have opened.</returns>
    public Task<bool> OpenStartAsync(SlackCaller caller, SlackRequestContext context, CancellationToken cancellationToken) =>
        views.OpenAsync(context.TriggerId, StartView(caller, context.ModalMetadata, [], null), cancellationToken);

    /// <returns>False: the modal may not have opened.</returns>
    public Task<bool> OpenFormAsync(ReplyForm form, SlackRequestContext context, CancellationToken cancellationToken) =>
        views.OpenAsync(context.TriggerId, SlackFormView.Create(form, context.ModalMetadata), cancellationToken);

    /// <summary>Handles a pressed button or a changed field in a modal.</summary>
    public async Task HandleActionAsync(JsonElement payload, SlackRequestContext context, CancellationToken cancellationToken)
    {
        if (payload.Field("view") is not { } view
            || payload.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action)
        {
            return;
        }

        var caller = await dispatcher.ResolveCallerAsync(context, cancellationToken);
        switch (action.Text("action_id"))
        {
            case SlackModalViews.NewTopicAction when SlackViewClient.ReadIdAndHash(payload) is { } shown:
                var reply = await dispatcher.RunAsync(caller, TopicAddPath, NoOptions, canAsk: true, cancellationToken);
                var newView = reply.Form is { } form
                    ? SlackFormView.Create(form, context.ModalMetadata)
                    : ReplyView(reply, context.ModalMetadata);
                await views.UpdateAsync(shown.Id, shown.Hash, newView, cancellationToken);
                break;
            case SlackFormView.TryAction:
                await preview.PreviewAsync(caller, context.ModalMetadata, view, isPressed: true, cancellationToken);
                break;
            case not null when action.Text("block_id") == SlackFormView.ToBlockId(SlackFormView.QueryField):
                await preview.PreviewAsync(caller, context.ModalMetadata, view, isPressed: false, cancellationToken);
                break;
        }
    }

    /// <summary>Returns in time for the acknowledgement. A command that takes longer updates the modal afterwards.</summary>
    public async Task<SlackSubmissionResponse> HandleSubmissionAsync(JsonElement payload, SlackRequestContext? context)
    {
        var view = payload.Field("view") ?? default;
        if (context is null || view.Text("id") is not { } id || SlackFormView.ReadPath(view) is not { } path
            || dispatcher.Specs.All(spec => spec.Path != path))
        {
            return UpdateResponse(ReplyView(OutdatedFormReply, context?.ModalMetadata ?? new SlackModalMetadata("", null)));
        }

        var submission = new Submission(id, path, SlackFormView.ReadValues(view), SlackFormView.ReadFields(view), context);
        var command = Task.Run(() => RunCommandAsync(submission, tasks.Stopping));
        if (await command.CompletesWithinAsync(AcknowledgementTimeout, time, tasks.Stopping))
        {
            return ToSubmissionResponse(submission, await command);
        }

        _ = tasks.Run("The update of a Slack form", cancellationToken => UpdateLaterAsync(submission, command, cancellationToken));
        return UpdateResponse(SlackModalViews.InProgress(context.ModalMetadata));
    }

    private async Task<Outcome> RunCommandAsync(Submission submission, CancellationToken cancellationToken)
    {
        var caller = await dispatcher.ResolveCallerAsync(submission.Context, cancellationToken);
        return new Outcome(caller, await dispatcher.RunAsync(caller, submission.Path, submission.Values, canAsk: false, cancellationToken));
    }

    private SlackSubmissionResponse ToSubmissionResponse(Submission submission, Outcome outcome)
    {
        if (outcome.Reply.IsMistake && MistakenField(submission, outcome) is { } field)
        {
            var error = SlackReplyRenderer.ToLine(outcome.Reply, MaxErrorLength);
            return new SlackSubmissionResponse("errors")
            {
                Errors = new Dictionary<string, string> { [SlackFormView.ToBlockId(field)] = error },
            };
        }

        RespondToChannel(submission, outcome);
        return UpdateResponse(NextView(submission, outcome));
    }

    private async Task UpdateLaterAsync(Submission submission, Task<Outcome> command, CancellationToken cancellationToken)
    {
        var outcome = await command;
        await Task.Delay(AcknowledgementGracePeriod, time, cancellationToken);
        if (outcome.Reply.IsMistake && MistakenField(submission, outcome) is not null)
        {
            var form = await RebuildFormAsync(submission, outcome, cancellationToken);
            await views.UpdateAsync(submission.ViewId, null, form, cancellationToken);
            return;
        }

        RespondToChannel(submission, outcome);
        await views.UpdateAsync(submission.ViewId, null, NextView(submission, outcome), cancellationToken);
    }

    /// <summary>The form with its submitted values and the mistake above them.</summary>
    private async Task<SlackView> RebuildFormAsync(Submission submission, Outcome outcome, CancellationToken cancellationToken)
    {
        var messageBlocks = SlackReplyRenderer.ToBlocks(outcome.Reply, time.GetUtcNow());
        var reply = await dispatcher.RunAsync(outcome.Caller, submission.Path, NoOptions, canAsk: true, cancellationToken);
        if (reply.Form is not { } form)
        {
            return StartView(
                outcome.Caller, submission.Context.ModalMetadata, messageBlocks, submission.Values.GetValueOrDefault("topic"));
        }

        var fields = form.Fields.Select(field => field with { Value = submission.Values.GetValueOrDefault(field.Option) });
        return SlackFormView.Create(form with { Fields = [.. fields] }, submission.Context.ModalMetadata, above: messageBlocks);
    }

    /// <summary>Also posts the reply in the channel, for the caller only: after the modal is closed, it still shows how to undo.</summary>
    private void RespondToChannel(Submission submission, Outcome outcome)
    {
        if (!outcome.Reply.IsMistake)
        {
            var responder = new SlackResponder(api, submission.Context, time, logger);
            _ = tasks.Run("The reply to a Slack form",
                cancellationToken => responder.RespondAsync(outcome.Reply, isPublic: false, cancellationToken));
        }
    }

    /// <summary>After a topic was added, the modal offers to subscribe the channel to it.</summary>
    private SlackView NextView(Submission submission, Outcome outcome) =>
        submission.Path == TopicAddPath && !outcome.Reply.IsMistake && submission.Values.GetValueOrDefault("name") is { } name
            ? StartView(outcome.Caller, submission.Context.ModalMetadata,
                [.. SlackReplyRenderer.ToBlocks(outcome.Reply, time.GetUtcNow()), new SlackBlock.Divider()], DisplayText.Clean(name))
            : ReplyView(outcome.Reply, submission.Context.ModalMetadata);

    /// <returns>The field at which the mistake is shown; null: no input can fix it, because the caller lacks the permission.</returns>
    private string? MistakenField(Submission submission, Outcome outcome)
    {
        if (!outcome.Caller.Caller.IsManager && dispatcher.Specs.Any(spec => spec.Path == submission.Path && spec.RequiresManager))
        {
            return null;
        }

        return submission.Fields.FirstOrDefault(field => field == outcome.Reply.MistakenOption)
            ?? (submission.Fields.Count > 0 ? submission.Fields[0] : null);
    }

    private SlackView StartView(SlackCaller caller, SlackModalMetadata metadata, IReadOnlyList<SlackBlock> messageBlocks,
        string? selectedTopic) =>
        SlackModalViews.Start(
            [.. directory.Topics(caller.Caller)], [.. directory.FollowedTopics(caller.Caller)], metadata, messageBlocks, selectedTopic);

    private SlackView ReplyView(Reply reply, SlackModalMetadata metadata) =>
        SlackModalViews.Message(SlackReplyRenderer.ToBlocks(reply, time.GetUtcNow()), metadata);

    private static SlackSubmissionResponse UpdateResponse(SlackView view) => new("update") { View = view };

    /// <param name="ViewId">The id of the modal.</param>
    /// <param name="Path">The command that it runs.</param>
    /// <param name="Values">The submitted values, by option.</param>
    /// <param name="Fields">The options for which the modal has a field.</param>
    private sealed record Submission(string ViewId, string Path, Dictionary<string, string> Values, IReadOnlyList<string> Fields,
        SlackRequestContext Context);

    private sealed record Outcome(SlackCaller Caller, Reply Reply);
}
