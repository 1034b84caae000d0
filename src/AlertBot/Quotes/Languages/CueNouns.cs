using System.Collections.Frozen;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>Recognises nouns that have the form of a cue verb: “his claims”, “the home state”, “a chant”.</summary>
internal static class CueNouns
{
    // Forms that are nouns as often as verbs.
    private static readonly FrozenSet<string> NounOrVerb = Vocabulary.WordSet(
        "state report claim charge answer order email text post comment demand attack blame hope call note reply tweet chant promise "
            + "appeal cry scream joke vow pledge plead estimate remark quote praise shout speak signal point slam label brand press "
            + "plan caution highlight murmur");

    // Plurals without "-s", which take the base form of a verb: "voters say", "police say".
    private static readonly FrozenSet<string> PluralSubjects =
        Vocabulary.WordSet("people police men women children media both all many some others voters most few");

    public static bool IsNoun(TokenizedParagraph tokens, int i)
    {
        var before = tokens[i - 1];
        if (CueVerbs.FormOf(tokens[i]) != CueForm.Finite || !before.IsWord)
        {
            return false;
        }

        var followsNounMarker = Vocabulary.IsDeterminer(before) || (Vocabulary.IsPreposition(before) && before.Lower is not "to")
            || IsPossessed(tokens[i], before);
        return followsNounMarker || IsPluralSubject(tokens, i) || (NounOrVerb.Contains(tokens[i].Lower) && !PrecedesBaseForm(before));
    }

    /// <summary>“Bo’s claim” is a noun; “Bo’s claimed” and “Bo’s said” are verbs after a short “has”.</summary>
    private static bool IsPossessed(Token token, Token before) =>
        before.IsPossessive && !token.Lower.EndsWith("ed", StringComparison.Ordinal) && !CueVerbs.IsSpeechVerb(token);

    /// <summary>A plural before an auxiliary: “member states will”.</summary>
    private static bool IsPluralSubject(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is [.. var singular, 's'] && NounOrVerb.Contains(singular) && Vocabulary.IsAuxiliary(tokens[i + 1]);

    /// <summary>A word before the base form of a verb: “voters say”, “they say”, “would say”, “to say”.</summary>
    private static bool PrecedesBaseForm(Token before) =>
        before.Lower is "i" or "we" or "you" or "they" or "to" or "who" or "not" or "and"
        || Vocabulary.IsAuxiliary(before) || Vocabulary.IsAdverb(before) || PluralSubjects.Contains(before.Lower)
        || (before.Lower.EndsWith('s') && !before.IsPossessive);
}
