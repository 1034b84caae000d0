using AlertBot.Topics;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news topic add</c>.</summary>
internal sealed class TopicAddCommand(WorkspaceTopicStore topics, TopicIndex index, WorkspaceDirectory directory) : INewsCommand
{
    public CommandSpec Spec { get; } = new(
        "topic add",
        "Makes a topic: a name and what to look for",
        [
            new OptionSpec("name", "One word, such as ceasefire", OptionKind.Text, IsRequired: true) { MaxLength = TopicName.MaxLength },
            new OptionSpec("query", "What to look for, such as: ceasefire, truce, \"cessation of hostilities\"", OptionKind.Text, IsRequired: true) { MaxLength = TopicReplies.LongestQuery, TakesRest = true },
        ])
    {
        ForManagers = true,
        HasForm = true,
    };

    public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (name, text) = (call["name"]!, call["query"]!);
        if (!TopicName.IsName(name))
        {
            return Reply.Mistake($"“{PlainText.Cut(name, 64)}” {TopicName.Mistake}. Nothing was saved.") with { MistakenOption = "name" };
        }

        switch (TopicQuery.Parse(text))
        {
            case QueryReading.Mistaken mistaken:
                return QueryMistake.OfSaving(text, mistaken);
            case QueryReading.Parsed parsed:
                var change = await topics.AddAsync(call.Workspace, name, parsed.Query, cancellationToken);
                return change is TopicChange.Done ? await DoneAsync(name, parsed.Query, cancellationToken) : Refused(change);
            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    private async Task<Reply> DoneAsync(string name, TopicQuery query, CancellationToken cancellationToken)
    {
        await index.CatchUpAsync(cancellationToken);
        await directory.RefreshAsync(cancellationToken);
        return new Reply(
        [
            new ReplyBlock.Paragraph(RichText.Of("The topic ", new Span.Strong(name), " is there.")),
            TopicReplies.InWords(query),
            .. TopicReplies.OperatorsAsWords(query),
            new ReplyBlock.Hint(RichText.Of(CommandUsage.Typed($"subscribe {name}"), " sends its news to this channel. Undo: ", CommandUsage.Typed($"topic remove {name}"), ".")),
        ]);
    }

    private static Reply Refused(TopicChange change) => change switch
    {
        TopicChange.NameTaken { By.IsOfSettings: true } taken => Reply.Mistake(RichText.Of(
            "A topic ", new Span.Strong(taken.By.Name), " stands in the settings file already: take another name, or follow that one with ", CommandUsage.Typed($"subscribe {taken.By.Name}"), ".")) with
        { MistakenOption = "name" },
        TopicChange.NameTaken taken => Reply.Mistake(RichText.Of(
            "There is a topic ", new Span.Strong(taken.By.Name), " already: take another name, or change it with ", CommandUsage.Typed($"topic edit {taken.By.Name}"), ".")) with
        { MistakenOption = "name" },
        TopicChange.TooMany many => Reply.Mistake(RichText.Of(
            $"There are {many.Most} topics here, which is the most: remove one with ", CommandUsage.Typed("topic remove"), ", or join several in one query with commas.")),
        _ => throw new InvalidOperationException($"{change} does not come of adding a topic"),
    };
}
