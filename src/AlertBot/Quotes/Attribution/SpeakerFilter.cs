using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Rejects English subjects that cannot speak.</summary>
internal static class SpeakerFilter
{
    // Heads of phrases for measures, dates, places and abstractions.
    private static readonly FrozenSet<string> NonSpeakingNouns = Vocabulary.WordSet(
        """
        hours minutes seconds days weeks months years decades times percent per cent part parts past future lot lots number numbers amount
        half third quarter cycle last first next one's rest most
        way ways thing things kind sort fact facts idea place places case cases point points reason reasons record impact effect effects
        result results air sea land arena stage treaty language demographic calculations formula
        willingness ability inability right need chance chances risk function appeal paradox tragedy cells cleavages chains advertising
        fundraising spending direct following salvo home house camera wrong mental stock private
        economy budget debt deficit inflation war peace election elections race races vote votes weather storm rain snow night morning
        speech interview conversation discussion internal such same
        """);

    public static bool CanSpeak(TokenizedParagraph tokens, Phrase phrase)
    {
        var head = tokens[FindHead(tokens, phrase)];
        var isThing = NonSpeakingNouns.Contains(head.Lower) && !head.IsCapital;
        var isComparison = tokens[phrase.First].Lower is "that" && tokens[phrase.First + 1].Lower is "of";
        var isTimeOrQuantity = phrase.IsSingleToken
            && (Vocabulary.IsTimeWord(head) || head.StartsWithDigit || head.Lower is "some" or "last" or "such");
        return !isThing && !isComparison && !isTimeOrQuantity;
    }

    /// <summary>“rejection” in “the rejection of the treaty”.</summary>
    private static int FindHead(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (Vocabulary.IsPreposition(tokens[i]))
            {
                return i - 1;
            }
        }

        return phrase.Last;
    }
}
