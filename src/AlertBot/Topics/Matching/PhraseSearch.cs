using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>Finds a word or phrase in one field.</summary>
/// <param name="english">Whether English endings count.</param>
/// <param name="effort">Ends the search when it is spent.</param>
internal sealed class PhraseSearch(FieldIndex index, bool english, MatchBudget effort)
{
    /// <returns>Every place, in order, each once.</returns>
    public List<TokenSpan> Find(IReadOnlyList<Term> terms)
    {
        var found = new List<TokenSpan>();
        foreach (var first in FindTerm(terms[0]))
        {
            if (!effort.TrySpend(MatchBudget.PlaceCost))
            {
                break;
            }

            if (terms.Count == 1)
            {
                found.Add(first);
            }
            else
            {
                found.AddRange(ExtendPhrase(terms, first).Select(end => new TokenSpan(first.Start, end)));
            }
        }

        found.Sort((one, other) => (one.Start, one.End).CompareTo((other.Start, other.End)));
        return [.. found.Where((place, i) => i == 0 || place != found[i - 1])];
    }

    private IEnumerable<int> ExtendPhrase(IReadOnlyList<Term> terms, TokenSpan first)
    {
        int[] ends = [first.End];
        for (var i = 1; i < terms.Count && ends.Length > 0 && effort.TrySpend(MatchBudget.PlaceCost * ends.Length); i++)
        {
            var (term, before) = (terms[i], terms[i - 1]);
            ends = ends
                .SelectMany(end => before.IsInflected && IsPossessive(end) ? [end, end + 1] : (int[])[end])
                .Where(end => end < index.Tokens.Count && index.Tokens[end].SeparatorBefore != Separator.SentenceBreak)
                .SelectMany(end => FindTermEnds(term, end))
                .Distinct()
                .ToArray();
        }

        return ends;
    }

    private bool IsPossessive(int at) => at < index.Tokens.Count && index.Tokens[at].IsPossessive;

    private IEnumerable<TokenSpan> FindTerm(Term term)
    {
        var places = term.JoinedForm is null ? [] : term switch
        {
            { IsPrefix: true } => index.FindPrefix(term.JoinedForm),
            { IsInflected: true } when english => index.FindInflected(term.JoinedBases),
            _ => index.FindExact(term.JoinedForm),
        };
        if (term.Parts.Count > 1)
        {
            places = places.Concat(
                index.FindExact(term.Parts[0].Form).Where(place => place.End == place.Start + 1)
                    .SelectMany(place => MatchParts(term, place.Start)));
        }

        return places.Where(place => MatchesCase(term, place));
    }

    private IEnumerable<int> FindTermEnds(Term term, int start)
    {
        var places = index.GetFormsAt(start)
            .Where(form => term.JoinedForm is not null && MatchesForm(term, form.Form, term.JoinedForm, term.JoinedBases))
            .Select(form => new TokenSpan(start, form.End));
        if (term.Parts.Count > 1)
        {
            places = places.Concat(MatchParts(term, start));
        }

        return places.Where(place => MatchesCase(term, place)).Select(place => place.End);
    }

    /// <summary>A compound whose parts stand one by one in the article.</summary>
    private IEnumerable<TokenSpan> MatchParts(Term term, int start)
    {
        var last = term.Parts.Count - 1;
        if (start + last >= index.Tokens.Count)
        {
            yield break;
        }

        for (var i = 0; i <= last; i++)
        {
            var (asked, found) = (term.Parts[i], index.Tokens[start + i]);
            if (!effort.TrySpend() || (i > 0 && !Compounds.IsContinuation(asked, term.Parts[i - 1], found))
                || !(i < last ? asked.Form == found.Form : MatchesForm(term, found.Form, asked.Form, term.Bases)))
            {
                yield break;
            }
        }

        yield return new TokenSpan(start, start + last + 1);
    }

    private bool MatchesForm(Term term, string found, string asked, string[] bases) =>
        term.IsPrefix ? found.StartsWith(asked, StringComparison.Ordinal)
        : found == asked || (term.IsInflected && english && EnglishInflection.GetBaseForms(found).Any(bases.Contains));

    private bool MatchesCase(Term term, TokenSpan place)
    {
        if (!term.IsCaseSensitive)
        {
            return true;
        }

        var cased = CharacterFolding.ToCasedKey(index.GetText(place));
        return term.IsPrefix ? cased.StartsWith(term.CasedKey, StringComparison.Ordinal) : cased == term.CasedKey;
    }
}
