using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>Tells titles of works and scare quotes from quotations.</summary>
internal static class TitleOrScareQuote
{
    private const int MaxHeadlineTokens = 24;

    private static readonly FrozenSet<string> FunctionWords =
        Vocabulary.WordSet("a an the of and or in on at to for from by with as is vs de la le les du des el los der die das und et y del");

    private static readonly FrozenSet<string> WorkNouns = Vocabulary.WordSet(
        "memoir memoirs book novel poem collection album song film movie play series documentary essay single anthology biography "
            + "autobiography story painting podcast opera musical ballad assessment");

    /// <summary>A line of nothing but words between single marks, without an end of its own, stands over what follows.</summary>
    public static bool IsHeading(TokenizedParagraph tokens, Quotation quotation) =>
        tokens.Count == 1 && quotation is { HasSingleMarks: true, IsClosed: true }
            && char.IsLetterOrDigit(tokens.Text[quotation.Inner.End - 1]) && quotation.Inner.Length < 80;

    /// <summary>A line in capitals without a stop: its words run together with the names in it.</summary>
    public static bool IsHeadline(TokenizedParagraph tokens) =>
        tokens.Profile is null && tokens.Count is > 3 and < MaxHeadlineTokens && char.IsLetterOrDigit(tokens.Text[tokens.Paragraph.End - 1])
            && IsTitleCase(tokens.Text.AsSpan(tokens.Paragraph.Start, tokens.Paragraph.Length));

    /// <summary>“they call it the “cold pool””: a thing's usual name.</summary>
    public static bool IsSoCalledTerm(TokenizedParagraph tokens, int token, int words) =>
        tokens.Profile is null && words <= 3
        && (tokens[token - 1].Lower is "so-called" or "self-styled"
            || (tokens[token - 1].Lower is "the" or "a" or "an"
                && (tokens[token - 2].Lower is "call" || tokens[token - 3].Lower is "call")));

    /// <summary>“his memoir, “Long Water.””: the kind of work stands before its title.</summary>
    public static bool IsNamedWork(TokenizedParagraph tokens, int token, Quotation quotation) =>
        tokens.Profile is not null ? DocumentQuotes.IsWorkTitle(tokens, token)
            : WorkNouns.Contains(tokens[tokens[token - 1].Is(',') ? token - 2 : token - 1].Lower) && quotation.Inner.Length < 80
                && IsTitleCase(quotation.Inner.GetText(tokens.Text));

    /// <summary>Whether all words that count are capitalised, as in the title of a book or a broadcast.</summary>
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
