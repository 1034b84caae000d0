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
        Assert.All(brief.Quotes.Take(3).SelectMany(quote => quote.Parts).Where(part => part.Length > 30), part =>
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

    [Theory]
    [MemberData(nameof(Names))]
    public void The_quotations_are_those_that_an_editor_marks_each_whole(string name)
    {
        var reading = LabelledReading.Of(NewsPage.Read(name));

        Assert.True(reading.Missed.Count == 0, "not found whole:\n" + string.Join('\n', reading.Missed));
        Assert.True(reading.Mistaken.Count == 0, "no quotation:\n" + string.Join('\n', reading.Mistaken));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_quotation_is_given_to_somebody_else(string name)
    {
        var reading = LabelledReading.Of(NewsPage.Read(name));

        Assert.True(reading.WrongSpeakers.Count == 0, string.Join('\n', reading.WrongSpeakers));
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

        Assert.True(names >= 0.75, $"{names:P1} of the names");
        Assert.True(roles >= 0.7, $"{roles:P1} of the roles");
        Assert.True(venues >= 0.7, $"{venues:P1} of the venues");
    }

    private double Share(string what, IEnumerable<Found> found)
    {
        var all = found.Aggregate(new Found(0, 0), (sum, one) => new Found(sum.Right + one.Right, sum.Given + one.Given));
        output.WriteLine($"{what}: {all.Right} of {all.Given} as the editor has them");
        return (double)all.Right / all.Given;
    }
}
