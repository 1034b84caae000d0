using System.Text.Json;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>Leads people through forms: opens them, tries queries in them, and runs the command when they are submitted.</summary>
internal sealed class SlackModals(
    SlackDesk desk, ISlackApi api, SlackViews views, SlackTrials trials, WorkspaceDirectory directory, SlackErrands errands, TimeProvider time, ILogger<SlackModals> logger)
{
    private const string TopicAdd = "topic add";

    /// <summary>Beside a field; a longer text is not read there.</summary>
    private const int ErrorLength = 400;

    /// <summary>The acknowledgement waits no longer.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(700);

    /// <summary>Slack takes the acknowledgement before the view changes again.</summary>
    private static readonly TimeSpan Acknowledgement = TimeSpan.FromSeconds(1);

    private static readonly Reply Outdated = Reply.Mistake("This form is of another version of AlertBot: close it and type the command again.");

    /// <returns>False where it may not have opened.</returns>
    public Task<bool> OpenStartAsync(SlackAsker asker, SlackAsking asking, CancellationToken cancellationToken) =>
        views.OpenAsync(asking.TriggerId, Start(asker, asking.Place, [], null), cancellationToken);

    /// <returns>False where it may not have opened.</returns>
    public Task<bool> OpenAsync(ReplyForm form, SlackAsking asking, CancellationToken cancellationToken) =>
        views.OpenAsync(asking.TriggerId, SlackForm.Of(form, asking.Place), cancellationToken);

    /// <summary>Someone pressed or typed in a modal.</summary>
    public async Task ActAsync(JsonElement payload, SlackAsking asking, CancellationToken cancellationToken)
    {
        if (payload.Field("view") is not { } view || payload.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action)
        {
            return;
        }

        var asker = await desk.FindAsync(asking, cancellationToken);
        switch (action.Text("action_id"))
        {
            case SlackModal.NewTopic when SlackViews.Of(payload) is { } shown:
                var reply = await desk.RunAsync(asker, TopicAdd, new Dictionary<string, string>(), canAsk: true, cancellationToken);
                await views.ChangeAsync(shown.Id, shown.Hash, reply.Form is { } form ? SlackForm.Of(form, asking.Place) : Words(reply, asking.Place), cancellationToken);
                break;
            case SlackForm.Try:
                await trials.TryAsync(asker, asking.Place, view, isPressed: true, cancellationToken);
                break;
            case not null when action.Text("block_id") == SlackForm.BlockOf(SlackForm.Query):
                await trials.TryAsync(asker, asking.Place, view, isPressed: false, cancellationToken);
                break;
        }
    }

    /// <summary>Returns in time for the acknowledgement; what takes longer goes on after it.</summary>
    public async Task<SlackSubmitted> SubmitAsync(JsonElement payload, SlackAsking? asking)
    {
        var view = payload.Field("view") ?? default;
        if (asking is null || view.Text("id") is not { } id || SlackForm.PathOf(view) is not { } path || desk.Specs.All(spec => spec.Path != path))
        {
            return Update(Words(Outdated, asking?.Place ?? new SlackModalPlace("", null)));
        }

        var submission = new Submission(id, path, SlackForm.Values(view), SlackForm.Fields(view), asking);
        var work = Task.Run(() => RunAsync(submission, errands.Stopping));
        if (await work.IsDoneAsync(SignOfLife, time, errands.Stopping))
        {
            return Answer(submission, await work);
        }

        errands.Run(cancellationToken => AnswerLaterAsync(submission, work, cancellationToken));
        return Update(SlackModal.Working(asking.Place));
    }

    private async Task<Outcome> RunAsync(Submission submission, CancellationToken cancellationToken)
    {
        var asker = await desk.FindAsync(submission.Asking, cancellationToken);
        return new Outcome(asker, await desk.RunAsync(asker, submission.Path, submission.Values, canAsk: false, cancellationToken));
    }

    private SlackSubmitted Answer(Submission submission, Outcome outcome)
    {
        if (outcome.Reply.IsMistake && FieldOf(submission, outcome) is { } field)
        {
            return new SlackSubmitted("errors") { Errors = new Dictionary<string, string> { [SlackForm.BlockOf(field)] = SlackReply.Line(outcome.Reply, ErrorLength) } };
        }

        Tell(submission, outcome);
        return Update(After(submission, outcome));
    }

    private async Task AnswerLaterAsync(Submission submission, Task<Outcome> work, CancellationToken cancellationToken)
    {
        var outcome = await work;
        await Task.Delay(Acknowledgement, time, cancellationToken);
        if (outcome.Reply.IsMistake && FieldOf(submission, outcome) is not null)
        {
            await views.ChangeAsync(submission.View, null, await AgainAsync(submission, outcome, cancellationToken), cancellationToken);
            return;
        }

        Tell(submission, outcome);
        await views.ChangeAsync(submission.View, null, After(submission, outcome), cancellationToken);
    }

    /// <summary>The form as it was filled in, with what was wrong above it.</summary>
    private async Task<SlackView> AgainAsync(Submission submission, Outcome outcome, CancellationToken cancellationToken)
    {
        var said = SlackReply.Blocks(outcome.Reply, time.GetUtcNow());
        var asked = await desk.RunAsync(outcome.Asker, submission.Path, new Dictionary<string, string>(), canAsk: true, cancellationToken);
        return asked.Form is not { } form ? Start(outcome.Asker, submission.Asking.Place, said, submission.Values.GetValueOrDefault("topic"))
            : SlackForm.Of(form with { Fields = [.. form.Fields.Select(field => field with { Value = submission.Values.GetValueOrDefault(field.Option) })] }, submission.Asking.Place, above: said);
    }

    /// <summary>The modal is closed and forgotten; what was changed, and how to undo it, stays in the channel for whoever did it.</summary>
    private void Tell(Submission submission, Outcome outcome)
    {
        if (!outcome.Reply.IsMistake)
        {
            errands.Run(cancellationToken => new SlackConversation(api, submission.Asking, time, logger).SayAsync(outcome.Reply, forAll: false, cancellationToken));
        }
    }

    /// <summary>A topic that was made is offered to the channel at once.</summary>
    private SlackView After(Submission submission, Outcome outcome) =>
        submission.Path == TopicAdd && !outcome.Reply.IsMistake && submission.Values.GetValueOrDefault("name") is { } name
            ? Start(outcome.Asker, submission.Asking.Place, [.. SlackReply.Blocks(outcome.Reply, time.GetUtcNow()), new SlackBlock.Divider()], PlainText.Clean(name))
            : Words(outcome.Reply, submission.Asking.Place);

    /// <returns>The field that a mistake is shown beside; null where it is no mistake of a field: nothing that could be filled in mends it.</returns>
    private string? FieldOf(Submission submission, Outcome outcome) =>
        !outcome.Asker.Caller.IsManager && desk.Specs.Any(spec => spec.Path == submission.Path && spec.ForManagers) ? null
        : submission.Fields.FirstOrDefault(field => field == outcome.Reply.MistakenOption) ?? (submission.Fields.Count > 0 ? submission.Fields[0] : null);

    private SlackView Start(SlackAsker asker, SlackModalPlace place, IReadOnlyList<SlackBlock> said, string? chosen) =>
        SlackModal.Start([.. directory.Topics(asker.Caller)], [.. directory.FollowedTopics(asker.Caller)], place, said, chosen);

    private SlackView Words(Reply reply, SlackModalPlace place) => SlackModal.Words(SlackReply.Blocks(reply, time.GetUtcNow()), place);

    private static SlackSubmitted Update(SlackView view) => new("update") { View = view };

    /// <param name="View">The id of the modal.</param>
    /// <param name="Path">The command that it runs.</param>
    private sealed record Submission(string View, string Path, Dictionary<string, string> Values, IReadOnlyList<string> Fields, SlackAsking Asking);

    private sealed record Outcome(SlackAsker Asker, Reply Reply);
}
