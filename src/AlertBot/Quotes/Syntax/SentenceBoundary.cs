using AlertBot.Quotes.Attribution;
using AlertBot.Text;

namespace AlertBot.Quotes.Syntax;

/// <summary>Decides which tokens end a sentence.</summary>
internal static class SentenceBoundary
{
    public static bool IsAt(TokenizedParagraph tokens, int index)
    {
        if (tokens[index].IsQuotation)
        {
            return IsAtQuotation(tokens, index);
        }

        if (IsPeriodOfAbbreviation(tokens, index))
        {
            return false;
        }

        return IsDialogueDash(tokens, index) ? EndsWithSentenceMark(tokens, index - 1) : IsAtMark(tokens, index);
    }

    private static bool IsAtQuotation(TokenizedParagraph tokens, int index)
    {
        var quotation = tokens.QuotationAt(index);
        var next = tokens[index + 1];
        var nextStartsSentence = next.IsWord && !next.StartsLowercase;
        return tokens.LastCharacter(quotation) switch
        {
            '.' or '…' or '。' => next.IsQuotation
                || (nextStartsSentence && (tokens.Profile is not null || !AttributionRelation.IsWholeSentenceAt(tokens, index + 1))),
            '!' or '?' => (next.IsQuotation || nextStartsSentence)
                && (tokens.Profile is not null || !AttributionRelation.StartsAt(tokens, index + 1)),
            _ => next.IsQuotation && !quotation.IsClosed,
        };
    }

    /// <summary>Only languages with a profile need this: there a number with a period is an ordinal (“am 3. Mai”).</summary>
    private static bool IsPeriodOfAbbreviation(TokenizedParagraph tokens, int index) =>
        tokens.Profile is not null && tokens[index].Is('.')
        && Abbreviations.ContinuesSentence(tokens[index - 1].Text, tokens[index + 1].Text, tokens[index - 2].Text);

    /// <summary>A dash between two quotations separates the turns of a dialogue: „…?“ — „…“.</summary>
    private static bool IsDialogueDash(TokenizedParagraph tokens, int index) =>
        tokens.Profile is not null && tokens[index].IsDash && tokens[index + 1].IsQuotation && tokens[index - 1].IsQuotation;

    private static bool EndsWithSentenceMark(TokenizedParagraph tokens, int quotation) =>
        tokens.LastCharacter(tokens.QuotationAt(quotation)) is '.' or '…' or '!' or '?';

    private static bool IsAtMark(TokenizedParagraph tokens, int index)
    {
        var next = tokens[index + 1];
        var isSentenceMark = tokens[index] is { Kind: TokenKind.Mark, Text: ['.' or '!' or '?' or '…' or '。', ..] };
        var sentenceContinues = next.StartsLowercase || next.Is(',')
            || ((next.Is(')') || next.Is(']')) && tokens[index + 2].StartsLowercase);
        return isSentenceMark && !sentenceContinues;
    }
}
