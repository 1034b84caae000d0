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
        "Change what a topic created here looks for",
        [
            new OptionSpec("name", "Name of the topic", OptionKind.OwnTopic, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("query", "The new query", OptionKind.Text, IsRequired: true)
            {
                MaxLength = TopicReplies.MaxQueryLength,
                TakesRemainingText = true,
            },
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
        return TopicQuery.Parse(text) switch
        {
            QueryParseResult.Invalid error => QueryErrorReply.ForSave(text, error),
            QueryParseResult.Parsed parsed => await EditAsync(call, name, parsed.Query, cancellationToken),
            var other => throw new InvalidOperationException($"Unknown parse result: {other}"),
        };
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
                    ReplyBlock.Paragraph.Of("The topic ", new Span.Strong(topic.Name), " already has this query. Nothing changed."),
                    TopicReplies.DescribeQuery(query));
            case TopicChangeResult.Done { Topic: var topic, PreviousQuery: var before }:
                await index.CatchUpAsync(cancellationToken);
                await directory.RefreshAsync(cancellationToken);
                return new Reply(
                [
                    ReplyBlock.Paragraph.Of(
                        "Changed the query of ", new Span.Strong(topic.Name), ". Channels that follow the topic still follow it."),
                    TopicReplies.DescribeQuery(query),
                    .. TopicReplies.LowercaseOperatorHints(query),
                    CommandUsage.UndoHint($"topic edit {topic.Name} {before}"),
                ]);
            case var other:
                throw new InvalidOperationException($"Unexpected result of editing a topic: {other}");
        }
    }
}
