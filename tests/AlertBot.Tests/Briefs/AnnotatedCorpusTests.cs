using System.Globalization;
using System.Text;

namespace AlertBot.Tests.Briefs;

/// <summary>What the program reads in the pages of News/ against what an editor reads in them.</summary>
public class AnnotatedCorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names { get; } = [.. AnnotatedPage.Names];

    [Fact]
    public void The_corpus_has_thirty_pages_in_four_languages()
    {
        var languages = AnnotatedPage.Names.CountBy(name => name[..2]).ToDictionary();

        Assert.Equal((12, 6, 6, 6), (languages["en"], languages["de"], languages["fr"], languages["es"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_gives_its_headline_outlet_date_and_author(string name)
    {
        var (_, page, _, _, labels) = AnnotatedPage.Read(name);

        Assert.Equal((labels.Title, labels.Site, labels.Published, name[..2]),
            (QuoteAnnotation.Spaced(page.Title ?? ""), page.Site, page.Published, page.Language));
        Assert.Contains(page.Byline ?? "none", labels.Bylines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_whole_article_is_extracted_without_surrounding_page_text(string name)
    {
        var (_, page, _, _, labels) = AnnotatedPage.Read(name);

        var paragraphs = page.Text.Split("\n\n").Select(QuoteAnnotation.Spaced).ToList();

        Assert.StartsWith(labels.Begins, paragraphs[0], StringComparison.Ordinal);
        Assert.Contains(paragraphs.Count, labels.Paragraphs);
        Assert.Contains(paragraphs.TakeLast(labels.Paragraphs.Count),
            paragraph => paragraph.EndsWith(labels.Ends, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_annotation_occurs_on_its_page(string name)
    {
        var (_, page, _, _, labels) = AnnotatedPage.Read(name);

        var text = QuoteAnnotation.Spaced(page.Text);

        Assert.All(labels.Quotes.SelectMany(label => label.Parts), part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(
            labels.Quotes.SelectMany(label => label.Names.Concat(label.Mentions).Concat(label.Roles).Concat(label.Venues ?? [])),
            known => Assert.Contains(known, text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Brief_text_is_verbatim_from_the_page(string name)
    {
        var page = AnnotatedPage.Read(name);

        Assert.All(page.Brief.Summary, sentence => Assert.Contains(sentence, page.Page.Text, StringComparison.Ordinal));
        Assert.All(page.Brief.Quotes.SelectMany(quote => quote.Parts),
            part => Assert.Contains(part, page.Page.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_summary_repeats_neither_itself_nor_a_shown_quotation(string name)
    {
        var brief = AnnotatedPage.Read(name).Brief;

        Assert.InRange(brief.Summary.Count, 2, 3);
        Assert.Distinct(brief.Summary);
        Assert.All(brief.Unread.Take(3).SelectMany(quote => quote.Parts).Where(part => part.Length > 30), part =>
            Assert.All(brief.Summary, sentence => Assert.DoesNotContain(part, sentence, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_summary_sentence_depends_on_the_preceding_page_sentence(string name)
    {
        var page = AnnotatedPage.Read(name);

        Assert.All(page.Brief.Summary.Select(QuoteAnnotation.Spaced), sentence =>
            Assert.DoesNotContain(page.Labels.Dependent, begin => sentence.StartsWith(begin, StringComparison.Ordinal)));
    }

    /// <summary>
    /// What is still wrong stands in one file: a change that mends or breaks something shows there, quotation by quotation.
    /// </summary>
    [Fact]
    public void Differences_from_the_annotations_are_known()
    {
        var readings = AnnotatedPage.Names.Select(name => QuoteEvaluation.Evaluate(AnnotatedPage.Read(name))).ToList();

        var differences = new StringBuilder();
        Write("Not found whole", reading => reading.Missed);
        Write("Taken for a quotation", reading => reading.Misdetected);
        Write("Given to somebody else", reading => reading.WrongSpeakers);
        Write("Name, role or venue missing or other", reading => reading.Missing);

        Golden.Matches("briefs/differences.txt", differences.ToString());

        void Write(string what, Func<QuoteEvaluation, IReadOnlyList<string>> lines)
        {
            var all = readings.SelectMany(lines).ToList();
            differences.Append(CultureInfo.InvariantCulture, $"{what}: {all.Count}\n{string.Concat(all.Select(line => $"  {line}\n"))}\n");
        }
    }

    [Fact]
    public void Few_quotations_are_misattributed_or_incomplete()
    {
        var pages = AnnotatedPage.Names.Select(AnnotatedPage.Read).ToList();
        var readings = pages.Select(QuoteEvaluation.Evaluate).ToList();
        var shown = pages.Sum(page => page.Brief.Quotes.Count(quote => quote.Speaker is not null));
        var marked = pages.Sum(page => page.Labels.Quotes.Count(label => label.Kind == AnnotationKind.Quotation));

        var wrong = readings.Sum(reading => reading.WrongSpeakers.Count);
        var missed = readings.Sum(reading => reading.Missed.Count);

        output.WriteLine($"speakers: {wrong} of {shown} shown are somebody else; quotations: {missed} of {marked} not found whole");
        Assert.True(wrong <= 0.04 * shown, $"{wrong} of {shown} speakers are somebody else");
        Assert.True(missed <= 0.05 * marked, $"{missed} of {marked} quotations are not found whole");
    }

    [Fact]
    public void Most_quotations_have_the_correct_name_role_and_venue()
    {
        var readings = AnnotatedPage.Names.Select(name => QuoteEvaluation.Evaluate(AnnotatedPage.Read(name))).ToList();

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

    private double Share(string what, IEnumerable<DetectionCounts> found)
    {
        var all = found.Aggregate(new DetectionCounts(0, 0),
            (sum, one) => new DetectionCounts(sum.Right + one.Right, sum.Given + one.Given));
        output.WriteLine($"{what}: {all.Right} of {all.Given} as the editor has them");
        return (double)all.Right / all.Given;
    }
}
