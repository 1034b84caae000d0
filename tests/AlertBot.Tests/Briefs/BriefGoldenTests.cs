using System.Globalization;
using System.Text;
using AlertBot.Briefs;

namespace AlertBot.Tests.Briefs;

/// <summary>Compares the briefs of thirty pages in four languages with approved text files.</summary>
public class BriefGoldenTests
{
    /// <summary>The number of quotes that a card shows; a button shows the rest.</summary>
    private const int ShownQuotes = 3;

    public static TheoryData<string> Names { get; } = [.. AnnotatedPage.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_brief_of_a_page_matches_its_approved_golden_file(string name)
    {
        var page = AnnotatedPage.Read(name);

        Golden.Matches($"briefs/{name}.txt", Render(page));
    }

    private static string Render(AnnotatedPage page)
    {
        var brief = page.Brief;
        var text = new StringBuilder();
        text.Append(brief.Headline).Append('\n');
        string?[] facts = [page.Page.Site, page.Page.Published, page.Page.Byline, page.Page.Language];
        text.AppendJoin(" · ", facts.OfType<string>()).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", brief.Topics)}: {string.Join(", ", brief.Matched)}\n");
        foreach (var sentence in brief.Summary)
        {
            text.Append('\n').Append(QuoteAnnotation.FoldSpaces(sentence)).Append('\n');
        }

        var shown = brief.Unread.Take(ShownQuotes).ToList();
        AppendQuotes(text, "Shown:", shown);
        AppendQuotes(text, "Behind the button:", brief.Quotes.Except(shown));
        return text.ToString();
    }

    private static void AppendQuotes(StringBuilder text, string heading, IEnumerable<BriefQuote> quotes)
    {
        text.Append('\n').Append(heading).Append('\n');
        foreach (var quote in quotes)
        {
            text.Append("  ").AppendJoin(" ", quote.Parts.Select(part => $"“{QuoteAnnotation.FoldSpaces(part)}”")).Append('\n');
            text.Append("      — ").Append(quote.Speaker ?? "(nobody named)");
            text.Append(quote.Role is null ? "" : $" | role: {quote.Role}");
            text.Append(quote.Venue is null ? "" : $" | venue: {quote.Venue}").Append('\n');
        }
    }
}
