using System.Globalization;
using System.Text;
using AlertBot.Tests.Chat;

namespace AlertBot.Tests.Briefs;

/// <summary>What the program reads in the pages of News/ against what an editor reads in them.</summary>
public class LabelledNewsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names { get; } = [.. NewsPage.Names];

    [Fact]
    public void There_are_thirty_pages_in_four_languages()
    {
        var languages = NewsPage.Names.CountBy(name => name[..2]).ToDictionary();

        Assert.Equal((12, 6, 6, 6), (languages["en"], languages["de"], languages["fr"], languages["es"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_gives_its_headline_outlet_date_and_author(string name)
    {
        var (_, page, _, _, labels) = NewsPage.Read(name);

        Assert.Equal((labels.Title, labels.Site, labels.Published, name[..2]), (QuoteLabel.Spaced(page.Title ?? ""), page.Site, page.Published, page.Language));
        Assert.Contains(page.Byline ?? "none", labels.Bylines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_article_is_found_whole_and_nothing_of_the_page_around_it(string name)
    {
        var (_, page, _, _, labels) = NewsPage.Read(name);

        var paragraphs = page.Text.Split("\n\n").Select(QuoteLabel.Spaced).ToList();

        Assert.StartsWith(labels.Begins, paragraphs[0], StringComparison.Ordinal);
        Assert.Contains(paragraphs.Count, labels.Paragraphs);
        Assert.Contains(paragraphs.TakeLast(labels.Paragraphs.Count), paragraph => paragraph.EndsWith(labels.Ends, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_label_of_the_editor_stands_on_the_page(string name)
    {
        var (_, page, _, _, labels) = NewsPage.Read(name);

        var text = QuoteLabel.Spaced(page.Text);

        Assert.All(labels.Quotes.SelectMany(label => label.Parts), part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(
            labels.Quotes.SelectMany(label => label.Names.Concat(label.Mentions).Concat(label.Roles).Concat(label.Venues ?? [])),
            known => Assert.Contains(known, text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_brief_says_stands_word_for_word_on_the_page(string name)
    {
        var page = NewsPage.Read(name);

        Assert.All(page.Brief.Summary, sentence => Assert.Contains(sentence, page.Page.Text, StringComparison.Ordinal));
        Assert.All(page.Brief.Quotes.SelectMany(quote => quote.Parts), part => Assert.Contains(part, page.Page.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_summary_says_nothing_twice_and_nothing_that_a_shown_quotation_says(string name)
    {
        var brief = NewsPage.Read(name).Brief;

        Assert.InRange(brief.Summary.Count, 2, 3);
        Assert.Distinct(brief.Summary);
        Assert.All(brief.Unread.Take(3).SelectMany(quote => quote.Parts).Where(part => part.Length > 30), part =>
            Assert.All(brief.Summary, sentence => Assert.DoesNotContain(part, sentence, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_sentence_of_the_summary_needs_the_one_before_it_on_the_page(string name)
    {
        var page = NewsPage.Read(name);

        Assert.All(page.Brief.Summary.Select(QuoteLabel.Spaced), sentence =>
            Assert.DoesNotContain(page.Labels.Dependent, begin => sentence.StartsWith(begin, StringComparison.Ordinal)));
    }

    /// <summary>What is still wrong stands in one file: a change that mends or breaks something shows there, quotation by quotation.</summary>
    [Fact]
    public void Where_program_and_editor_differ_is_known()
    {
        var readings = NewsPage.Names.Select(name => LabelledReading.Of(NewsPage.Read(name))).ToList();

        var differences = new StringBuilder();
        Write("Not found whole", reading => reading.Missed);
        Write("Taken for a quotation", reading => reading.Mistaken);
        Write("Given to somebody else", reading => reading.WrongSpeakers);
        Write("Name, role or venue missing or other", reading => reading.Missing);

        Golden.Matches("briefs/differences.txt", differences.ToString());

        void Write(string what, Func<LabelledReading, IReadOnlyList<string>> lines)
        {
            var all = readings.SelectMany(lines).ToList();
            differences.Append(CultureInfo.InvariantCulture, $"{what}: {all.Count}\n{string.Concat(all.Select(line => $"  {line}\n"))}\n");
        }
    }

    [Fact]
    public void Few_quotations_are_given_to_somebody_else_or_not_found_whole()
    {
        var pages = NewsPage.Names.Select(NewsPage.Read).ToList();
        var readings = pages.Select(LabelledReading.Of).ToList();
        var shown = pages.Sum(page => page.Brief.Quotes.Count(quote => quote.Speaker is not null));
        var marked = pages.Sum(page => page.Labels.Quotes.Count(label => label.Kind == LabelKind.Quotation));

        var wrong = readings.Sum(reading => reading.WrongSpeakers.Count);
        var missed = readings.Sum(reading => reading.Missed.Count);

        output.WriteLine($"speakers: {wrong} of {shown} shown are somebody else; quotations: {missed} of {marked} not found whole");
        Assert.True(wrong <= 0.04 * shown, $"{wrong} of {shown} speakers are somebody else");
        Assert.True(missed <= 0.05 * marked, $"{missed} of {marked} quotations are not found whole");
    }

    [Fact]
    public void Most_quotations_have_the_name_role_and_venue_that_the_page_gives()
    {
        var readings = NewsPage.Names.Select(name => LabelledReading.Of(NewsPage.Read(name))).ToList();

        var names = Share("names", readings.Select(reading => reading.Names));
        var roles = Share("roles", readings.Select(reading => reading.Roles));
        var venues = Share("venues", readings.Select(reading => reading.Venues));

        foreach (var line in readings.SelectMany(reading => reading.Missing))
        {
            output.WriteLine(line);
        }

        Assert.True(names >= 0.9, $"{names:P1} of the names");
        Assert.True(roles >= 0.88, $"{roles:P1} of the roles");

        // Measured, not wished for: these pages tell where in many ways, and differences.txt lists those that are not read yet.
        Assert.True(venues >= 0.85, $"{venues:P1} of the venues");
    }

    private double Share(string what, IEnumerable<Found> found)
    {
        var all = found.Aggregate(new Found(0, 0), (sum, one) => new Found(sum.Right + one.Right, sum.Given + one.Given));
        output.WriteLine($"{what}: {all.Right} of {all.Given} as the editor has them");
        return (double)all.Right / all.Given;
    }
}
