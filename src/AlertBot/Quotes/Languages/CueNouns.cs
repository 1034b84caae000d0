using System.Collections.Frozen;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>Tells nouns that look like cue verbs from the verbs: “his claims”, “the home state”, “a chant”.</summary>
internal static class CueNouns
{
    /// <summary>Words that are a noun as often as a verb in this form.</summary>
    private static readonly FrozenSet<string> NounOrVerb = Vocabulary.WordSet(
        "state report claim charge answer order email text post comment demand attack blame hope call note reply tweet chant promise "
            + "appeal cry scream joke vow pledge plead estimate remark quote praise shout speak signal point slam label brand press "
            + "plan caution highlight murmur");

    private static readonly FrozenSet<string> PluralSubjects =
        Vocabulary.WordSet("people police men women children media both all many some others voters most few");

    public static bool IsNoun(TokenizedParagraph tokens, int i)
    {
        var before = tokens[i - 1];
        if (CueVerbs.FormOf(tokens[i]) != CueForm.Finite || !before.IsWord)
        {
            return false;
        }

        if (Vocabulary.IsDeterminer(before) || (Vocabulary.IsPreposition(before) && before.Lower is not "to")
            || (before.IsPossessive && !tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal) && !CueVerbs.IsSpeechVerb(tokens[i])))
        {
            return true;
        }

        // "member states will": behind a plural that is followed by an auxiliary stands no quotation of its own.
        if (tokens[i].Lower is [.. var single, 's'] && NounOrVerb.Contains(single) && Vocabulary.IsAuxiliary(tokens[i + 1]))
        {
            return true;
        }

        return NounOrVerb.Contains(tokens[i].Lower) && !PrecedesBaseForm(before);
    }

    /// <summary>“voters say”, “they say”, “would say”, “to say”.</summary>
    private static bool PrecedesBaseForm(Token before) =>
        before.Lower is "i" or "we" or "you" or "they" or "to" or "who" or "not" or "and"
        || Vocabulary.IsAuxiliary(before) || Vocabulary.IsAdverb(before) || PluralSubjects.Contains(before.Lower)
        || (before.Lower.EndsWith('s') && !before.IsPossessive);
}
