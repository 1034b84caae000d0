using System.Globalization;
using System.Text;

namespace AlertBot.Tests.Briefs;

/// <summary>Compares what the program reads in the pages of News/ with the annotations of an editor.</summary>
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
            (QuoteAnnotation.FoldSpaces(page.Title ?? ""), page.Site, page.Published, page.Language));
        Assert.Contains(page.Byline ?? "none", labels.Bylines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_whole_article_is_extracted_without_surrounding_page_text(string name)
    {
        var (_, page, _, _, labels) = AnnotatedPage.Read(name);

        var paragraphs = page.Text.Split("\n\n").Select(QuoteAnnotation.FoldSpaces).ToList();

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

        var text = QuoteAnnotation.FoldSpaces(page.Text);

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

        Assert.All(page.Brief.Summary.Select(QuoteAnnotation.FoldSpaces), sentence =>
            Assert.DoesNotContain(page.Labels.Dependent, begin => sentence.StartsWith(begin, StringComparison.Ordinal)));
    }

    /// <summary>
    /// The known differences are in one file, quotation by quotation, so that a change shows what it fixes or breaks.
    /// </summary>
    [Fact]
    public void Differences_from_the_annotations_are_known()
    {
        var evaluations = AnnotatedPage.Names.Select(name => QuoteEvaluation.Evaluate(AnnotatedPage.Read(name))).ToList();

        var differences = new StringBuilder();
        Write("Not detected completely", evaluation => evaluation.Missed);
        Write("Wrongly detected as a quotation", evaluation => evaluation.Misdetected);
        Write("Wrong speaker", evaluation => evaluation.WrongSpeakers);
        Write("Missing or wrong name, role or venue", evaluation => evaluation.Missing);

        Golden.Matches("briefs/differences.txt", differences.ToString());

        void Write(string what, Func<QuoteEvaluation, IReadOnlyList<string>> lines)
        {
            var all = evaluations.SelectMany(lines).ToList();
            differences.Append(CultureInfo.InvariantCulture, $"{what}: {all.Count}\n{string.Concat(all.Select(line => $"  {line}\n"))}\n");
        }
    }

    [Fact]
    public void Few_quotations_are_misattributed_or_incomplete()
    {
        var pages = AnnotatedPage.Names.Select(AnnotatedPage.Read).ToList();
        var evaluations = pages.Select(QuoteEvaluation.Evaluate).ToList();
        var shown = pages.Sum(page => page.Brief.Quotes.Count(quote => quote.Speaker is not null));
        var annotated = pages.Sum(page => page.Labels.Quotes.Count(label => label.Kind == AnnotationKind.Quotation));

        var wrong = evaluations.Sum(evaluation => evaluation.WrongSpeakers.Count);
        var missed = evaluations.Sum(evaluation => evaluation.Missed.Count);

        output.WriteLine($"speakers: {wrong} of {shown} shown are wrong; quotations: {missed} of {annotated} not detected completely");
        Assert.True(wrong <= 0.04 * shown, $"{wrong} of {shown} speakers are wrong");
        Assert.True(missed <= 0.05 * annotated, $"{missed} of {annotated} quotations are not detected completely");
    }

    [Fact]
    public void Most_quotations_have_the_correct_name_role_and_venue()
    {
        var evaluations = AnnotatedPage.Names.Select(name => QuoteEvaluation.Evaluate(AnnotatedPage.Read(name))).ToList();

        var names = Share("names", evaluations.Select(evaluation => evaluation.Names));
        var roles = Share("roles", evaluations.Select(evaluation => evaluation.Roles));
        var venues = Share("venues", evaluations.Select(evaluation => evaluation.Venues));

        foreach (var line in evaluations.SelectMany(evaluation => evaluation.Missing))
        {
            output.WriteLine(line);
        }

        Assert.True(names >= 0.9, $"{names:P1} of the names");
        Assert.True(roles >= 0.88, $"{roles:P1} of the roles");

        // As measured: these pages name venues in many ways. differences.txt lists those that are not recognized yet.
        Assert.True(venues >= 0.85, $"{venues:P1} of the venues");
    }

    private double Share(string what, IEnumerable<DetectionCounts> found)
    {
        var all = found.Aggregate(new DetectionCounts(0, 0),
            (sum, page) => new DetectionCounts(sum.Correct + page.Correct, sum.Expected + page.Expected));
        output.WriteLine($"{what}: {all.Correct} of {all.Expected} correct");
        return (double)all.Correct / all.Expected;
    }
}
