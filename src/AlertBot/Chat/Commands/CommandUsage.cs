using AlertBot.Chat.Content;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>How commands are typed, in a form that is correct on every platform.</summary>
internal static class CommandUsage
{
    public const string Root = "/news";

    /// <returns><c>/news subscribe topic [mode] [ping]</c>.</returns>
    public static string Format(CommandSpec spec) =>
        string.Join(' ', [Root, spec.Path, .. spec.Options.Select(option => option.IsRequired ? option.Name : $"[{option.Name}]")]);

    /// <param name="command">Without <see cref="Root"/>.</param>
    public static Span.Code ToCode(string command) => new($"{Root} {command}");

    /// <summary>A mistake in the options of a command, with the command's usage.</summary>
    /// <param name="mistake">A sentence without its full stop.</param>
    public static Reply InvalidOptionsReply(CommandSpec spec, RichText mistake) =>
        Reply.Mistake(RichText.Of([.. mistake.Spans, ". Usage: ", new Span.Code(Format(spec))]));

    /// <summary>The last line of a reply: the command that reverses the change.</summary>
    /// <param name="command">Without <see cref="Root"/>.</param>
    public static ReplyBlock.Hint UndoHint(string command) => ReplyBlock.Hint.Of("Undo: ", ToCode(command));
}
