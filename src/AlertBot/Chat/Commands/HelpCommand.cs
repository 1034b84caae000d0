using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news help</c>.</summary>
/// <param name="specs">The specifications of all commands. Read late, because help is one of the commands.</param>
internal sealed class HelpCommand(Func<IReadOnlyList<CommandSpec>> specs) : INewsCommand
{
    public CommandSpec Spec { get; } = new("help", "List all commands", []);

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var all = specs();
        return Task.FromResult(new Reply(
        [
            ReplyBlock.Paragraph.Of(
                "AlertBot reads news feeds and posts an alert when a story matches a topic, with quotes word for word."),
            new ReplyBlock.Heading("For everyone"),
            .. all.Where(spec => !spec.RequiresManager).Select(ToItem),
            new ReplyBlock.Heading(call.Caller.IsManager ? "For managers" : "For managers only"),
            .. all.Where(spec => spec.RequiresManager).Select(ToItem),
            call.Caller.IsManager ? ManagerHint : ReplyBlock.Hint.Of("To start: ", CommandUsage.ToCode("latest")),
        ]));
    }

    private static ReplyBlock.Hint ManagerHint => ReplyBlock.Hint.Of(
        "To start: ", CommandUsage.ToCode("topic list"), " shows the topics. To follow a topic of your own, type ",
        CommandUsage.ToCode("topic add elections election, vote, \"polling station\""), " and then ",
        CommandUsage.ToCode("subscribe elections"));

    private static ReplyBlock ToItem(CommandSpec spec) =>
        ReplyBlock.Item.Of(new Span.Code(CommandUsage.Format(spec)), $": {spec.Description}");
}
