using System.Collections.Frozen;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Decides that two articles report different events although their words are alike: the opposite outcome, another place, person or number
/// in the same sentence, the parties exchanged, another stage of a matter.
/// </summary>
internal static class EventConflict
{
    /// <summary>
    /// The minimum share of the shorter headline's words that the other has, for the two to say something about the same matter.
    /// </summary>
    private const double SameMatter = 0.5;

    /// <summary>
    /// The minimum share of the shorter headline's words that are the same, in the same order, for the two to be one sentence.
    /// </summary>
    private const double SameSentence = 0.5;

    /// <summary>The same where a lead is missing, so that nothing shows whether the other words mean the same.</summary>
    private const double SameHeadline = 0.6;

    /// <summary>Hebrew; Arabic and the scripts of South and East Asia follow it. None of them has capitals.</summary>
    private const char FirstUncasedLetter = '\u0590';

    /// <summary>
    /// Headlines without a lead that share more words than this are about the same event, unless names or numbers differ.
    /// </summary>
    private const int MaxOpenSentence = 4;

    /// <summary>The minimum number of such words.</summary>
    private const int MinSentence = 2;

    /// <summary>A headline of this many words beside names needs two in common with the story.</summary>
    private const int LongHeadline = 6;

    /// <summary>A negation counts for the words up to this many behind it.</summary>
    private const int NegationReach = 3;

    private static readonly FrozenSet<string> Negators = FrozenSet.Create(
        "no", "not", "never", "without", "wont", "isnt", "doesnt", "dont", "cant", "cannot", "didnt", "wasnt", "arent", "refuses", "refuse",
        "refused", "denies", "deny", "denied", "nicht", "kein", "keine", "keinen", "nie", "ohne", "pas", "aucun", "aucune", "jamais", "sans",
        "ningún",
        "ninguna", "nunca", "sin", "не", "ні", "нет", "без", "没有", "لا", "لم", "لن");

    private static readonly FrozenSet<string> Ordinals = FrozenSet.Create(
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "erste", "erster", "ersten",
        "zweite", "zweiter", "zweiten", "dritte", "dritter", "dritten", "premier", "première", "deuxième", "troisième", "primera",
        "segunda", "tercera", "primero", "segundo", "tercero");

