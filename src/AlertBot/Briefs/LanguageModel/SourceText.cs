using System.Text;
using AlertBot.Articles;

namespace AlertBot.Briefs.LanguageModel;

/// <summary>An article as a summary of it is held against it.</summary>
internal sealed class SourceText
{
    private readonly List<string> _quotations = [];
    private readonly HashSet<string> _numbers;
    private readonly string _words;
    private readonly List<(string Text, IReadOnlyList<string> Speaker)> _speakers;

    /// <param name="quotes">Those of the text.</param>
    public SourceText(string title, string text, IReadOnlyList<Quote> quotes)
    {
        Title = Folded(title);
        foreach (var part in new[] { title, text })
        {
            _quotations.AddRange(Paragraphs.Split(part).SelectMany(paragraph => QuotationMarks.In(part, paragraph)).Select(found => Folded(found.Inner.Of(part))));
        }

        _numbers = [.. Numbers.In(title), .. Numbers.In(text)];
        _words = Folded($"{title}. {text}");
        _speakers = [.. quotes.Select(quote => (Folded(quote.Text), WordsOf(quote)))];
    }

    /// <summary>Folded.</summary>
    public string Title { get; }

    public bool HasNumber(string number) => _numbers.Contains(number);

    /// <param name="words">Folded, without marks.</param>
    /// <returns>Whether they stand between quotation marks in the article, as they are.</returns>
    public bool Quotes(string words) => _quotations.Exists(quotation => HoldsWhole(quotation, words));

    /// <summary>The words that name who said it, lower case; empty where the article does not say.</summary>
    public IEnumerable<string> SpeakersOf(string words) => _speakers.Where(quote => HoldsWhole(quote.Text, words)).SelectMany(quote => quote.Speaker);

    /// <summary>A word that has a capital inside a sentence too.</summary>
    public bool HasName(string word)
    {
        for (var at = _words.IndexOf($" {word}", StringComparison.Ordinal); at >= 0; at = _words.IndexOf($" {word}", at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && (char.IsLetter(_words[at - 1]) || _words[at - 1] == ',') && !IsInside(_words, at + 1 + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>White space folded, all quotation marks and dashes alike: what may differ in a piece that is still verbatim.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Composed(text))
        {
            if (char.IsWhiteSpace(c))
            {
                folded.Append(folded.Length > 0 && folded[^1] != ' ' ? " " : "");
                continue;
            }

            _ = c switch
            {
                '…' => folded.Append("..."),
                '–' or '—' or '‑' or '‐' or '−' => folded.Append('-'),
                '’' or '‘' or '‚' or '‛' or '´' or '`' => folded.Append('\''),
                _ when QuotationCheck.IsDouble(c) => folded.Append('"'),
                '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => folded,
                _ => folded.Append(c),
            };
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>A text may hold halves of characters, which cannot be composed.</summary>
    private static string Composed(string text) => !IsWhole(text) || text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);

    private static bool IsWhole(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static bool HoldsWhole(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if (!IsInside(text, at) && !IsInside(text, at + words.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Inside a word; scripts without spaces have none to be inside of.</summary>
    private static bool IsInside(string text, int at) =>
        at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]) && text[at] < '\u3040' && text[at - 1] < '\u3040';

    private static string[] WordsOf(Quote quote) =>
        Folded($"{quote.Name} {quote.Speaker} {quote.Role}").ToLowerInvariant()
            .Split([' ', '-', ',', '.', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 3 || (quote.Name ?? quote.Speaker ?? "").EndsWith(word, StringComparison.OrdinalIgnoreCase)).ToArray();
}
