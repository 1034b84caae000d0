using System.Text.RegularExpressions;
using AlertBot.Briefs;
using AlertBot.Quotes;

namespace AlertBot.Tests.Briefs;

/// <summary>Compares the quotes of a brief with the annotations of its page. Each difference is a readable line.</summary>
internal sealed partial class QuoteEvaluation
{
    private readonly AnnotatedPage _page;
    private readonly List<string> _missed = [];
    private readonly List<string> _misdetected = [];
    private readonly List<string> _wrongSpeakers = [];
    private readonly List<string> _missing = [];

    private QuoteEvaluation(AnnotatedPage page) => _page = page;

    /// <summary>Annotated quotations that were not detected completely.</summary>
    public IReadOnlyList<string> Missed => _missed;

    /// <summary>Detected quotations that are not annotated as quotations.</summary>
    public IReadOnlyList<string> Misdetected => _misdetected;

    public IReadOnlyList<string> WrongSpeakers => _wrongSpeakers;

    /// <summary>Missing or different names, roles and venues.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public DetectionCounts Names { get; private set; }

    public DetectionCounts Roles { get; private set; }

    public DetectionCounts Venues { get; private set; }

    public static QuoteEvaluation Evaluate(AnnotatedPage page)
    {
        var evaluation = new QuoteEvaluation(page);
        foreach (var label in page.Labels.Quotes.Where(label => label.Kind == AnnotationKind.Quotation))
        {
            evaluation.EvaluateAnnotation(label);
        }

        foreach (var quote in page.Brief.Quotes)
        {
            evaluation.EvaluateQuote(quote);
        }

        return evaluation;
    }

    private void EvaluateAnnotation(QuoteAnnotation label)
    {
        if (!_page.Brief.Quotes.Any(quote => Parts(quote).SequenceEqual(label.Parts)))
        {
            _missed.Add(Line(label.Parts));
        }

        // A quotation whose second part is missing is still evaluated.
        var found = _page.Brief.Quotes.FirstOrDefault(quote => Parts(quote)[0] == label.Parts[0]);
        var name = found is null ? null : First(found).Name;
        Names = Count(Names, label, label.Names, name, (shown, expected) => shown == expected);
        Roles = Count(Roles, label, label.Roles, found?.Role, Overlap);
        Venues = Count(Venues, label, label.Venues ?? [], found?.Venue, Overlap);
        if (label.Venues is [] && found?.Venue is not null)
        {
            _missing.Add($"{Line(label.Parts)}: “{found.Venue}” is not where it was said");
        }
    }

    private void EvaluateQuote(BriefQuote quote)
    {
        var parts = Parts(quote);
        if (!_page.Labels.Quotes.Any(label => Accepts(label, parts)))
        {
            _misdetected.Add(Line(parts));
        }

        var label = _page.Labels.Quotes.FirstOrDefault(label => label.Kind == AnnotationKind.Quotation && label.Parts.Contains(parts[0]));
        if (label is not null && IsWrongSpeaker(quote.Speaker, First(quote).Name, label))
        {
            _wrongSpeakers.Add($"{Line(parts)}: “{quote.Speaker}”, not “{string.Join("” or “", label.Names.Concat(label.Mentions))}”");
        }
    }

    private static bool Accepts(QuoteAnnotation label, List<string> parts) => label.Kind switch
    {
        AnnotationKind.Open => label.Parts[0] == parts[0],
        AnnotationKind.Quotation => parts.All(label.Parts.Contains),
        _ => false,
    };

    private DetectionCounts Count(DetectionCounts sum, QuoteAnnotation label, IReadOnlyList<string> expected, string? shown,
        Func<string, string, bool> isMatch)
    {
        if (expected.Count == 0)
        {
            return sum;
        }

        var isCorrect = shown is not null && expected.Any(value => isMatch(shown, value));
        if (!isCorrect)
        {
            _missing.Add($"{Line(label.Parts)}: {(shown is null ? "nothing" : $"“{shown}”")}, not “{string.Join("” or “", expected)}”");
        }

        return new DetectionCounts(sum.Correct + (isCorrect ? 1 : 0), sum.Expected + 1);
    }

    private Quote First(BriefQuote quote) =>
        _page.Quotes.First(found => found.Text == quote.Parts[0] && (found.Name is null || found.Name == quote.Speaker));

    private string Line(IReadOnlyList<string> parts) => $"{_page.Name}: “{string.Join("” “", parts)}”";

    private static List<string> Parts(BriefQuote quote) => [.. quote.Parts.Select(QuoteAnnotation.FoldSpaces)];

    /// <summary>A name must be annotated. A speaker without a name must be a mention, a name or a role of the annotated one.</summary>
    private static bool IsWrongSpeaker(string? shown, string? name, QuoteAnnotation label) =>
        name is not null && label.Names.Count > 0
            ? !label.Names.Contains(name)
            : shown is not null && !label.Names.Concat(label.Mentions).Concat(label.Roles).Any(known => IsMentionOf(shown, known));

    /// <summary>At least one word, and only words of the known mention.</summary>
    private static bool IsMentionOf(string shown, string known) => Words(shown) is { Count: > 0 } words && words.IsSubsetOf(Words(known));

    /// <summary>One contains all content words of the other: “the finance minister”, “finance minister of Norvia”.</summary>
    private static bool Overlap(string shown, string expected) =>
        Words(shown) is { Count: > 0 } a && Words(expected) is { Count: > 0 } b && (a.IsSubsetOf(b) || b.IsSubsetOf(a));

    private static HashSet<string> Words(string text) =>
        [.. WordPattern().Matches(text.ToLowerInvariant()).Select(word => word.Value)
            .Where(word => word.Length > 2 && word is not ("the" or "die" or "der" or "das" or "les" or "des" or "del" or "los" or "las"))];

    [GeneratedRegex(@"\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();
}

/// <summary>How many of the annotated values are shown correctly.</summary>
internal readonly record struct DetectionCounts(int Correct, int Expected);
