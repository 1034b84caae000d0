using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>One word of a query; a compound such as <c>COVID-19</c> is one word of several parts.</summary>
internal sealed class Term
{
    private Term(IReadOnlyList<WordToken> parts, string originalText, string casedKey, bool isExact, bool isCaseSensitive, bool isPrefix)
    {
        Parts = parts;
        OriginalText = originalText;
        CasedKey = casedKey;
        IsCaseSensitive = isCaseSensitive;
        IsPrefix = isPrefix;
        JoinedForm = parts.Count == 1 ? parts[0].Form : Compounds.Join(parts, 0, parts.Count);
        IsInflected = !isExact && !isCaseSensitive && !isPrefix && !parts[^1].IsUnspaced;
        Bases = EnglishInflection.GetBaseForms(parts[^1].Form);
        JoinedBases = JoinedForm is null ? [] : EnglishInflection.GetBaseForms(JoinedForm);
    }

    public IReadOnlyList<WordToken> Parts { get; }

    /// <summary>The term as written in the query, without quotation marks and operators.</summary>
    public string OriginalText { get; }

    /// <summary>Its letters and digits in their original case; see <see cref="CharacterFolding.ToCasedKey"/>.</summary>
    public string CasedKey { get; }

    /// <summary>The folded form of the parts written as one word; null when they cannot be joined.</summary>
    public string? JoinedForm { get; }

    public bool IsCaseSensitive { get; }

    public bool IsPrefix { get; }

    /// <summary>Whether the term also matches its plural, possessive and verb forms.</summary>
    public bool IsInflected { get; }

    /// <summary>The English base forms of the last part.</summary>
    public string[] Bases { get; }

    /// <summary>The English base forms of <see cref="JoinedForm"/>.</summary>
    public string[] JoinedBases { get; }

    /// <summary>Parses the words of a token of a query.</summary>
    public static IReadOnlyList<Term> ParseAll(string text, bool isExact, bool isCaseSensitive)
    {
        var parts = WordScanner.Scan(text);
        var terms = new List<Term>();
        for (var start = 0; start < parts.Count;)
        {
            var end = start + 1;
            while (end < parts.Count
                && (parts[end].WordNumber == parts[start].WordNumber
                    || (parts[end].SeparatorBefore == Separator.None && parts[end].Start == parts[end - 1].End)))
            {
                end++;
            }

            terms.Add(Create(text, [.. parts.Skip(start).Take(end - start)], isExact, isCaseSensitive));
            start = end;
        }

        return terms;
    }

    private static Term Create(string text, List<WordToken> parts, bool isExact, bool isCaseSensitive)
    {
        // "Ukraine’s" is searched as "Ukraine", which matches both.
        if (!isExact && !isCaseSensitive && parts.Count > 1 && parts[^1].IsPossessive)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var (start, end) = (parts[0].Start, parts[^1].End);
        var isPrefix = end < text.Length && text[end] == '*';
        var casedKey = CharacterFolding.ToCasedKey(text.AsSpan(start, end - start));
        return new Term(parts, text[start..end], casedKey, isExact, isCaseSensitive, isPrefix);
    }
}
