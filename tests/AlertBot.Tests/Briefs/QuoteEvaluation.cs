using System.Text.RegularExpressions;
using AlertBot.Briefs;
using AlertBot.Quotes;

namespace AlertBot.Tests.Briefs;

/// <summary>What is right, wrong and missing in a page's quotations, each as a line that a person can read.</summary>
internal sealed partial class QuoteEvaluation
{
    private readonly AnnotatedPage _page;
    private readonly List<string> _missed = [];
    private readonly List<string> _mistaken = [];
    private readonly List<string> _wrongSpeakers = [];
    private readonly List<string> _missing = [];

    private QuoteEvaluation(AnnotatedPage page)
    {
        _page = page;
    }

    /// <summary>Quotations that were not found whole.</summary>
    public IReadOnlyList<string> Missed => _missed;

    /// <summary>What was taken for a quotation and is none.</summary>
    public IReadOnlyList<string> Misdetected => _mistaken;

    public IReadOnlyList<string> WrongSpeakers => _wrongSpeakers;

    /// <summary>Names, roles and venues that the page gives and the program does not, or otherwise.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public DetectionCounts Names { get; private set; }

    public DetectionCounts Roles { get; private set; }

    public DetectionCounts Venues { get; private set; }

    public static QuoteEvaluation Evaluate(AnnotatedPage page)
    {
        var reading = new QuoteEvaluation(page);
        foreach (var label in page.Labels.Quotes.Where(label => label.Kind == AnnotationKind.Quotation))
        {
            reading.Look(label);
        }

        foreach (var quote in page.Brief.Quotes)
        {
            reading.Judge(quote);
        }

        return reading;
    }

    private void Look(QuoteAnnotation label)
    {
        if (!_page.Brief.Quotes.Any(quote => Parts(quote).SequenceEqual(label.Parts)))
        {
            _missed.Add(Line(label.Parts));
        }

        // A quotation whose second part was lost has a speaker all the same.
        var found = _page.Brief.Quotes.FirstOrDefault(quote => Parts(quote)[0] == label.Parts[0]);
        var name = found is null ? null : First(found).Name;
        Names = Count(Names, label, label.Names, name, (shown, right) => shown == right);
        Roles = Count(Roles, label, label.Roles, found?.Role, Overlap);
        Venues = Count(Venues, label, label.Venues ?? [], found?.Venue, Overlap);
        if (label.Venues is [] && found?.Venue is not null)
        {
            _missing.Add($"{Line(label.Parts)}: “{found.Venue}” is not where it was said");
        }
    }

    private void Judge(BriefQuote quote)
    {
        var parts = Parts(quote);
        if (!_page.Labels.Quotes.Any(
            label => label.Kind == AnnotationKind.Open ? label.Parts[0] == parts[0]
                : label.Kind == AnnotationKind.Quotation && parts.All(label.Parts.Contains)))
        {
            _mistaken.Add(Line(parts));
        }

        var label = _page.Labels.Quotes.FirstOrDefault(label => label.Kind == AnnotationKind.Quotation && label.Parts.Contains(parts[0]));
        if (label is not null && IsSomebodyElse(quote.Speaker, First(quote).Name, label))
        {
            _wrongSpeakers.Add($"{Line(parts)}: “{quote.Speaker}”, not “{string.Join("” or “", label.Names.Concat(label.Mentions))}”");
        }
    }

    private DetectionCounts Count(DetectionCounts sum, QuoteAnnotation label, IReadOnlyList<string> right, string? shown,
        Func<string, string, bool> fits)
    {
        if (right.Count == 0)
        {
            return sum;
        }

        var good = shown is not null && right.Any(one => fits(shown, one));
        if (!good)
        {
            _missing.Add($"{Line(label.Parts)}: {(shown is null ? "nothing" : $"“{shown}”")}, not “{string.Join("” or “", right)}”");
        }

        return new DetectionCounts(sum.Right + (good ? 1 : 0), sum.Given + 1);
    }

    private Quote First(BriefQuote quote) =>
        _page.Quotes.First(one => one.Text == quote.Parts[0] && (one.Name is null || one.Name == quote.Speaker));

    private string Line(IReadOnlyList<string> parts) => $"{_page.Name}: “{string.Join("” “", parts)}”";

    private static List<string> Parts(BriefQuote quote) => [.. quote.Parts.Select(QuoteAnnotation.Spaced)];

    /// <summary>A name must be the editor's; who is shown without one must be called as the page calls the editor's speaker.</summary>
    private static bool IsSomebodyElse(string? shown, string? name, QuoteAnnotation label) =>
        name is not null && label.Names.Count > 0
            ? !label.Names.Contains(name)
            : shown is not null && !label.Names.Concat(label.Mentions).Concat(label.Roles).Any(known => Calls(shown, known));

    /// <summary>No word that the page's own mention does not have, and at least one.</summary>
    private static bool Calls(string shown, string known) => Words(shown) is { Count: > 0 } words && words.IsSubsetOf(Words(known));

    /// <summary>One holds all words of the other that say something: “the finance minister” is the finance minister.</summary>
    private static bool Overlap(string shown, string right) =>
        Words(shown) is { Count: > 0 } a && Words(right) is { Count: > 0 } b && (a.IsSubsetOf(b) || b.IsSubsetOf(a));

    private static HashSet<string> Words(string text) =>
        [.. WordPattern().Matches(text.ToLowerInvariant()).Select(word => word.Value)
            .Where(word => word.Length > 2 && word is not ("the" or "die" or "der" or "das" or "les" or "des" or "del" or "los" or "las"))];

    [GeneratedRegex(@"\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();
}

/// <summary>How many of those that the editor gives are right.</summary>
internal readonly record struct DetectionCounts(int Right, int Given);
