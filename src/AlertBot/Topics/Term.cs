namespace AlertBot.Topics;

/// <summary>One word of a query; a compound such as <c>COVID-19</c> is one word of several parts.</summary>
internal sealed class Term
{
    private Term(IReadOnlyList<Part> parts, string written, string cased, bool exact, bool caseCounts, bool prefix)
    {
        Parts = parts;
        Written = written;
        Cased = cased;
        CaseCounts = caseCounts;
        IsPrefix = prefix;
        Whole = parts.Count == 1 ? parts[0].Form : Compounds.Join(parts, 0, parts.Count);
        IsInflected = !exact && !caseCounts && !prefix && !parts[^1].Unspaced;
        Bases = EnglishForms.Of(parts[^1].Form);
        WholeBases = Whole is null ? [] : EnglishForms.Of(Whole);
    }

    public IReadOnlyList<Part> Parts { get; }

    /// <summary>As it stands in the query, without quotation marks and signs.</summary>
    public string Written { get; }

    /// <summary>Its letters and digits in the case they were written in.</summary>
    public string Cased { get; }

    /// <summary>The form written as one; null where the parts may not be joined.</summary>
    public string? Whole { get; }

    public bool CaseCounts { get; }

    public bool IsPrefix { get; }

    /// <summary>Finds its plural, possessive and verb endings.</summary>
    public bool IsInflected { get; }

    /// <summary>English bases of the last part.</summary>
    public string[] Bases { get; }

    /// <summary>English bases of <see cref="Whole"/>.</summary>
    public string[] WholeBases { get; }

    /// <summary>The words of a piece of a query.</summary>
    public static IReadOnlyList<Term> AllOf(string text, bool exact, bool caseCounts)
    {
        var parts = WordScanner.Parts(text);
        var terms = new List<Term>();
        for (var start = 0; start < parts.Count;)
        {
            var end = start + 1;
            while (end < parts.Count && (parts[end].Word == parts[start].Word || (parts[end].Before == Gap.None && parts[end].Start == parts[end - 1].End)))
            {
                end++;
            }

            terms.Add(Of(text, [.. parts.Skip(start).Take(end - start)], exact, caseCounts));
            start = end;
        }

        return terms;
    }

    private static Term Of(string text, List<Part> parts, bool exact, bool caseCounts)
    {
        // Ukraine’s is looked for as Ukraine, which finds both.
        if (!exact && !caseCounts && parts.Count > 1 && parts[^1].IsPossessive)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var prefix = parts[^1].End < text.Length && text[parts[^1].End] == '*';
        return new Term(parts, text[parts[0].Start..parts[^1].End], Folding.Cased(text.AsSpan(parts[0].Start, parts[^1].End - parts[0].Start)), exact, caseCounts, prefix);
    }
}
