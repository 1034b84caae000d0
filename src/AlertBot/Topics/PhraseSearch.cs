namespace AlertBot.Topics;

/// <summary>Finds a word or phrase in one field.</summary>
/// <param name="english">Whether English endings count.</param>
/// <param name="effort">Ends the search when it is spent.</param>
internal sealed class PhraseSearch(DocumentIndex index, bool english, QueryEffort effort)
{
    /// <returns>Every place, in order, each once.</returns>
    public List<Place> Find(IReadOnlyList<Term> terms)
    {
        var found = new List<Place>();
        foreach (var first in Places(terms[0]))
        {
            if (!effort.Spend(QueryEffort.Place))
            {
                break;
            }

            if (terms.Count == 1)
            {
                found.Add(first);
            }
            else
            {
                found.AddRange(Ends(terms, first).Select(end => new Place(first.Start, end)));
            }
        }

        found.Sort((one, other) => (one.Start, one.End).CompareTo((other.Start, other.End)));
        return [.. found.Where((place, i) => i == 0 || place != found[i - 1])];
    }

    private IEnumerable<int> Ends(IReadOnlyList<Term> terms, Place first)
    {
        int[] ends = [first.End];
        for (var i = 1; i < terms.Count && ends.Length > 0 && effort.Spend(QueryEffort.Place * ends.Length); i++)
        {
            var (term, before) = (terms[i], terms[i - 1]);
            ends = ends
                .SelectMany(end => before.IsInflected && IsPossessive(end) ? [end, end + 1] : (int[])[end])
                .Where(end => end < index.Parts.Count && index.Parts[end].Before != Gap.Break)
                .SelectMany(end => EndsAt(term, end))
                .Distinct()
                .ToArray();
        }

        return ends;
    }

    private bool IsPossessive(int at) => at < index.Parts.Count && index.Parts[at].IsPossessive;

    private IEnumerable<Place> Places(Term term)
    {
        var places = term.Whole is null ? [] : term switch
        {
            { IsPrefix: true } => index.Beginning(term.Whole),
            { IsInflected: true } when english => index.Inflected(term.WholeBases),
            _ => index.Exactly(term.Whole),
        };
        if (term.Parts.Count > 1)
        {
            places = places.Concat(index.Exactly(term.Parts[0].Form).Where(place => place.End == place.Start + 1).SelectMany(place => InParts(term, place.Start)));
        }

        return places.Where(place => HasItsCase(term, place));
    }

    private IEnumerable<int> EndsAt(Term term, int start)
    {
        var places = index.FormsAt(start)
            .Where(form => term.Whole is not null && Fits(term, form.Form, term.Whole, term.WholeBases))
            .Select(form => new Place(start, form.End));
        if (term.Parts.Count > 1)
        {
            places = places.Concat(InParts(term, start));
        }

        return places.Where(place => HasItsCase(term, place)).Select(place => place.End);
    }

    /// <summary>A compound whose parts stand one by one in the article.</summary>
    private IEnumerable<Place> InParts(Term term, int start)
    {
        var last = term.Parts.Count - 1;
        if (start + last >= index.Parts.Count)
        {
            yield break;
        }

        for (var i = 0; i <= last; i++)
        {
            var (asked, found) = (term.Parts[i], index.Parts[start + i]);
            if (!effort.Spend() || (i > 0 && !Compounds.Follows(asked, term.Parts[i - 1], found))
                || !(i < last ? asked.Form == found.Form : Fits(term, found.Form, asked.Form, term.Bases)))
            {
                yield break;
            }
        }

        yield return new Place(start, start + last + 1);
    }

    private bool Fits(Term term, string found, string asked, string[] bases) =>
        term.IsPrefix ? found.StartsWith(asked, StringComparison.Ordinal)
        : found == asked || (term.IsInflected && english && EnglishForms.Of(found).Any(bases.Contains));

    private bool HasItsCase(Term term, Place place)
    {
        if (!term.CaseCounts)
        {
            return true;
        }

        var cased = Folding.Cased(index.TextOf(place));
        return term.IsPrefix ? cased.StartsWith(term.Cased, StringComparison.Ordinal) : cased == term.Cased;
    }
}
