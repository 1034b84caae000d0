using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Modals;

/// <summary>Leads people through forms: opens them, tries queries in them, and runs the command when they are submitted.</summary>
internal sealed class SlackModalHandler(
    SlackCommandDispatcher desk, ISlackApi api, SlackViewClient views, SlackQueryPreview trials, WorkspaceDirectory directory,
    BackgroundTasks errands, TimeProvider time, ILogger<SlackModalHandler> logger)
{
    private const string TopicAddPath = "topic add";

    /// <summary>Beside a field; a longer text is not read there.</summary>
    private const int MaxErrorLength = 400;

    /// <summary>The acknowledgement waits no longer.</summary>
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromMilliseconds(700);

    /// <summary>Slack takes the acknowledgement before the view changes again.</summary>
    private static readonly TimeSpan AcknowledgementGracePeriod = TimeSpan.FromSeconds(1);

    private static readonly Reply OutdatedFormReply =
        Reply.Mistake("This form is of another version of AlertBot: close it and type the command again.");

    /// <returns>False where it may not have opened.</returns>
    public Task<bool> OpenStartAsync(SlackCaller asker, SlackRequestContext asking, CancellationToken cancellationToken) =>
        views.OpenAsync(asking.TriggerId, StartView(asker, asking.ModalMetadata, [], null), cancellationToken);

    /// <returns>False where it may not have opened.</returns>
    public Task<bool> OpenFormAsync(ReplyForm form, SlackRequestContext asking, CancellationToken cancellationToken) =>
        views.OpenAsync(asking.TriggerId, SlackFormView.Create(form, asking.ModalMetadata), cancellationToken);

    /// <summary>Someone pressed or typed in a modal.</summary>
    public async Task HandleActionAsync(JsonElement payload, SlackRequestContext asking, CancellationToken cancellationToken)
    {
        if (payload.Field("view") is not { } view
            || payload.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action)
        {
            return;
        }

        var asker = await desk.ResolveCallerAsync(asking, cancellationToken);
        switch (action.Text("action_id"))
        {
            case SlackModalViews.NewTopicAction when SlackViewClient.ReadIdAndHash(payload) is { } shown:
                var reply = await desk.RunAsync(asker, TopicAddPath, new Dictionary<string, string>(), canAsk: true, cancellationToken);
                await views.UpdateAsync(shown.Id, shown.Hash,
                    reply.Form is { } form ? SlackFormView.Create(form, asking.ModalMetadata) : ReplyView(reply, asking.ModalMetadata),
                    cancellationToken);
                break;
            case SlackFormView.TryAction:
                await trials.PreviewAsync(asker, asking.ModalMetadata, view, isPressed: true, cancellationToken);
                break;
            case not null when action.Text("block_id") == SlackFormView.BlockIdOf(SlackFormView.QueryField):
                await trials.PreviewAsync(asker, asking.ModalMetadata, view, isPressed: false, cancellationToken);
                break;
        }
    }

    /// <summary>Returns in time for the acknowledgement; what takes longer goes on after it.</summary>
    public async Task<SlackSubmissionResponse> HandleSubmissionAsync(JsonElement payload, SlackRequestContext? asking)
    {
        var view = payload.Field("view") ?? default;
        if (asking is null || view.Text("id") is not { } id || SlackFormView.ReadPath(view) is not { } path
            || desk.Specs.All(spec => spec.Path != path))
        {
            return UpdateResponse(ReplyView(OutdatedFormReply, asking?.ModalMetadata ?? new SlackModalMetadata("", null)));
        }

        var submission = new Submission(id, path, SlackFormView.ReadValues(view), SlackFormView.ReadFields(view), asking);
        var work = Task.Run(() => RunCommandAsync(submission, errands.Stopping));
        if (await work.CompletesWithinAsync(AcknowledgementTimeout, time, errands.Stopping))
        {
            return ToSubmissionResponse(submission, await work);
        }

        _ = errands.Run("The update of a modal", cancellationToken => UpdateLaterAsync(submission, work, cancellationToken));
        return UpdateResponse(SlackModalViews.InProgress(asking.ModalMetadata));
    }

    private async Task<Outcome> RunCommandAsync(Submission submission, CancellationToken cancellationToken)
    {
        var asker = await desk.ResolveCallerAsync(submission.Context, cancellationToken);
        return new Outcome(asker, await desk.RunAsync(asker, submission.Path, submission.Values, canAsk: false, cancellationToken));
    }

    private SlackSubmissionResponse ToSubmissionResponse(Submission submission, Outcome outcome)
    {
        if (outcome.Reply.IsMistake && MistakenField(submission, outcome) is { } field)
        {
            return new SlackSubmissionResponse(
                "errors") { Errors = new Dictionary<string, string> { [SlackFormView.BlockIdOf(field)] =
                    SlackReply.ToLine(outcome.Reply, MaxErrorLength) } };
        }

        RespondToChannel(submission, outcome);
        return UpdateResponse(NextView(submission, outcome));
    }

    private async Task UpdateLaterAsync(Submission submission, Task<Outcome> work, CancellationToken cancellationToken)
    {
        var outcome = await work;
        await Task.Delay(AcknowledgementGracePeriod, time, cancellationToken);
        if (outcome.Reply.IsMistake && MistakenField(submission, outcome) is not null)
        {
            await views.UpdateAsync(submission.ViewId, null, await RebuildFormAsync(submission, outcome, cancellationToken),
                cancellationToken);
            return;
        }

        RespondToChannel(submission, outcome);
        await views.UpdateAsync(submission.ViewId, null, NextView(submission, outcome), cancellationToken);
    }

    /// <summary>The form as it was filled in, with what was wrong above it.</summary>
    private async Task<SlackView> RebuildFormAsync(Submission submission, Outcome outcome, CancellationToken cancellationToken)
    {
        var said = SlackReply.ToBlocks(outcome.Reply, time.GetUtcNow());
        var asked = await desk.RunAsync(outcome.Caller, submission.Path, new Dictionary<string, string>(), canAsk: true, cancellationToken);
        return asked.Form is not { } form
            ? StartView(outcome.Caller, submission.Context.ModalMetadata, said, submission.Values.GetValueOrDefault("topic"))
            : SlackFormView.Create(
                form with { Fields = [
                    .. form.Fields.Select(field => field with { Value = submission.Values.GetValueOrDefault(field.Option) })] },
                    submission.Context.ModalMetadata, above: said);
    }

    /// <summary>The modal is closed and forgotten; what was changed, and how to undo it, stays in the channel for whoever did it.</summary>
    private void RespondToChannel(Submission submission, Outcome outcome)
    {
        if (!outcome.Reply.IsMistake)
        {
            _ = errands.Run(
                "The reply to a modal",
                cancellationToken =>
                    new SlackResponder(api, submission.Context, time, logger).RespondAsync(outcome.Reply, forAll: false,
                        cancellationToken));
        }
    }

    /// <summary>A topic that was made is offered to the channel at once.</summary>
    private SlackView NextView(Submission submission, Outcome outcome) =>
        submission.Path == TopicAddPath && !outcome.Reply.IsMistake && submission.Values.GetValueOrDefault("name") is { } name
            ? StartView(outcome.Caller, submission.Context.ModalMetadata,
                [.. SlackReply.ToBlocks(outcome.Reply, time.GetUtcNow()), new SlackBlock.Divider()], DisplayText.Clean(name))
            : ReplyView(outcome.Reply, submission.Context.ModalMetadata);

    /// <returns>The field that a mistake is shown beside; null where it is no mistake of a field: nothing that could be filled in mends
    /// it.</returns>
    private string? MistakenField(Submission submission, Outcome outcome) =>
        !outcome.Caller.Caller.IsManager && desk.Specs.Any(spec => spec.Path == submission.Path && spec.RequiresManager) ? null
        : submission.Fields.FirstOrDefault(field => field == outcome.Reply.MistakenOption)
            ?? (submission.Fields.Count > 0 ? submission.Fields[0] : null);

    private SlackView StartView(SlackCaller asker, SlackModalMetadata place, IReadOnlyList<SlackBlock> said, string? chosen) =>
        SlackModalViews.Start([.. directory.Topics(asker.Caller)], [.. directory.FollowedTopics(asker.Caller)], place, said, chosen);

    private SlackView ReplyView(Reply reply, SlackModalMetadata place) =>
        SlackModalViews.Message(SlackReply.ToBlocks(reply, time.GetUtcNow()), place);

    private static SlackSubmissionResponse UpdateResponse(SlackView view) => new("update") { View = view };

    /// <param name="ViewId">The id of the modal.</param>
    /// <param name="Path">The command that it runs.</param>
    private sealed record Submission(string ViewId, string Path, Dictionary<string, string> Values, IReadOnlyList<string> Fields,
        SlackRequestContext Context);

    private sealed record Outcome(SlackCaller Caller, Reply Reply);
}
