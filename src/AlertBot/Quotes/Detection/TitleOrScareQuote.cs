using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>Recognises titles of works, headings and scare quotes, which are not speech.</summary>
internal static class TitleOrScareQuote
{
    /// <summary>Titles are shorter than this, in characters.</summary>
    public const int MaxTitleLength = 80;

    // A fragment of fewer words in a sentence without attribution is a scare quote.
    private const int MinUnattributedWords = 6;

    // A longer line without a full stop is not a headline.
    private const int MaxHeadlineTokens = 24;

    // "so-called" before more words than these introduces speech.
    private const int MaxTermWords = 3;

    // Words that titles write in lower case.
    private static readonly FrozenSet<string> FunctionWords =
        Vocabulary.WordSet("a an the of and or in on at to for from by with as is vs de la le les du des el los der die das und et y del");

    private static readonly FrozenSet<string> WorkNouns = Vocabulary.WordSet(
        "memoir memoirs book novel poem collection album song film movie play series documentary essay single anthology biography "
            + "autobiography story painting podcast opera musical ballad assessment");

    /// <summary>A paragraph that is one phrase in single marks without a final mark is a heading.</summary>
    public static bool IsHeading(TokenizedParagraph tokens, Quotation quotation) =>
        tokens.Count == 1 && quotation is { HasSingleMarks: true, IsClosed: true }
        && char.IsLetterOrDigit(tokens.Text[quotation.Inner.End - 1]) && quotation.Inner.Length < MaxTitleLength;

    /// <summary>A line in title case without a full stop. Its capitalised words do not show which of them are names.</summary>
    public static bool IsHeadline(TokenizedParagraph tokens) =>
        tokens.Profile is null && tokens.Count is > 3 and < MaxHeadlineTokens
        && char.IsLetterOrDigit(tokens.Text[tokens.Paragraph.End - 1])
        && IsTitleCase(tokens.Text.AsSpan(tokens.Paragraph.Start, tokens.Paragraph.Length));

    /// <summary>The usual name of a thing: “the so-called “cold pool””, “they call it the “cold pool””.</summary>
    public static bool IsSoCalledTerm(TokenizedParagraph tokens, int token, int words)
    {
        if (tokens.Profile is not null || words > MaxTermWords)
        {
            return false;
        }

        return tokens[token - 1].Lower switch
        {
            "so-called" or "self-styled" => true,
            "the" or "a" or "an" => tokens[token - 2].Lower is "call" || tokens[token - 3].Lower is "call",
            _ => false,
        };
    }

    /// <summary>A title after the kind of work: “his memoir, “Long Water.””</summary>
    public static bool IsNamedWork(TokenizedParagraph tokens, int token, Quotation quotation)
    {
        if (tokens.Profile is not null)
        {
            return DocumentQuotes.IsWorkTitle(tokens, token);
        }

        var noun = tokens[token - 1].Is(',') ? token - 2 : token - 1;
        return WorkNouns.Contains(tokens[noun].Lower) && quotation.Inner.Length < MaxTitleLength
            && IsTitleCase(quotation.Inner.GetText(tokens.Text));
    }

    /// <summary>Whether the quotation is whole sentences of speech and not words in a sentence of the author.</summary>
    public static bool IsDirectSpeech(TokenizedParagraph tokens, int token, Quotation quotation)
    {
        var opensSentence = token == 0 || tokens[token - 1].EndsSentence;
        var endsInside = tokens.LastCharacter(quotation) is '.' or ',' or '!' or '?' or '…' or '。' || !quotation.IsClosed;
        var endsOutside = tokens.Profile is not null && (tokens[token + 1].Is(',') || (tokens[token + 1].Is('.') && opensSentence));
        return (endsInside || endsOutside) && (opensSentence || !char.IsLower(tokens.Text[quotation.Inner.Start]));
    }

    /// <summary>
    /// Whether quotation marks only mark a few words of the author's own sentence: ‘…’ within a sentence, or a fragment of fewer than
    /// <see cref="MinUnattributedWords"/> words without attribution.
    /// </summary>
    public static bool IsScareQuote(TokenizedParagraph tokens, int token, Quotation quotation, int words)
    {
        var isDirectSpeech = IsDirectSpeech(tokens, token, quotation);
        var opensSentence = token == 0 || tokens[token - 1].EndsSentence || (tokens[token - 1].Is(':') && isDirectSpeech);
        var isWholeSentence = opensSentence && tokens[token].EndsSentence;
        return quotation.HasSingleMarks
            ? !isWholeSentence
            : words < MinUnattributedWords && !isWholeSentence && !(opensSentence && isDirectSpeech);
    }

    /// <summary>A title of any kind within a sentence: words in title case without a final mark, after a word.</summary>
    public static bool IsTitle(TokenizedParagraph tokens, int token, Quotation quotation)
    {
        var inner = tokens.Text.AsSpan(quotation.Inner.Start, quotation.Inner.Length);
        return inner[^1] is not ('.' or '!' or '?') && token > 0 && tokens[token - 1].IsWord
            && inner.Length < MaxTitleLength && IsTitleCase(inner.TrimEnd(','));
    }

    /// <summary>Whether all words except function words start with a capital or a digit.</summary>
    public static bool IsTitleCase(ReadOnlySpan<char> text)
    {
        int words = 0, capitals = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range].Trim("“”\"'’‘,.!?:;()");
            if (word.IsEmpty || FunctionWords.Contains(word.ToString().ToLowerInvariant()))
            {
                continue;
            }

            words++;
            capitals += char.IsUpper(word[0]) || char.IsDigit(word[0]) ? 1 : 0;
        }

        return words > 0 && capitals == words;
    }
}
