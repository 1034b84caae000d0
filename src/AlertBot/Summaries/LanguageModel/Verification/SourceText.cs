using System.Text;
using AlertBot.Quotes;
using AlertBot.Quotes.Detection;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>An article as a summary of it is held against it.</summary>
internal sealed class SourceText
{
    private readonly List<string> _quotations = [];
    private readonly HashSet<string> _numbers;
    private readonly string _words;
    private readonly List<(string Text, Quote Quote)> _speakers;

    /// <param name="quotes">Those of the text.</param>
    /// <param name="language">Of the text; null where unknown.</param>
    public SourceText(string title, string text, IReadOnlyList<Quote> quotes, string? language = null)
    {
        Language = language;
        Title = Normalize(title);
        foreach (var part in new[] { title, text })
        {
            _quotations.AddRange(
                ParagraphSplitter.Split(part).SelectMany(paragraph => QuotationFinder.Find(part, paragraph))
                    .Select(found => Normalize(found.Inner.GetText(part))));
        }

        _numbers = [.. NumberExtractor.Extract(title, isSource: true), .. NumberExtractor.Extract(text, isSource: true)];
        _words = Normalize($"{title}. {text}");
        _speakers = [.. quotes.Select(quote => (Normalize(quote.Text), quote))];
    }

    /// <summary>Folded.</summary>
    public string Title { get; }

    public string? Language { get; }

    public bool HasNumber(string number) => _numbers.Contains(number);

    /// <param name="words">Folded, without marks.</param>
    /// <returns>Whether they stand between quotation marks in the article, as they are, from where they or a clause begin.</returns>
    public bool QuotesVerbatim(string words) =>
        _quotations.Exists(quotation => FindAll(quotation, words).Any(at => Negations.IsUnnegatedStart(quotation, at)));

    /// <summary>The article's quotations that hold the words.</summary>
    public IEnumerable<Quote> FindQuotesWith(string words) =>
        _speakers.Where(quote => FindAll(quote.Text, words).Any()).Select(quote => quote.Quote);

    /// <summary>The words stand in the article, between marks or not.</summary>
    public bool Contains(string words) => FindAll(_words, words, StringComparison.OrdinalIgnoreCase).Any();

    /// <summary>The word stands in the article a single time.</summary>
    public bool ContainsOnce(string word) => FindAll(_words, word, StringComparison.OrdinalIgnoreCase).Take(2).Count() == 1;

    /// <summary>A word that has a capital inside a sentence too.</summary>
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

    /// <summary>White space folded, all quotation marks and dashes alike: what may differ in a piece that is still verbatim.</summary>
    public static string Normalize(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Compose(text))
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
                _ when QuotationVerifier.IsDoubleMark(c) => folded.Append('"'),
                '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => folded,
                _ => folded.Append(c),
            };
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>A text may hold halves of characters, which cannot be composed.</summary>
    private static string Compose(string text) =>
        !IsValidUnicode(text) || text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);

    /// <summary>Letters and signs that only look another way made alike, such as “＠” and “@”.</summary>
    public static string NormalizeCompatibility(string text) => IsValidUnicode(text) ? text.Normalize(NormalizationForm.FormKC) : text;

    private static bool IsValidUnicode(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static IEnumerable<int> FindAll(string text, string words, StringComparison how = StringComparison.Ordinal)
    {
        for (var at = text.IndexOf(words, how); at >= 0; at = text.IndexOf(words, at + 1, how))
        {
            if (!IsInsideWord(text, at) && !IsInsideWord(text, at + words.Length))
            {
                yield return at;
            }
        }
    }

    /// <summary>Inside a word; scripts without spaces have none to be inside of.</summary>
    private static bool IsInsideWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]) && text[at] < '\u3040'
            && text[at - 1] < '\u3040';
}
