using System.Globalization;
using System.Text;
using AlertBot.Briefs;

namespace AlertBot.Tests.Briefs;

/// <summary>The briefs of thirty pages, in four languages, as text that a reader can judge at a glance.</summary>
public class BriefGoldenTests
{
    /// <summary>How many quotations a card shows; the rest stands behind its button.</summary>
    private const int Shown = 3;

    public static TheoryData<string> Names { get; } = [.. AnnotatedPage.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_brief_of_a_page_matches_its_approved_golden_file(string name)
    {
        var page = AnnotatedPage.Read(name);

        Golden.Matches($"briefs/{name}.txt", Written(page));
    }

    private static string Written(AnnotatedPage page)
    {
        var brief = page.Brief;
        var text = new StringBuilder();
        text.Append(brief.Headline).Append('\n');
        text.Append(
            string.Join(" · ", new[] { page.Page.Site, page.Page.Published, page.Page.Byline, page.Page.Language }.OfType<string>()))
            .Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", brief.Topics)}: {string.Join(", ", brief.Matched)}\n");
        foreach (var sentence in brief.Summary)
        {
            text.Append('\n').Append(QuoteAnnotation.Spaced(sentence)).Append('\n');
        }

        var shown = brief.Unread.Take(Shown).ToList();
        Write(text, "Shown:", shown);
        Write(text, "Behind the button:", brief.Quotes.Except(shown));
        return text.ToString();
    }

    private static void Write(StringBuilder text, string head, IEnumerable<BriefQuote> quotes)
    {
        text.Append('\n').Append(head).Append('\n');
        foreach (var quote in quotes)
        {
            text.Append("  ").AppendJoin(" ", quote.Parts.Select(part => $"“{QuoteAnnotation.Spaced(part)}”")).Append('\n');
            text.Append("      — ").Append(quote.Speaker ?? "(nobody named)");
            text.Append(quote.Role is null ? "" : $" | role: {quote.Role}").Append(quote.Venue is null ? "" : $" | venue: {quote.Venue}")
                .Append('\n');
        }
    }
}
