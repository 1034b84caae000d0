using System.Text.RegularExpressions;
using AlertBot.Briefs;

namespace AlertBot.Tests.Briefs;

/// <summary>What is right, wrong and missing in a page's quotations, each as a line that a person can read.</summary>
/// <param name="Missed">Quotations that were not found whole.</param>
/// <param name="Mistaken">What was taken for a quotation and is none.</param>
/// <param name="Missing">Names, roles and venues that the page gives and the program does not, or otherwise.</param>
internal sealed partial record LabelledReading(
    IReadOnlyList<string> Missed,
    IReadOnlyList<string> Mistaken,
    IReadOnlyList<string> WrongSpeakers,
    IReadOnlyList<string> Missing,
    Found Speakers,
    Found Roles,
    Found Venues)
{
    public static LabelledReading Of(NewsPage page)
    {
        var read = page.Brief.Quotes.Select(quote => (Quote: quote, First: Named(page, quote))).ToList();
        var labels = page.Labels.Quotes.ToList();
        List<string> missed = [], mistaken = [], wrong = [], missing = [];
        Found speakers = new(0, 0), roles = new(0, 0), venues = new(0, 0);
        foreach (var label in labels.Where(label => label.Kind == LabelKind.Quotation))
        {
            var found = read.FirstOrDefault(quote => Same(quote.Quote, label));
            if (found.Quote is null)
            {
                missed.Add($"{page.Name}: “{string.Join("” “", label.Parts)}”");
                continue;
            }

            var line = $"{page.Name}: “{label.Parts[0]}” — {found.Quote.Speaker ?? "nobody"} | {found.Quote.Role} | {found.Quote.Venue}, not ";
            if (IsSomebodyElse(found.Quote, found.First, label))
            {
                wrong.Add($"{line}{string.Join(" or ", label.Names.Concat(label.Mentions))}");
            }

            speakers = Count(speakers, label.Names, found.First.Name, (name, right) => name == right, missing, line);
            roles = Count(roles, label.Roles, found.Quote.Role, Overlap, missing, line);
            venues = Count(venues, label.Venues ?? [], found.Quote.Venue, Overlap, missing, line);
            if (label.Venues is [] && found.Quote.Venue is not null)
            {
                missing.Add($"{line}in any place");
            }
        }

        mistaken.AddRange(read.Where(quote => !labels.Any(label => label.Kind == LabelKind.Open ? Spaced(quote.Quote) == label.Parts[0] : label.Kind == LabelKind.Quotation && Same(quote.Quote, label)))
            .Select(quote => $"{page.Name}: “{string.Join("” “", quote.Quote.Parts)}”"));
        return new LabelledReading(missed, mistaken, wrong, missing, speakers, roles, venues);
    }

    private static Quote Named(NewsPage page, BriefQuote quote) =>
        page.Quotes.First(one => one.Text == quote.Parts[0] && (one.Name ?? quote.Speaker) == quote.Speaker);

    private static bool Same(BriefQuote quote, QuoteLabel label) => quote.Parts.Select(QuoteLabel.Spaced).SequenceEqual(label.Parts);

    private static string Spaced(BriefQuote quote) => QuoteLabel.Spaced(quote.Parts[0]);

    /// <summary>A name must be the editor's; who is shown without one must be called as the page calls the editor's speaker.</summary>
    private static bool IsSomebodyElse(BriefQuote quote, Quote first, QuoteLabel label) =>
        first.Name is not null && label.Names.Count > 0
            ? !label.Names.Contains(first.Name)
            : quote.Speaker is not null && !label.Names.Concat(label.Mentions).Concat(label.Roles).Any(known => Overlap(quote.Speaker, known));

    private static Found Count(Found sum, IReadOnlyList<string> right, string? shown, Func<string, string, bool> fits, List<string> missing, string line)
    {
        if (right.Count == 0)
        {
            return sum;
        }

        var good = shown is not null && right.Any(one => fits(shown, one));
        if (!good)
        {
            missing.Add(line + string.Join(" or ", right));
        }

        return new Found(sum.Right + (good ? 1 : 0), sum.Given + 1);
    }

    /// <summary>One holds all words of the other that say something: “the finance minister” is the finance minister.</summary>
    private static bool Overlap(string shown, string right) =>
        Words(shown) is { Count: > 0 } a && Words(right) is { Count: > 0 } b && (a.IsSubsetOf(b) || b.IsSubsetOf(a));

    private static HashSet<string> Words(string text) =>
        [.. WordPattern().Matches(text.ToLowerInvariant()).Select(word => word.Value).Where(word => word.Length > 2 && word is not ("the" or "die" or "der" or "das" or "les" or "des" or "del" or "los" or "las"))];

    [GeneratedRegex(@"\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();
}

/// <summary>How many of those that the editor gives are right.</summary>
internal readonly record struct Found(int Right, int Given);
