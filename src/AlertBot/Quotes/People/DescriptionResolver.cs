using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Whom a description means: “the senator”, “the presidential hopeful”, “the 54-year-old”.</summary>
internal static class DescriptionResolver
{
    /// <summary>What a text calls a person once it has named him; never an office that only one can hold.</summary>
    private static readonly FrozenSet<string> Epithets = Vocabulary.WordSet(
        """
        hopeful candidate nominee contender frontrunner front-runner lawmaker legislator politician democrat republican businessman
        businesswoman billionaire millionaire mogul tycoon actor actress singer comedian star
        author writer novelist historian economist activist campaigner veteran leader striker midfielder defender goalkeeper captain player
        coach boxer golfer driver entrepreneur investor executive filmmaker
        journalist columnist broadcaster presenter host rapper musician artist scientist researcher engineer lawyer barrister native
        conservative liberal texan heiress socialite
        """);

    public static (Person Person, double Confidence)? Resolve(TokenizedParagraph tokens, Phrase phrase, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var head = tokens[phrase.Last];
        if (tokens[phrase.First].Lower is not ("the" or "this") || phrase.First == phrase.Last || head.IsPossessive)
        {
            return null;
        }

        var offset = tokens[phrase.First].Start;
        if (OfficeTitles.IsOffice(head.Text) && people.ResolveOffice(head.Text, offset, FindOrigin(tokens, phrase)) is { } holder)
        {
            return (holder, 0.8);
        }

        var epithet = Epithets.Contains(head.Lower) || head.Lower.EndsWith("-year-old", StringComparison.Ordinal);
        return epithet && previousSpeaker is not null && people.FindLeadingPersonBefore(offset) == previousSpeaker ? (previousSpeaker, 0.7) : null;
    }

    /// <summary>
    /// “A clerk at the port shook her head. “No,” she said.”: the pronoun means somebody whom the sentence before leaves unnamed.
    /// </summary>
    public static bool RefersToUnnamedPerson(TokenizedParagraph tokens, int pronoun)
    {
        var start = tokens.SentenceStart(pronoun);
        if (start == 0 || tokens[pronoun].Lower is not ("he" or "she"))
        {
            return false;
        }

        var first = tokens.SentenceStart(start - 1);
        if (tokens[first].Lower is not ("a" or "an" or "one" or "another")
            || NounPhrases.StartingAt(tokens, first, start - 1) is not { } phrase || tokens[phrase.Last].IsCapital
            || !IsHuman(tokens[phrase.Last]))
        {
            return false;
        }

        // "A clerk at the port, Ann Bo, …" is named.
        for (var i = phrase.Last + 1; i < start && i - phrase.Last < ScanLimits.MaxPhraseTokens; i++)
        {
            if (tokens[i].Is(',') && Vocabulary.IsNameWord(tokens[i + 1]) && Vocabulary.IsNameWord(tokens[i + 2]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHuman(Token head) =>
        OfficeTitles.IsOffice(head.Text) || Epithets.Contains(head.Lower)
        || head.Lower is "man" or "woman" or "boy" or "girl" or "neighbour" or "neighbor" or "villager" or "diplomat" or "soldier"
            or "employee" or "shopper" or "protester" or "passenger" or "visitor" or "clerk" or "guard" or "friend" or "relative"
            or "colleague" or "patient" or "parent" or "voter" or "refugee" or "supporter" or "fan";

    /// <summary>“Texas” of “the Texas senator”: tells two of one office apart.</summary>
    private static string? FindOrigin(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (tokens[i].IsCapital && !OfficeTitles.IsOffice(tokens[i].Text))
            {
                return tokens[i].Text;
            }
        }

        return null;
    }
}
