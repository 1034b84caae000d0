using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Resolves English descriptions to persons: “the senator”, “the presidential hopeful”, “the 54-year-old”.</summary>
internal static class DescriptionResolver
{
    // Descriptions of a person that the text has already named. Offices with one holder at a time are resolved by their holder instead.
    private static readonly FrozenSet<string> Epithets = Vocabulary.WordSet(
        """
        hopeful candidate nominee contender frontrunner front-runner lawmaker legislator politician democrat republican businessman
        businesswoman billionaire millionaire mogul tycoon actor actress singer comedian star
        author writer novelist historian economist activist campaigner veteran leader striker midfielder defender goalkeeper captain player
        coach boxer golfer driver entrepreneur investor executive filmmaker
        journalist columnist broadcaster presenter host rapper musician artist scientist researcher engineer lawyer barrister native
        conservative liberal texan heiress socialite
        """);

    // Nouns for persons that are neither offices nor epithets.
    private static readonly FrozenSet<string> PersonNouns = Vocabulary.WordSet(
        """
        man woman boy girl neighbour neighbor villager diplomat soldier employee shopper protester passenger visitor clerk guard friend
        relative colleague patient parent voter refugee supporter fan
        """);

    /// <returns>The person whom a description with “the” or “this” means and the confidence from 0 to 1; null where it is not
    /// clear.</returns>
    public static (Person Person, double Confidence)? Resolve(TokenizedParagraph tokens, Phrase phrase, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var head = tokens[phrase.Last];
        if (tokens[phrase.First].Lower is not ("the" or "this") || phrase.IsSingleToken || head.IsPossessive)
        {
            return null;
        }

        var offset = tokens[phrase.First].Start;
        if (OfficeTitles.IsOffice(head.Text) && people.ResolveOffice(head.Text, offset, FindOrigin(tokens, phrase)) is { } holder)
        {
            return (holder, 0.8);
        }

        var isEpithet = Epithets.Contains(head.Lower) || head.Lower.EndsWith("-year-old", StringComparison.Ordinal);
        return isEpithet && previousSpeaker is not null && people.FindLeadingPersonBefore(offset) == previousSpeaker
            ? (previousSpeaker, 0.7)
            : null;
    }

    /// <summary>
    /// Whether a pronoun refers to an unnamed person of the previous sentence: “A clerk at the port shook her head. “No,” she said.”
    /// </summary>
    public static bool RefersToUnnamedPerson(TokenizedParagraph tokens, int pronoun)
    {
        var start = tokens.SentenceStart(pronoun);
        if (start == 0 || tokens[pronoun].Lower is not ("he" or "she"))
        {
            return false;
        }

        var first = tokens.SentenceStart(start - 1);
        return tokens[first].Lower is "a" or "an" or "one" or "another"
            && NounPhrases.StartingAt(tokens, first, start - 1) is { } phrase && !tokens[phrase.Last].IsCapital
            && IsHuman(tokens[phrase.Last]) && !HasNameInApposition(tokens, phrase.Last, start);
    }

    /// <summary>“A clerk at the port, Ann Bo, …”.</summary>
    private static bool HasNameInApposition(TokenizedParagraph tokens, int last, int end)
    {
        for (var i = last + 1; i < end && i - last < ScanLimits.MaxPhraseTokens; i++)
        {
            if (tokens[i].Is(',') && Vocabulary.IsNameWord(tokens[i + 1]) && Vocabulary.IsNameWord(tokens[i + 2]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHuman(Token head) =>
        OfficeTitles.IsOffice(head.Text) || Epithets.Contains(head.Lower) || PersonNouns.Contains(head.Lower);

    /// <summary>“Texas” in “the Texas senator”, which separates two persons with the same office.</summary>
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
