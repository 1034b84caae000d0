using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>One word of a query; a compound such as <c>COVID-19</c> is one word of several parts.</summary>
internal sealed class Term
{
    private Term(IReadOnlyList<WordToken> parts, string written, string cased, bool exact, bool caseCounts, bool prefix)
    {
        Parts = parts;
        OriginalText = written;
        CasedKey = cased;
        IsCaseSensitive = caseCounts;
        IsPrefix = prefix;
        JoinedForm = parts.Count == 1 ? parts[0].Form : Compounds.Join(parts, 0, parts.Count);
        IsInflected = !exact && !caseCounts && !prefix && !parts[^1].IsUnspaced;
        Bases = EnglishInflection.GetBaseForms(parts[^1].Form);
        JoinedBases = JoinedForm is null ? [] : EnglishInflection.GetBaseForms(JoinedForm);
    }

    public IReadOnlyList<WordToken> Parts { get; }

    /// <summary>As it stands in the query, without quotation marks and signs.</summary>
    public string OriginalText { get; }

    /// <summary>Its letters and digits in the case they were written in.</summary>
    public string CasedKey { get; }

    /// <summary>The form written as one; null where the parts may not be joined.</summary>
    public string? JoinedForm { get; }

    public bool IsCaseSensitive { get; }

    public bool IsPrefix { get; }

    /// <summary>Finds its plural, possessive and verb endings.</summary>
    public bool IsInflected { get; }

    /// <summary>English bases of the last part.</summary>
    public string[] Bases { get; }

    /// <summary>English bases of <see cref="JoinedForm"/>.</summary>
    public string[] JoinedBases { get; }

    /// <summary>The words of a piece of a query.</summary>
    public static IReadOnlyList<Term> ParseAll(string text, bool exact, bool caseCounts)
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

            terms.Add(Create(text, [.. parts.Skip(start).Take(end - start)], exact, caseCounts));
            start = end;
        }

        return terms;
    }

    private static Term Create(string text, List<WordToken> parts, bool exact, bool caseCounts)
    {
        // Ukraine’s is looked for as Ukraine, which finds both.
        if (!exact && !caseCounts && parts.Count > 1 && parts[^1].IsPossessive)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var prefix = parts[^1].End < text.Length && text[parts[^1].End] == '*';
        return new Term(parts, text[parts[0].Start..parts[^1].End],
            CharacterFolding.ToCasedKey(text.AsSpan(parts[0].Start, parts[^1].End - parts[0].Start)), exact, caseCounts, prefix);
    }
}
