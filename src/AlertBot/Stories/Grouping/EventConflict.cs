using System.Collections.Frozen;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Decides that two articles report different events although their words are alike: another place or person in the same sentence, the
/// parties exchanged, another stage of a matter. Opposite outcomes, negations and numbers: <see cref="StatementConflict"/>.
/// </summary>
internal static class EventConflict
{
    /// <summary>
    /// The minimum share of the shorter headline's words that are the same, in the same order, for the two to be one sentence.
    /// </summary>
    private const double SameSentence = 0.5;

    /// <summary>The same where a lead is missing, so that nothing shows whether the other words mean the same.</summary>
    private const double SameHeadline = 0.6;

    /// <summary>The minimum share of the longer headline's words, so that other words are in one place only.</summary>
    private const double SameLongerHeadline = 0.5;

    /// <summary>Words beside names and those of the headlines that two leads on one event share at least.</summary>
    private const int MinSharedDetails = 6;

    /// <summary>Names that each of two headlines has beside the other's where they are about other persons or places.</summary>
    private const int MinOtherNames = 2;

    /// <summary>Words beside names that a headline has at least where it says what somebody does.</summary>
    private const int MinActWords = 3;

    /// <summary>Places where one headline of two that are one sentence may have words more.</summary>
    private const int MaxInsertions = 1;

    /// <summary>Hebrew; Arabic and the scripts of South and East Asia follow it. None of them has capitals.</summary>
    private const char FirstUncasedLetter = '\u0590';

    /// <summary>
    /// Headlines without a lead that share more words than this are about the same event, unless names or numbers differ.
    /// </summary>
    private const int MaxOpenSentence = 4;

    /// <summary>The minimum number of such words.</summary>
    private const int MinSentence = 2;

    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create(
        "at", "in", "on", "of", "for", "from", "with", "during", "as", "to", "and");

    /// <param name="one">A member of the story.</param>
    /// <param name="other">The article that may join.</param>
    /// <param name="isKnown">Whether any article of the story has a stem.</param>
    /// <returns>In what the two differ; null when nothing shows that they report different events.</returns>
    public static string? Find(ItemText one, ItemText other, Func<string, bool> isKnown) =>
        FindInCopy(one, other, isKnown)
        ?? (ShareDetails(one, other) ? (IsOtherTurn(one, other) ? "another turn" : null)
            : HasOtherNames(one, other, isKnown) ? "other names"
            : IsSwapped(one, other) ? "parties exchanged"
            : HasOtherWords(one, other, isKnown) ? "other words in the same sentence"
            : IsOtherTurn(one, other) ? "another turn"
            : null);

    /// <summary>The differences that count against the founding article, which may be worded quite differently.</summary>
    public static string? FindInMatter(ItemText founder, ItemText other) =>
        StatementConflict.Find(founder, other) ?? (IsOtherTurn(founder, other) ? "another turn" : null);

    /// <summary>Whether an article is the next stage of the matter, or the opposite outcome, and names the same.</summary>
    public static bool IsTurn(ItemText founder, ItemText other) =>
        (IsOtherTurn(founder, other) || StatementConflict.HasOppositeOutcome(founder, other))
            && founder.NameStems.Any(other.NameStems.Contains);

    /// <summary>The differences that count even where two articles print the same text.</summary>
    public static string? FindInCopy(ItemText one, ItemText other, Func<string, bool> isKnown) =>
        StatementConflict.Find(one, other) ?? (ShareNoName(one, other, isKnown) ? "other names" : null);

    /// <summary>Whether the leads share so many words that headlines with other names or words do not report another event.</summary>
    private static bool ShareDetails(ItemText one, ItemText other) =>
        HaveLeads(one, other) && one.AllStems.Count(stem => other.AllStems.Contains(stem) && !one.TitleStems.Contains(stem)
            && !other.TitleStems.Contains(stem) && !one.NameStems.Contains(stem)) >= MinSharedDetails;

    private static bool HaveLeads(ItemText one, ItemText other) => one.HasLead && other.HasLead;

    /// <summary>
    /// Whether the headline opens with a name that no headline of the story has, and none of its other words occurs in the story: somebody
    /// else does something else, and the story is its background.
    /// </summary>
    public static bool IsOtherAct(ItemText item, IEnumerable<ItemText> story, Func<string, bool> isKnown)
    {
        var actor = item.Names.FirstOrDefault(name => item.CertainNames.Contains(name));
        if (!item.HasLead || actor is null || actor != item.Names[0] || story.Any(member => actor.Any(member.TitleStems.Contains)))
        {
            return false;
        }

        var words = item.TitleContent.Where(token => !item.NameStems.Contains(token.Stem) && !token.IsNumber)
            .Select(token => token.Stem).Distinct().ToList();
        return words.Count >= MinActWords && !words.Any(isKnown) && !item.TitleConcepts.Any(isKnown);
    }

