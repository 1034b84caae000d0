using System.Collections.Frozen;
using System.Globalization;

namespace AlertBot.Stories.Grouping;

/// <summary>Decides that two headlines about one matter state different things: the opposite outcome, another number, a negation.</summary>
internal static class StatementConflict
{
    /// <summary>
    /// The minimum share of the shorter headline's words that the other has, for the two to say something about the same matter.
    /// </summary>
    private const double SameMatter = 0.5;

    /// <summary>The same for a negation, which headlines often say of something else.</summary>
    private const double SameStatement = 0.7;

    /// <summary>A negation counts for the words up to this many behind it.</summary>
    private const int NegationReach = 3;

    private static readonly FrozenSet<string> Negators = FrozenSet.Create(
        "no", "not", "never", "without", "wont", "isnt", "doesnt", "dont", "cant", "cannot", "didnt", "wasnt", "arent", "refuses", "refuse",
        "refused", "denies", "deny", "denied", "nicht", "kein", "keine", "keinen", "nie", "ohne", "pas", "aucun", "aucune", "jamais",
        "sans", "ningún", "ninguna", "nunca", "sin", "не", "ні", "нет", "без", "没有", "لا", "لم", "لن");

    private static readonly FrozenDictionary<string, int> Ordinals = CreateOrdinals();

    private static readonly FrozenSet<string> NumberWords = FrozenSet.Create(
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /// <summary>Nouns that a number behind them names: “stage four”, “flight 311”.</summary>
    private static readonly FrozenSet<string> NumberedNouns = FrozenSet.Create(
        "stage", "day", "phase", "round", "part", "flight", "route", "highway", "motorway", "road", "depot", "number", "no", "chapter",
        "episode", "season", "match", "test", "game", "week", "leg", "gate", "unit", "reactor", "platform", "section", "article", "level");

    /// <returns>In what the two differ; null when nothing shows it.</returns>
    public static string? Find(ItemText one, ItemText other) =>
        !AreOnSameMatter(one, other) ? null
            : HasOppositeOutcome(one, other) ? "opposite outcome"
            : HasOtherNumber(one, other) ? "another number"
            : GetOverlap(one, other) >= SameStatement
                && (IsNegationOf(one, other) || IsNegationOf(other, one)) ? "negation"
            : null;

    public static bool AreOnSameMatter(ItemText one, ItemText other) => GetOverlap(one, other) >= SameMatter;

    /// <summary>Whether the word is “first” or “1st”, which are the same.</summary>
    public static bool IsOrdinal(HeadlineToken token) => ReadOrdinal(token.Lower) > 0;

    /// <returns>The share of the shorter headline's words that the other has.</returns>
    private static double GetOverlap(ItemText one, ItemText other)
    {
        var shorter = Math.Min(one.TitleStems.Count, other.TitleStems.Count);
        return shorter == 0 ? 0 : one.TitleStems.Count(other.TitleStems.Contains) / (double)shorter;
    }

    public static bool HasOppositeOutcome(ItemText one, ItemText other)
    {
        var (of, with) = (FindOutcomes(one, other), FindOutcomes(other, one));
        return of.Any(outcome => with.Contains((outcome.Row, Flip(outcome.Value)))
            && !of.Contains((outcome.Row, Flip(outcome.Value)))
            && !with.Contains(outcome));
    }

    /// <summary>The outcomes in the headline whose subject, one of the two words before, is in the other headline too.</summary>
    private static HashSet<(string Row, string Value)> FindOutcomes(ItemText item, ItemText other) =>
    [
        .. WordGroups.Outcomes.Find(item.Title)
            .Where(found => found.Position == 0 || item.Title.Take(found.Position).Where(token => item.TitleStems.Contains(token.Stem))
                .TakeLast(2).Any(token => other.TitleStems.Contains(token.Stem)))
            .Select(found => (found.Row, IsNegatedAt(item.Title, found.Position) ? Flip(found.Value) : found.Value)),
    ];

    private static string Flip(string value) => value == "+" ? "-" : "+";

    private static bool IsNegatedAt(IReadOnlyList<HeadlineToken> tokens, int position) =>
        Enumerable.Range(Math.Max(0, position - NegationReach), position - Math.Max(0, position - NegationReach))
            .Any(i => IsNegator(tokens, i));

    /// <summary>Whether one headline negates a word that the other states: “will not resign”, “to resign”.</summary>
    private static bool IsNegationOf(ItemText negated, ItemText stated)
    {
        for (var i = 0; i < negated.Title.Count; i++)
        {
            if (IsNegator(negated.Title, i) && !Enumerable.Range(0, stated.Title.Count).Any(at => IsNegator(stated.Title, at)))
            {
                return negated.Title.Skip(i + 1).Take(NegationReach)
                    .Where(token => negated.TitleStems.Contains(token.Stem) && !Negators.Contains(token.Lower)).Take(1)
                    .Any(token => stated.TitleStems.Contains(token.Stem));
            }
        }

        return false;
    }

    private static bool IsNegator(IReadOnlyList<HeadlineToken> title, int at) =>
        Negators.Contains(title[at].Lower)
        || (title[at].Lower is "rule" or "rules" or "ruled" && at + 1 < title.Count && title[at + 1].Lower is "out");

    /// <summary>Whether both headlines have an ordinal, or a number behind the same noun, and it differs.</summary>
    private static bool HasOtherNumber(ItemText one, ItemText other)
    {
        var (ofOne, ofOther) = (FindOrdinals(one), FindOrdinals(other));
        if (ofOne.Count > 0 && ofOther.Count > 0 && !ofOne.Overlaps(ofOther))
        {
            return true;
        }

        var numbers = FindNumbered(other).ToLookup(pair => pair.Noun, pair => pair.Number);
        return FindNumbered(one).Any(pair => numbers.Contains(pair.Noun) && !numbers[pair.Noun].Contains(pair.Number));
    }

    private static HashSet<int> FindOrdinals(ItemText item) =>
        [.. item.Title.Select(token => ReadOrdinal(token.Lower)).Where(ordinal => ordinal > 0)];

    /// <returns>The number of “first” or “1st”; 0 for other words.</returns>
    private static int ReadOrdinal(string lower) =>
        Ordinals.TryGetValue(lower, out var number) ? number
            : lower.Length > 2 && lower[^2..] is "st" or "nd" or "rd" or "th"
                && int.TryParse(lower.AsSpan(0, lower.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number
            : 0;

    private static FrozenDictionary<string, int> CreateOrdinals()
    {
        string[][] words =
        [
            ["first", "erste", "erster", "ersten", "premier", "première", "primera", "primero"],
            ["second", "zweite", "zweiter", "zweiten", "deuxième", "segunda", "segundo"],
            ["third", "dritte", "dritter", "dritten", "troisième", "tercera", "tercero"],
            ["fourth"], ["fifth"], ["sixth"], ["seventh"], ["eighth"], ["ninth"], ["tenth"],
        ];
        return words.SelectMany((row, index) => row.Select(word => (Word: word, Number: index + 1)))
            .ToFrozenDictionary(pair => pair.Word, pair => pair.Number);
    }

    private static IEnumerable<(string Noun, string Number)> FindNumbered(ItemText item)
    {
        for (var i = 1; i < item.Title.Count; i++)
        {
            var (noun, number) = (item.Title[i - 1], item.Title[i]);
            if ((number.IsNumber || NumberWords.Contains(number.Lower))
                && (NumberedNouns.Contains(noun.Lower) || (number.IsNumber && noun.Lower.Length <= 3 && noun.IsCapitalized)))
            {
                yield return (noun.Stem, number.Stem);
            }
        }
    }
}
