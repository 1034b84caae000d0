using System.Text;
using AlertBot.Quotes;
using AlertBot.Quotes.Detection;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>An article, prepared for verifying a generated summary of it.</summary>
internal sealed class SourceText
{
    private readonly List<string> _quotations = [];
    private readonly HashSet<string> _numbers;
    private readonly string _words;
    private readonly List<(string Text, Quote Quote)> _speakers;

    /// <param name="quotes">The quotes of the text.</param>
    /// <param name="language">The language of the text; null when unknown.</param>
    public SourceText(string title, string text, IReadOnlyList<Quote> quotes, string? language = null)
    {
        Language = language;
        Title = Normalize(title);
        foreach (var part in new[] { title, text })
        {
            _quotations.AddRange(ParagraphSplitter.Split(part)
                .SelectMany(paragraph => QuotationFinder.Find(part, paragraph))
                .Select(quotation => Normalize(quotation.Inner.GetText(part))));
        }

        _numbers = [.. NumberExtractor.Extract(title, isSource: true), .. NumberExtractor.Extract(text, isSource: true)];
        _words = Normalize($"{title}. {text}");
        _speakers = [.. quotes.Select(quote => (Normalize(quote.Text), quote))];
    }

    /// <summary>Normalized.</summary>
    public string Title { get; }

    public string? Language { get; }

    public bool HasNumber(string number) => _numbers.Contains(number);

    /// <summary>
    /// Whether a quotation of the article contains the words verbatim, starting where the quotation, a sentence or a clause starts, so that
    /// no “not” before them was cut off.
    /// </summary>
    /// <param name="words">Normalized, without marks.</param>
    public bool QuotesVerbatim(string words) =>
        _quotations.Exists(quotation => FindAll(quotation, words).Any(at => Negations.IsUnnegatedStart(quotation, at)));

    /// <summary>The quotes of the article that contain the words.</summary>
    public IEnumerable<Quote> FindQuotesWith(string words) =>
        _speakers.Where(quote => FindAll(quote.Text, words).Any()).Select(quote => quote.Quote);

    /// <summary>Whether the article contains the words, within quotation marks or not.</summary>
    public bool Contains(string words) => FindAll(_words, words, StringComparison.OrdinalIgnoreCase).Any();

    /// <summary>Whether the article contains the word exactly once.</summary>
    public bool ContainsOnce(string word) => FindAll(_words, word, StringComparison.OrdinalIgnoreCase).Take(2).Count() == 1;

    /// <summary>Whether the article has the capitalized word within a sentence, so that it is a name.</summary>
    public bool ContainsName(string word)
    {
        for (var at = _words.IndexOf($" {word}", StringComparison.Ordinal); at >= 0;
            at = _words.IndexOf($" {word}", at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && (char.IsLetter(_words[at - 1]) || _words[at - 1] == ',') && !IsInsideWord(_words, at + 1 + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Folds white space, quotation marks and dashes, and removes invisible characters. A quotation that differs only in these still counts
    /// as verbatim.
    /// </summary>
    public static string Normalize(string text)
    {
        var normalized = new StringBuilder(text.Length);
        foreach (var c in Compose(text))
        {
            if (char.IsWhiteSpace(c))
            {
                normalized.Append(normalized.Length > 0 && normalized[^1] != ' ' ? " " : "");
                continue;
            }

            _ = c switch
            {
                '…' => normalized.Append("..."),
                '–' or '—' or '‑' or '‐' or '−' => normalized.Append('-'),
                '’' or '‘' or '‚' or '‛' or '´' or '`' => normalized.Append('\''),
                _ when QuotationVerifier.IsDoubleMark(c) => normalized.Append('"'),
                '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => normalized,
                _ => normalized.Append(c),
            };
        }

        return normalized.ToString().TrimEnd();
    }

    /// <summary>Normalization form C; text with unpaired surrogates cannot be normalized and stays as it is.</summary>
    private static string Compose(string text) =>
        !IsValidUnicode(text) || text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);

    /// <summary>Folds characters that only look different, such as “＠” and “@” (normalization form KC).</summary>
    public static string NormalizeCompatibility(string text) => IsValidUnicode(text) ? text.Normalize(NormalizationForm.FormKC) : text;

    private static bool IsValidUnicode(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static IEnumerable<int> FindAll(string text, string words, StringComparison comparison = StringComparison.Ordinal)
    {
        for (var at = text.IndexOf(words, comparison); at >= 0; at = text.IndexOf(words, at + 1, comparison))
        {
            if (!IsInsideWord(text, at) && !IsInsideWord(text, at + words.Length))
            {
                yield return at;
            }
        }
    }

    /// <summary>Whether a position is within a word. In scripts without spaces, no position is.</summary>
    private static bool IsInsideWord(string text, int at) =>
        at > 0
        && at < text.Length
        && char.IsLetterOrDigit(text[at - 1])
        && char.IsLetterOrDigit(text[at])
        && text[at] < '\u3040'
        && text[at - 1] < '\u3040';
}