    private static readonly FrozenSet<string> NumberWords = FrozenSet.Create(
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /// <summary>Nouns that a number behind them names: “stage four”, “flight 311”.</summary>
    private static readonly FrozenSet<string> NumberedNouns = FrozenSet.Create(
        "stage", "day", "phase", "round", "part", "flight", "route", "highway", "motorway", "road", "depot", "number", "no", "chapter",
        "episode", "season", "match", "test", "game", "week", "leg", "gate", "unit", "reactor", "platform", "section", "article", "level");

    /// <param name="one">A member of the story.</param>
    /// <param name="other">The article that may join.</param>
    /// <param name="isKnown">Whether any article of the story has a stem.</param>
    /// <returns>In what the two differ; null when nothing shows that they report different events.</returns>
    public static string? Find(ItemText one, ItemText other, Func<string, bool> isKnown) =>
        FindInStatement(one, other)
        ?? (HasOtherNames(one, other, isKnown) ? "other names"
            : IsSwapped(one, other) ? "parties exchanged"
            : HasOtherWords(one, other, isKnown) ? "other words in the same sentence"
            : IsOtherTurn(one, other) ? "another turn"
            : null);

    /// <summary>The differences that count against the founding article, which may be worded quite differently.</summary>
    public static string? FindInMatter(ItemText founder, ItemText other) =>
        FindInStatement(founder, other) ?? (IsOtherTurn(founder, other) ? "another turn" : null);

    /// <summary>The differences that count even where two articles print the same text.</summary>
    public static string? FindInStatement(ItemText one, ItemText other) =>
        GetOverlap(one, other) < SameMatter ? null
            : HasOppositeOutcome(one, other) ? "opposite outcome"
            : HasOtherNumber(one, other) ? "another number"
            : GetOverlap(one, other) >= (HaveLeads(one, other) ? SameMatter : SameHeadline)
                && (IsNegationOf(one, other) || IsNegationOf(other, one)) ? "negation"
            : null;

    private static bool HaveLeads(ItemText one, ItemText other) => one.HasLead && other.HasLead;

    /// <summary>
    /// Whether hardly a word of the headline beside its names occurs in the story: the article mentions the story's people and places as
    /// the background of something else.
    /// </summary>
    public static bool IsOtherSubject(ItemText item, Func<string, bool> isKnown)
    {
        if (!item.HasLead || item.Names.Count == 0)
        {
            return false;
        }

        var words = item.TitleContent.Where(token => !item.NameStems.Contains(token.Stem) && !token.IsNumber)
            .Select(token => token.Stem).Distinct().ToList();
        var known = words.Count(isKnown) + item.TitleConcepts.Count(isKnown);
        return known < (words.Count >= LongHeadline ? 2 : 1);
    }

    /// <returns>The share of the shorter headline's words that the other has.</returns>
    private static double GetOverlap(ItemText one, ItemText other)
    {
        var shorter = Math.Min(one.TitleStems.Count, other.TitleStems.Count);
        return shorter == 0 ? 0 : one.TitleStems.Count(other.TitleStems.Contains) / (double)shorter;
    }

    private static bool HasOppositeOutcome(ItemText one, ItemText other)
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
                    .Any(token => negated.TitleStems.Contains(token.Stem) && stated.TitleStems.Contains(token.Stem));
            }
        }

        return false;
    }

    private static bool IsNegator(IReadOnlyList<HeadlineToken> title, int at) =>
        Negators.Contains(title[at].Lower)
        || (title[at].Lower is "rule" or "rules" or "ruled" && at + 1 < title.Count && title[at + 1].Lower is "out");

    /// <summary>
    /// Whether the two have no name in common, or each headline names somebody that the other article does not mention:
    /// “quake hits Belorna”, “quake hits Tarawesh”.
    /// </summary>
    private static bool HasOtherNames(ItemText one, ItemText other, Func<string, bool> isKnown)
    {
        var ofOne = one.Names.Where(name => !IsMentioned(name, other.AllStems.Contains, other)).ToList();
        var ofOther = other.Names.Where(name => !IsMentioned(name, isKnown, one)).ToList();
        var areDisjoint = one.CertainNames.Count > 0 && other.CertainNames.Count > 0
            && !one.CertainNames.Any(name => IsMentioned(name, other.AllStems.Contains, other))
            && !other.CertainNames.Any(name => IsMentioned(name, isKnown, one));
        return ofOne.Count > 0 && ofOther.Count > 0 && (areDisjoint || GetOverlap(one, other) >= SameMatter);
    }

    /// <summary>
    /// Whether an article mentions a name or a part of it. The last word alone is not enough: “Aster Motors”, “Corvid Motors”.
    /// </summary>
    private static bool IsMentioned(string[] name, Func<string, bool> isKnown, ItemText by)
    {
        var parts = name.Length > 1 ? name[..^1] : name;
        var isAnotherOfTheKind = name.Length > 1
            && by.Names.Any(other => other.Length > 1 && other[^1] == name[^1] && !other.Intersect(parts).Any());
        return parts.Any(part => isKnown(part) || Mentions(by, part))
            || (name.Length > 1 && !isAnotherOfTheKind && (isKnown(name[^1]) || Mentions(by, name[^1])));
    }

    private static bool Mentions(ItemText item, string stem) =>
        item.AllStems.Contains(stem)
        || (stem.Length >= 4 && item.AllStems.Any(other => other.Length >= 4
            && (other.StartsWith(stem[..4], StringComparison.Ordinal) && Math.Abs(other.Length - stem.Length) <= 2)));

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

    private static HashSet<string> FindOrdinals(ItemText item) =>
        [.. item.Title.Where(token => Ordinals.Contains(token.Lower) || IsWrittenOrdinal(token.Lower)).Select(token => token.Lower)];

    private static bool IsWrittenOrdinal(string lower) =>
        char.IsAsciiDigit(lower[0]) && lower.Length > 2 && lower[^2..] is "st" or "nd" or "rd" or "th";

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

    /// <summary>Whether two parties have exchanged their places around the same verb: “A attacks B”, “B attacks A”.</summary>
    private static bool IsSwapped(ItemText one, ItemText other)
    {
        if (HasAgent(one) != HasAgent(other))
        {
            return false;
        }

        var (a, b) = (one.TitleContent, other.TitleContent);
        for (var i = 1; i < a.Count - 1; i++)
        {
            for (var j = 1; j < b.Count - 1; j++)
            {
                if (a[i].Stem == b[j].Stem && HasNear(b, a[i - 1].Stem, j, 1) && HasNear(b, a[i + 1].Stem, j, -1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasNear(IReadOnlyList<HeadlineToken> words, string stem, int at, int direction)
    {
        var (near, next) = (at + direction, at + (2 * direction));
        return words[near].Stem == stem || (next >= 0 && next < words.Count && words[next].Stem == stem);
    }

    /// <summary>Whether the headline names who acted behind the verb.</summary>
    private static bool HasAgent(ItemText item) => item.Title.Any(token => token.Lower is "by" or "von" or "par" or "por");

    /// <summary>
    /// Whether the headlines are one sentence with other words in one place, which the other article does not mention: “nurses reject
    /// pay offer”, “train drivers reject pay offer”.
    /// </summary>
    private static bool HasOtherWords(ItemText one, ItemText other, Func<string, bool> isKnown)
    {
        var (a, b) = (one.TitleContent, other.TitleContent);
        var matches = Align(a, b);
        var share = HaveLeads(one, other) ? SameSentence : SameHeadline;
        if (matches.Count < MinSentence || matches.Count < share * Math.Min(a.Count, b.Count))
        {
            return false;
        }

        var (fromA, fromB) = (0, 0);
        var (isStartSame, isEndSame) = (true, matches.Count > 0);
        for (var i = 0; i <= matches.Count; i++)
        {
            var (toA, toB) = i < matches.Count ? matches[i] : (a.Count, b.Count);
            isStartSame &= i == 0 || matches[i - 1] == (i - 1, i - 1);
            isEndSame = Enumerable.Range(i, matches.Count - i).All(
                n => matches[n] == (a.Count - matches.Count + n, b.Count - matches.Count + n));

            // Within a sentence, other words are mostly an adjective.
            var isSubjectOrObject = (isEndSame && fromA == 0) || (isStartSame && toA >= a.Count - 1)
                || a.Skip(fromA).Take(toA - fromA).Any(IsDistinct);
            isSubjectOrObject &= HaveLeads(one, other) || matches.Count <= MaxOpenSentence
                || (a.Skip(fromA).Take(toA - fromA).Any(IsDistinct) && b.Skip(fromB).Take(toB - fromB).Any(IsDistinct));
            if (isSubjectOrObject && AreUnknown(a.Skip(fromA).Take(toA - fromA), stem => Mentions(other, stem))
                && AreUnknown(b.Skip(fromB).Take(toB - fromB), stem => isKnown(stem) || Mentions(one, stem)))
            {
                return true;
            }

            (fromA, fromB) = (toA + 1, toB + 1);
        }

        return false;
    }

    /// <summary>Whether a word is a number or may be a name; scripts without capitals do not show which.</summary>
    private static bool IsDistinct(HeadlineToken token) =>
        token.IsNumber || (token.IsCapitalized ? !WordStatistics.IsCommon(token.Lower) : token.Lower[0] >= FirstUncasedLetter);

    /// <returns>The positions of the longest common subsequence of the stems.</returns>
    private static List<(int A, int B)> Align(IReadOnlyList<HeadlineToken> a, IReadOnlyList<HeadlineToken> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i].Stem == b[j].Stem ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var matches = new List<(int, int)>();
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            if (a[i].Stem == b[j].Stem)
            {
                matches.Add((i++, j++));
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return matches;
    }

    /// <returns>Whether there are words and all are unknown.</returns>
    private static bool AreUnknown(IEnumerable<HeadlineToken> words, Func<string, bool> isKnown)
    {
        var stems = words.Select(word => word.Stem).ToList();
        return stems.Count > 0 && !stems.Any(isKnown);
    }

    private static bool IsOtherTurn(ItemText one, ItemText other)
    {
        var stages = FindStages(other);
        return FindStages(one).Any(stage => stages.TryGetValue(stage.Key, out var otherStage) && otherStage != stage.Value);
    }

    /// <returns>The latest stage of each matter in the headline.</returns>
    private static Dictionary<string, string> FindStages(ItemText item) => WordGroups.Turns.Find(item.Title)
        .GroupBy(found => found.Row)
        .ToDictionary(group => group.Key, group => group.Max(found => found.Value)!);
}
