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
        "Makes a topic: a name and what to look for",
        [
            new OptionSpec("name", "One word, such as ceasefire", OptionKind.Text, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("query", "What to look for, such as: ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text,
                IsRequired: true) { MaxLength = TopicReplies.MaxQueryLength, TakesRemainingText = true },
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
            return Reply.Mistake(
                $"“{DisplayText.Truncate(name, 64)}” {TopicName.InvalidNameMessage}. Nothing was saved.") with { MistakenOption = "name" };
        }

        switch (TopicQuery.Parse(text))
        {
            case QueryParseResult.Invalid mistaken:
                return QueryErrorReply.ForSave(text, mistaken);
            case QueryParseResult.Parsed parsed:
                var change = await topics.AddAsync(call.Workspace, name, parsed.Query, cancellationToken);
                return change is TopicChangeResult.Done ? await AddedReplyAsync(name, parsed.Query, cancellationToken)
                    : RefusalReply(change);
            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    private async Task<Reply> AddedReplyAsync(string name, TopicQuery query, CancellationToken cancellationToken)
    {
        await index.CatchUpAsync(cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        return new Reply(
        [
            new ReplyBlock.Paragraph(RichText.Of("The topic ", new Span.Strong(name), " is there.")),
            TopicReplies.DescribeQuery(query),
            .. TopicReplies.LowercaseOperatorHints(query),
            new ReplyBlock.Hint(
                RichText.Of(CommandUsage.ToCode($"subscribe {name}"), " sends its news to this channel. Undo: ",
                    CommandUsage.ToCode($"topic remove {name}"), ".")),
        ]);
    }

    private static Reply RefusalReply(TopicChangeResult change) => change switch
    {
        TopicChangeResult.NameTaken { Existing.IsFromSettings: true } taken => Reply.Mistake(RichText.Of(
            "A topic ", new Span.Strong(taken.Existing.Name),
            " stands in the settings file already: take another name, or follow that one with ",
            CommandUsage.ToCode($"subscribe {taken.Existing.Name}"), ".")) with
        { MistakenOption = "name" },
        TopicChangeResult.NameTaken taken => Reply.Mistake(RichText.Of(
            "There is a topic ", new Span.Strong(taken.Existing.Name), " already: take another name, or change it with ",
            CommandUsage.ToCode($"topic edit {taken.Existing.Name}"), ".")) with
        { MistakenOption = "name" },
        TopicChangeResult.LimitReached many => Reply.Mistake(RichText.Of(
            $"There are {many.Max} topics here, which is the most: remove one with ", CommandUsage.ToCode("topic remove"),
            ", or join several in one query with commas.")),
        _ => throw new InvalidOperationException($"{change} does not come of adding a topic"),
    };
}
