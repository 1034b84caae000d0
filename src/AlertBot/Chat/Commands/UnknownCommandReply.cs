using AlertBot.Chat.Content;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>What is answered where there is no such command.</summary>
internal static class UnknownCommandReply
{
    private const int MaxShownLength = 60;

    /// <param name="typed">From outside, so anything.</param>
    public static Reply Of(string typed, IReadOnlyList<CommandSpec> specs)
    {
        var clean = DisplayText.Clean(typed);
        var help = (Span)CommandUsage.ToCode("help");
        var group = specs.Where(spec => spec.Path.StartsWith(clean + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (clean.Length > 0 && group.Count > 0)
        {
            return Mistake(["Which one: ", .. JoinWithOr(group), "? ", help, " lists all commands."]);
        }

        var shown = DisplayText.Truncate(clean, MaxShownLength);
        return SpellingSuggestion.Find(clean, specs.Select(spec => spec.Path)) is { } nearest
            ? Mistake([$"There is no command “{shown}”. Did you mean ", CommandUsage.ToCode(nearest), "? ", help, " lists all commands."])
            : FindNear(clean, specs) is { Count: > 0 } near
            ? Mistake([$"There is no command “{shown}”. Did you mean ", .. JoinWithOr(near), "? ", help, " lists all commands."])
            : Mistake([$"There is no command “{shown}”. ", help, " lists all commands."]);
    }

    /// <summary>Commands of two words, one of which was meant: “topics”, “list”.</summary>
    private static List<CommandSpec> FindNear(string typed, IReadOnlyList<CommandSpec> specs)
    {
        var pairs = specs.Select(spec => (Spec: spec, Words: spec.Path.Split(' '))).Where(pair => pair.Words.Length == 2).ToList();
        var first = SpellingSuggestion.Find(typed, pairs.Select(pair => pair.Words[0]).Distinct());
        return [.. pairs.Where(pair => pair.Words[0] == first || pair.Words[1].Equals(typed, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Spec)];
    }

    private static IEnumerable<Span> JoinWithOr(List<CommandSpec> group) =>
        group.SelectMany((spec, i) => new[] { i == 0 ? "" : i == group.Count - 1 ? " or " : ", ", (Span)CommandUsage.ToCode(spec.Path) });

    private static Reply Mistake(IReadOnlyList<Span> spans) => Reply.Mistake(new RichText(spans));
}
