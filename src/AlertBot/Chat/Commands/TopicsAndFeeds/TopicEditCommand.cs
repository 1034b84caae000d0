using AlertBot.Chat.Content;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic edit</c>.</summary>
internal sealed class TopicEditCommand(WorkspaceTopicStore topics, TopicIndex index, WorkspaceDirectory directory) : IFormCommand
{
    public CommandSpec Spec { get; } = new(
        "topic edit",
        "Changes what a topic made here looks for",
        [
            new OptionSpec("name", "The topic", OptionKind.OwnTopic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("query", "What to look for from now on", OptionKind.Text,
                IsRequired: true) { MaxLength = TopicReplies.MaxQueryLength, TakesRemainingText = true },
        ])
    {
        RequiresManager = true,
        HasForm = true,
    };

    public async Task<FormPrefill> PrefillFormAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        if (call["name"] is not { } name)
        {
            return new FormPrefill(values);
        }

        switch (await topics.FindAsync(call.Workspace, name, cancellationToken))
        {
            case null:
                return new FormPrefill(values, TopicReplies.UnknownTopic(name, directory.OwnTopics(call.Caller)));
            case { IsFromSettings: true } settings:
                return new FormPrefill(values, TopicReplies.FromSettings(settings.Name));
            case { } topic:
                values["query"] = topic.Query;
                return new FormPrefill(values);
        }
    }

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (name, text) = (call["name"]!, call["query"]!);
        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Invalid mistaken:
                return QueryErrorReply.ForSave(text, mistaken);
            case QueryParseResult.Parsed parsed:
                return await EditAsync(call, name, parsed.Query, cancellationToken);
            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    private async Task<Reply> EditAsync(CommandCall call, string name, TopicQuery query, CancellationToken cancellationToken)
    {
        switch (await topics.EditAsync(call.Workspace, name, query, cancellationToken))
        {
            case TopicChangeResult.NotFound:
                return TopicReplies.UnknownTopic(name, directory.OwnTopics(call.Caller)) with { MistakenOption = "name" };
            case TopicChangeResult.DefinedInSettings settings:
                return TopicReplies.FromSettings(settings.Topic.Name) with { MistakenOption = "name" };
            case TopicChangeResult.Done { Topic: var topic, PreviousQuery: var before } when before == topic.Query:
                return Reply.Of(
                    new ReplyBlock.Paragraph(
                        RichText.Of("The topic ", new Span.Strong(topic.Name), " looks for exactly this already: nothing changed.")),
                        TopicReplies.DescribeQuery(query));
            case TopicChangeResult.Done { Topic: var topic, PreviousQuery: var before }:
                await index.CatchUpAsync(cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return new Reply(
                [
                    new ReplyBlock.Paragraph(
                        RichText.Of("The topic ", new Span.Strong(topic.Name), " is changed; channels that follow it go on with it.")),
                    TopicReplies.DescribeQuery(query),
                    .. TopicReplies.LowercaseOperatorHints(query),
                    new ReplyBlock.Hint(RichText.Of("Undo: ", CommandUsage.ToCode($"topic edit {topic.Name} {before}"))),
                ]);
            case var other:
                throw new InvalidOperationException($"{other} does not come of editing a topic");
        }
    }
}