    /// <summary>
    /// Whether the two have no name in common, or each headline names somebody that the other article does not mention:
    /// “quake hits Belorna”, “quake hits Tarawesh”.
    /// </summary>
    private static bool HasOtherNames(ItemText one, ItemText other, Func<string, bool> isKnown)
    {
        var ofOne = one.Names.Where(name => !IsMentioned(name, other.AllStems.Contains, other)).ToList();
        var ofOther = other.Names.Where(name => !IsMentioned(name, isKnown, one)).ToList();
        return ofOne.Count > 0 && ofOther.Count > 0 && (!StatementConflict.AreOnSameMatter(one, other)
            ? Math.Min(ofOne.Count, ofOther.Count) >= MinOtherNames
            : HeadlineAlignment.Of(one.TitleContent, other.TitleContent).Gaps
                .Any(gap => gap.A.Any(token => ofOne.Any(name => name.Contains(token.Stem)))
                    && gap.B.Any(token => ofOther.Any(name => name.Contains(token.Stem)))));
    }

    /// <summary>Whether both articles have names that are certain, and none of them is in both.</summary>
    private static bool ShareNoName(ItemText one, ItemText other, Func<string, bool> isKnown) =>
        one.Names.Count > 0 && other.Names.Count > 0 && one.CertainNames.Count > 0 && other.CertainNames.Count > 0
            && (HaveLeads(one, other) || !StatementConflict.AreOnSameMatter(one, other))
            && !one.CertainNames.Any(name => IsMentioned(name, other.AllStems.Contains, other))
            && !other.CertainNames.Any(name => IsMentioned(name, isKnown, one));

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
                if (a[i].Stem == b[j].Stem && HasNear(b, a[i - 1].Stem, j, 1) && HasNear(b, a[i + 1].Stem, j, -1)
                    && !HasPrepositionNear(one.Title, a[i]) && !HasPrepositionNear(other.Title, b[j]))
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

    /// <summary>Whether a preposition is next to the word, so that it is not a verb between two parties: “blast at mine in Drovny”.</summary>
    private static bool HasPrepositionNear(IReadOnlyList<HeadlineToken> title, HeadlineToken word) =>
        title.Zip(title.Skip(1)).Any(pair => (pair.First == word && Prepositions.Contains(pair.Second.Lower))
            || (pair.Second == word && Prepositions.Contains(pair.First.Lower)));

    /// <summary>Whether the headline names who acted behind the verb.</summary>
    private static bool HasAgent(ItemText item) => item.Title.Any(token => token.Lower is "by" or "von" or "par" or "por");

    /// <summary>
    /// Whether the headlines are one sentence with other words in one place, which the other article does not mention: “nurses reject
    /// pay offer”, “train drivers reject pay offer”.
    /// </summary>
    private static bool HasOtherWords(ItemText one, ItemText other, Func<string, bool> isKnown)
    {
        var alignment = HeadlineAlignment.Of(one.TitleContent, other.TitleContent);
        var (shared, shorter, longer) = (alignment.Shared.Count, Math.Min(one.TitleContent.Count, other.TitleContent.Count),
            Math.Max(one.TitleContent.Count, other.TitleContent.Count));
        var gaps = alignment.Gaps
            .Where(gap => !gap.A.Concat(gap.B).All(token => token.IsNumber || StatementConflict.IsOrdinal(token))).ToList();
        if (shared < MinSentence || shared < (HaveLeads(one, other) ? SameSentence : SameHeadline) * shorter
            || shared < SameLongerHeadline * longer || gaps.Count(gap => gap.IsExchange) != 1 || gaps.Count > 1 + MaxInsertions)
        {
            return false;
        }

        var exchange = gaps.Single(gap => gap.IsExchange);
        var areDistinct = HasDistinct(exchange.A, one) && HasDistinct(exchange.B, other);

        // Within a sentence, other words are mostly an adjective. Another subject is one only where both do the same.
        return (exchange.IsAtEnd || areDistinct
                || (exchange.IsAtStart && alignment.Shared.Any(token => !one.NameStems.Contains(token.Stem))))
            && (HaveLeads(one, other) || shared <= MaxOpenSentence || areDistinct)
            && !exchange.A.Any(token => Mentions(other, token.Stem))
            && !exchange.B.Any(token => isKnown(token.Stem) || Mentions(one, token.Stem));
    }

    /// <summary>Whether words have a number or what may be a name. Capitals of a bare headline in title case show no names.</summary>
    private static bool HasDistinct(HeadlineToken[] words, ItemText item) =>
        words.Any(token => IsDistinct(token) && (token.IsNumber || item.HasLead || !item.IsTitleCase));

    /// <summary>Whether a word is a number or may be a name; scripts without capitals do not show which.</summary>
    private static bool IsDistinct(HeadlineToken token) =>
        token.IsNumber || (token.IsCapitalized ? !WordStatistics.IsCommon(token.Lower) : token.Lower[0] >= FirstUncasedLetter);

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
