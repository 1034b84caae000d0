using AlertBot.Text;
using AlertBot.Text.Languages;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>Finds a word or phrase in one field.</summary>
/// <param name="index">The words of the field.</param>
/// <param name="inflectEnglish">Whether a word matches its English plural, possessive and verb forms.</param>
/// <param name="budget">Stops the search when it is exhausted.</param>
internal sealed class PhraseSearch(FieldIndex index, bool inflectEnglish, MatchBudget budget)
{
    /// <returns>Every distinct span, in order.</returns>
    public List<TokenSpan> Find(IReadOnlyList<Term> terms)
    {
        var found = new List<TokenSpan>();
        foreach (var first in FindTerm(terms[0]))
        {
            if (!budget.TrySpend(MatchBudget.SpanCost))
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
        return [.. found.Where((span, i) => i == 0 || span != found[i - 1])];
    }

    private IEnumerable<int> ExtendPhrase(IReadOnlyList<Term> terms, TokenSpan first)
    {
        int[] ends = [first.End];
        for (var i = 1; i < terms.Count && ends.Length > 0 && budget.TrySpend(MatchBudget.SpanCost * ends.Length); i++)
        {
            var term = terms[i];
            var mayBePossessive = terms[i - 1].IsInflected;
            ends = ends
                .SelectMany(end => mayBePossessive && IsPossessive(end) ? [end, end + 1] : (int[])[end])
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
        var spans = term.JoinedForm is null ? [] : term switch
        {
            { IsPrefix: true } => index.FindPrefix(term.JoinedForm),
            { IsInflected: true } when inflectEnglish => index.FindInflected(term.JoinedBases),
            _ => index.FindExact(term.JoinedForm),
        };
        if (term.Parts.Count > 1)
        {
            var starts = index.FindExact(term.Parts[0].Form).Where(span => span.End == span.Start + 1);
            spans = spans.Concat(starts.SelectMany(span => MatchParts(term, span.Start)));
        }

        return spans.Where(span => MatchesCase(term, span));
    }

    private IEnumerable<int> FindTermEnds(Term term, int start)
    {
        var spans = index.GetFormsAt(start)
            .Where(form => term.JoinedForm is not null && MatchesForm(term, form.Form, term.JoinedForm, term.JoinedBases))
            .Select(form => new TokenSpan(start, form.End));
        if (term.Parts.Count > 1)
        {
            spans = spans.Concat(MatchParts(term, start));
        }

        return spans.Where(span => MatchesCase(term, span)).Select(span => span.End);
    }

    /// <summary>Matches a compound of the query part by part, however the article separates the parts.</summary>
    private IEnumerable<TokenSpan> MatchParts(Term term, int start)
    {
        var last = term.Parts.Count - 1;
        if (start + last >= index.Tokens.Count)
        {
            yield break;
        }

        for (var i = 0; i <= last; i++)
        {
            var queried = term.Parts[i];
            var found = index.Tokens[start + i];
            if (!budget.TrySpend()
                || (i > 0 && !Compounds.IsContinuation(queried, term.Parts[i - 1], found))
                || !(i < last ? queried.Form == found.Form : MatchesForm(term, found.Form, queried.Form, term.Bases)))
            {
                yield break;
            }
        }

        yield return new TokenSpan(start, start + last + 1);
    }

    private bool MatchesForm(Term term, string found, string queried, string[] bases) =>
        term.IsPrefix
            ? found.StartsWith(queried, StringComparison.Ordinal)
            : found == queried || (term.IsInflected && inflectEnglish && EnglishInflection.GetBaseForms(found).Any(bases.Contains));

    private bool MatchesCase(Term term, TokenSpan span)
    {
        if (!term.IsCaseSensitive)
        {
            return true;
        }

        var key = CharacterFolding.ToCasedKey(index.GetText(span));
        return term.IsPrefix ? key.StartsWith(term.CasedKey, StringComparison.Ordinal) : key == term.CasedKey;
    }
}
