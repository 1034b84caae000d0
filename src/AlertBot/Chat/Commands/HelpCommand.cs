using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary><c>/news help</c>.</summary>
/// <param name="specs">Of all commands, asked for when help is: help is one of them.</param>
internal sealed class HelpCommand(Func<IReadOnlyList<CommandSpec>> specs) : INewsCommand
{
    public CommandSpec Spec { get; } = new("help", "All commands", []);

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var all = specs();
        return Task.FromResult(new Reply(
        [
            new ReplyBlock.Paragraph("AlertBot reads news feeds and tells what matches a topic, with quotes word for word."),
            new ReplyBlock.Heading("For everyone"),
            .. all.Where(spec => !spec.RequiresManager).Select(Item),
            new ReplyBlock.Heading(call.Caller.IsManager ? "For managers" : "For managers, which you are not here"),
            .. all.Where(spec => spec.RequiresManager).Select(Item),
            new ReplyBlock.Hint(call.Caller.IsManager
                ? RichText.Of(
                    "To begin: ", CommandUsage.ToCode("topic list"), " shows what can be followed; for a topic of your own, ",
                    CommandUsage.ToCode("topic add elections election, vote, \"polling station\""), ", then ",
                    CommandUsage.ToCode("subscribe elections"), ".")
                : RichText.Of("To begin: ", CommandUsage.ToCode("latest"), ".")),
        ]));
    }

    private static ReplyBlock Item(CommandSpec spec) =>
        new ReplyBlock.Item(RichText.Of(new Span.Code(CommandUsage.Format(spec)), $": {spec.Description}"));
}
