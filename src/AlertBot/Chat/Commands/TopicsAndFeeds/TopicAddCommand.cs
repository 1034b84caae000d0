using AlertBot.Chat.Content;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary><c>/news topic add</c>.</summary>
internal sealed class TopicAddCommand(WorkspaceTopicStore topics, TopicIndex index, WorkspaceDirectory directory) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "topic add",
        "Create a topic: a name and what to look for",
        [
            new OptionSpec("name", "One word, such as ceasefire", OptionKind.Text, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec(
                "query", "What to look for, such as: ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text, IsRequired: true)
            {
                MaxLength = TopicReplies.MaxQueryLength,
                TakesRemainingText = true,
            },
        ])
    {
        RequiresManager = true,
        HasForm = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (name, text) = (call["name"]!, call["query"]!);
        if (!TopicName.IsValid(name))
        {
            return Reply.Mistake($"“{TopicReplies.Shorten(name)}” {TopicName.InvalidNameMessage}. Nothing was saved.") with
            {
                MistakenOption = "name",
            };
        }

        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Invalid error:
                return QueryErrorReply.ForSave(text, error);
            case QueryParseResult.Parsed parsed:
                var change = await topics.AddAsync(call.Workspace, name, parsed.Query, cancellationToken);
                return change is TopicChangeResult.Done ? await AddedReplyAsync(name, parsed.Query, cancellationToken)
                    : RefusalReply(change);
            case var other:
                throw new InvalidOperationException($"Unknown parse result: {other}");
        }
    }

    private async Task<Reply> AddedReplyAsync(string name, TopicQuery query, CancellationToken cancellationToken)
    {
        await index.CatchUpAsync(cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        return new Reply(
        [
            ReplyBlock.Paragraph.Of("Created the topic ", new Span.Strong(name), "."),
            TopicReplies.DescribeQuery(query),
            .. TopicReplies.LowercaseOperatorHints(query),
            ReplyBlock.Hint.Of(
                "To get its alerts in this channel: ", CommandUsage.ToCode($"subscribe {name}"), ". Undo: ",
                CommandUsage.ToCode($"topic remove {name}")),
        ]);
    }

    private static Reply RefusalReply(TopicChangeResult change) => change switch
    {
        TopicChangeResult.NameTaken { Existing: { IsFromSettings: true, Name: var name } } => NameTakenReply(
            "The settings file already defines a topic ", name, ". Choose another name, or follow that topic: ", $"subscribe {name}"),
        TopicChangeResult.NameTaken { Existing.Name: var name } => NameTakenReply(
            "There is already a topic ", name, ". Choose another name, or change that topic: ", $"topic edit {name}"),
        TopicChangeResult.LimitReached many => Reply.Mistake(RichText.Of(
            $"The limit of {many.Max} topics is reached. Remove one with ", CommandUsage.ToCode("topic remove"),
            ", or combine several in one query with commas.")),
        _ => throw new InvalidOperationException($"Unexpected result of adding a topic: {change}"),
    };

    private static Reply NameTakenReply(string before, string name, string after, string command) =>
        Reply.Mistake(RichText.Of(before, new Span.Strong(name), after, CommandUsage.ToCode(command))) with { MistakenOption = "name" };
}
