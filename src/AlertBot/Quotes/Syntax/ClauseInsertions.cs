using AlertBot.Quotes.Detection;

namespace AlertBot.Quotes.Syntax;

/// <summary>Skips adverbs, times, complements and insertions between verb and subject in German, French and Spanish.</summary>
internal static class ClauseInsertions
{
    // Tokens between the two commas of an insertion.
    private const int MaxInsertionTokens = 30;

    // Adverbs and times between a verb and its subject: "sagte gestern am späten Montag die Sprecherin".
    private const int MaxAdverbials = 8;

    /// <returns>The first token from <paramref name="first"/> on that is not an adverb or a time.</returns>
    public static int SkipAdverbials(TokenizedParagraph tokens, int first, int max)
    {
        var i = first;
        for (var steps = 0; steps < MaxAdverbials && i <= max; steps++)
        {
            var length = AdverbialLength(tokens, i, isFirst: steps == 0);
            if (length == 0)
            {
                break;
            }

            i += length;
        }

        return i;
    }

    /// <summary>Whether only insertions separate the token after a subject from its verb.</summary>
    public static bool AreAllBetween(TokenizedParagraph tokens, int first, int verb)
    {
        var i = first;
        while (i < verb)
        {
            if (SkipInsertion(tokens, i, verb) is not { } next)
            {
                return false;
            }

            i = next;
        }

        return i == verb;
    }

    /// <returns>How many tokens the adverb or time has that starts at <paramref name="i"/>; 0 where none starts.</returns>
    private static int AdverbialLength(TokenizedParagraph tokens, int i, bool isFirst)
    {
        var profile = tokens.Profile!;
        if ((profile.IsAdverb(tokens[i]) && !profile.IsDeterminer(tokens[i])) || profile.IsTimeWord(tokens[i])
            || (!isFirst && tokens[i].StartsWithDigit))
        {
            return 1;
        }

        if (profile.IsPreposition(tokens[i]) && profile.IsTimeWord(tokens[i + 1]))
        {
            return 2;
        }

        if (profile.IsPreposition(tokens[i]) && profile.IsDeterminer(tokens[i + 1]) && profile.IsTimeWord(tokens[i + 2]))
        {
            return 3;
        }

        return profile.IsDeterminer(tokens[i]) && profile.IsTimeWord(tokens[i + 1]) ? 2 : 0;
    }

    /// <returns>The token after the insertion that starts at <paramref name="i"/>; null where none starts.</returns>
    private static int? SkipInsertion(TokenizedParagraph tokens, int i, int verb)
    {
        var profile = tokens.Profile!;
        if (tokens[i].Is(','))
        {
            return SkipToComma(tokens, i, verb);
        }

        if (tokens[i].IsQuotation && DocumentQuotes.IsWorkTitle(tokens, i))
        {
            return i + 1;
        }

        if (tokens[i].Is('('))
        {
            while (i < verb && !tokens[i].Is(')'))
            {
                i++;
            }

            return i + 1;
        }

        if (profile.IsPreposition(tokens[i]) && NounPhraseReader.ReadCore(tokens, i + 1, verb - 1, bare: true) is { } complement)
        {
            return complement.Last + 1;
        }

        var isAdverbial = profile.IsAdverb(tokens[i]) || profile.IsTimeWord(tokens[i])
            || tokens[i].Lower is "selbst" or "mismo" or "misma"
            || (profile.IsPreposition(tokens[i]) && profile.IsTimeWord(tokens[i + 1]));
        return isAdverbial ? i + 1 : null;
    }

    private static int? SkipToComma(TokenizedParagraph tokens, int comma, int verb)
    {
        var close = comma + 1;
        while (close < verb && close - comma < MaxInsertionTokens && !tokens[close].Is(',') && !tokens[close].IsQuotation)
        {
            close++;
        }

        return close < verb && tokens[close].Is(',') ? close + 1 : null;
    }
}
