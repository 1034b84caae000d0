using AlertBot.Chat.Content;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>The reply to a command that does not exist: it suggests the commands that may be meant.</summary>
internal static class UnknownCommandReply
{
    /// <summary>Code points of the typed command that the reply repeats.</summary>
    private const int MaxShownLength = 60;

    /// <param name="typed">Arbitrary text from outside.</param>
    public static Reply Of(string typed, IReadOnlyList<CommandSpec> specs)
    {
        var clean = DisplayText.Clean(typed);
        var group = specs.Where(spec => spec.Path.StartsWith(clean + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        return clean.Length > 0 && group.Count > 0
            ? Mistake("This command is incomplete.", group)
            : Mistake($"There is no command “{DisplayText.Truncate(clean, MaxShownLength)}”.", FindSimilar(clean, specs));
    }

    private static List<CommandSpec> FindSimilar(string typed, IReadOnlyList<CommandSpec> specs) =>
        SpellingSuggestion.Find(typed, specs.Select(spec => spec.Path)) is { } nearest
            ? [specs.First(spec => spec.Path == nearest)]
            : FindByOneWord(typed, specs);

    /// <summary>Finds the commands of two words of which one was typed, such as “topics” or “list”.</summary>
    private static List<CommandSpec> FindByOneWord(string typed, IReadOnlyList<CommandSpec> specs)
    {
        var pairs = specs.Select(spec => (Spec: spec, Words: spec.Path.Split(' '))).Where(pair => pair.Words.Length == 2).ToList();
        var first = SpellingSuggestion.Find(typed, pairs.Select(pair => pair.Words[0]).Distinct());
        return [.. pairs.Where(pair => pair.Words[0] == first || pair.Words[1].Equals(typed, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Spec)];
    }

    private static Reply Mistake(string sentence, List<CommandSpec> suggestions) => Reply.Mistake(RichText.Of(
    [
        sentence + (suggestions.Count > 0 ? " Did you mean " : " "),
        .. suggestions.SelectMany((spec, i) => new[] { Separator(i, suggestions.Count), CommandUsage.ToCode(spec.Path) }),
        suggestions.Count > 0 ? "? " : "",
        CommandUsage.ToCode("help"), " lists all commands.",
    ]));

    private static Span Separator(int index, int count) => index == 0 ? "" : index == count - 1 ? " or " : ", ";
}
