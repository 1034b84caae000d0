namespace AlertBot.Tests.Articles.Extraction;

/// <summary>Articles that are divided by other elements, contained twice, or followed by another article.</summary>
public class FragmentedArticleTests
{
    private const string Other =
        "The town council voted for a new school on the hill, and the pupils of the old one were told that they would move in summer.";

    [Theory]
    [InlineData("<p>“We have two weeks of bread,” said the mayor. “After that <div class=\"ad-slot\">Story continues below this "
        + "ad</div> we shall ask the navy.”</p>")]
    [InlineData("<p>“We have two weeks of bread,” said the mayor. “After that</p><p>Story continues below this ad</p><p>we shall ask "
        + "the navy.”</p>")]
    [InlineData("<p>“We have two weeks of bread,” said the mayor. “After that <span class=\"ad\">Advertisement</span>we shall ask the "
        + "navy.”</p>")]
    public void A_quotation_is_not_cut_by_an_advertisement(string paragraph)
    {
        var page = APage.Read(APage.With(paragraph));

        Assert.Contains("“We have two weeks of bread,” said the mayor. “After that we shall ask the navy.”", page.Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The minister said that her ministry had “no plans to raise any tax before the election",
        "iPhone maker Velin Works “welcomes the decision”, a spokesman for the company said.")]
    [InlineData("Karl Otto sagte am Montag: „Wir werden die Steuer für jede Familie im Norden",
        "von der Marsch sagte später: „Das ist eine gute Nachricht für die Küste.“")]
    [InlineData("The engineers of the harbour bought a pipe of 300\" and a pump for the dry dock",
        "its owner called it \"the best pipe on the whole coast\", and nobody disagreed.")]
    [InlineData("The old market hall of Port Velin on the evening before the great storm of August",
        "eBay said on Monday that it would sell the cranes of the harbour.")]
    [InlineData("Hanna Wood said on Monday that the town had “no money for a second harbour",
        "islanders disagreed: “we need it”, said Peter Lund.")]
    public void Two_paragraphs_are_not_joined_into_one_quotation(string first, string second)
    {
        var page = APage.Read(APage.With($"<p>{first}</p><p>{second}</p>"));

        Assert.Contains($"{first}\n\n{second}", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Karl Otto sagte am Montag: „Wir werden die Steuer für jede Familie im Norden", "und im Süden senken“, und ging.")]
    [InlineData("Peter Lund said on Monday: \"The town has no money for a second harbour", "and needs none\", and left the hall.")]
    [InlineData("The harbour was closed on Monday after the storm had torn two of the cranes from the", "rails of the oldest quay.")]
    public void A_sentence_cut_in_two_is_joined(string first, string second)
    {
        var page = APage.Read(APage.With($"<p>{first}</p><p>Story continues below this ad</p><p>{second}</p>"));

        Assert.Contains($"{first} {second}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paragraph_beside_a_newsletter_form_stays()
    {
        const string Block = "<div><p>Hanna Wood, who has run the pilots' office for nine years, sent all of her boats out to the "
            + "islands.</p><form><input type=\"email\"><button>Go</button></form></div>";

        var page = APage.Read(APage.With(Block));

        Assert.Contains("sent all of her boats", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_a_list_stay_apart()
    {
        var page = APage.Read(
            APage.With("<p>The ferries carry</p><ul><li>bread and milk for the two small islands</li><li>medicine for the hospital of "
                + "the town</li></ul>"));

        Assert.Contains("islands\n\nmedicine", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standfirst_repeated_as_first_paragraph_is_kept_once()
    {
        var page = APage.Read(APage.With(before: $"<p class=\"standfirst\">{APage.Paragraph(0)}</p>"));

        Assert.Equal(APage.Read(APage.With()).Text, page.Text);
    }

    [Fact]
    public void A_block_repeated_for_another_screen_size_is_removed()
    {
        var three = APage.Paragraphs(3);

        var page = APage.Read(
            $"<html><body><article><h1>Storm</h1><div class=\"desktop\">{three}</div><div class=\"mobile\">{three}</div>"
                + $"<p>{APage.Paragraph(5)}</p></article></body></html>");

        Assert.Equal(string.Join("\n\n", new[] { 0, 1, 2, 5 }.Select(APage.Paragraph)), page.Text);
    }

    [Fact]
    public void A_repeated_line_of_the_article_is_kept_each_time()
    {
        const string Question = "<p>What would you do if the harbour stayed closed for a whole winter, and who would help you?</p>";

        var page = APage.Read(
            $"<html><body><article><h1>Three answers</h1><p>{APage.Paragraph(6)}</p>{Question}<p>{APage.Paragraph(0)}</p>"
                + $"{Question}<p>{APage.Paragraph(1)}</p>{Question}<p>{APage.Paragraph(2)}</p></article></body></html>");

        Assert.Equal(4, page.Text.Split("What would you do").Length);
    }

    [Fact]
    public void Of_two_articles_on_a_page_the_first_is_read()
    {
        var other = string.Concat(Enumerable.Repeat($"<p>{Other}</p>", 8));

        var page = APage.Read(
            $"<html><body><article><h1>Storm closes the "
                + $"harbour</h1>{APage.Paragraphs(5)}</article><article><h2>A school on the hill</h2>{other}</article></body></html>");

        Assert.Contains(APage.Paragraph(4), page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("school", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_blog_updates_stay_together_without_their_timestamps()
    {
        const string Head = "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm "
            + "live\",\"datePublished\":\"2025-08-19T06:00:00Z\"}</script>";
        var updates = string.Concat(
            Enumerable.Range(0, 4).Select(i =>
                $"<article><time datetime=\"2025-08-19T1{4 - i}:00:00Z\">1{4 - i}:00</time>"
                    + $"<h2>Update {i}</h2><p>{APage.Paragraph(i)}</p></article>"));

        var page = APage.Read($"<html><head>{Head}</head><body><div><h1>Storm live</h1>{updates}</div></body></html>");

        Assert.Equal("2025-08-19T06:00:00Z", page.Published);
        var first = page.Text.IndexOf(APage.Paragraph(0), StringComparison.Ordinal);
        var last = page.Text.IndexOf(APage.Paragraph(3), StringComparison.Ordinal);
        Assert.True(first < last);
        Assert.DoesNotContain("14:00", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div><h4>Newsletter</h4><p>Jeden Morgen die besten Nachrichten von der Küste, kostenlos und ohne Werbung.</p></div>")]
    [InlineData("<div class=\"box\"><p>The morning briefing of The Courier</p><form><input "
        + "type=\"email\"><button>Go</button></form><p>You can leave at any time, and we never sell an address.</p></div>")]
    [InlineData("<div><h3>Related</h3><ul><li><a href=\"/1\">A crane falls in Ulm Bay</a></li><li><a href=\"/2\">Bread for the "
        + "islands</a></li></ul></div>")]
    [InlineData("<amp-ad type=\"x\">Ten ropes that every sailor should own, now at half the price</amp-ad>")]
    [InlineData("<blockquote class=\"pullquote\"><p>We will not open a single berth before the divers have seen every "
        + "metre</p></blockquote>")]
    [InlineData("<p>12:05</p>")]
    [InlineData("<p>3 hours ago</p>")]
    public void A_block_with_a_label_or_form_is_removed_regardless_of_its_class(string block) =>
        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(block)).Text);

    [Theory]
    [InlineData("<p>Ina Brandt is a reporter for The Velin Courier and covers ports and shipping.</p>")]
    [InlineData("<p>Ina covers ports. Follow her on the bird site at inabrandt.</p>")]
    public void The_note_about_the_author_is_removed(string note)
    {
        const string Head = "<meta name=\"author\" content=\"Ina Brandt\">";

        var page = APage.Read(APage.With(head: Head, after: note));

        Assert.EndsWith(APage.Paragraph(7), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_links_beside_the_article_is_removed()
    {
        var text = string.Join("<br><br>", Enumerable.Range(0, 6).Select(APage.Paragraph));

        var page = APage.Read(
            $"<html><body><table><tr><td><a href=\"/\">Home</a><br><a "
                + $"href=\"/b\">Sport</a></td><td><h1>Storm</h1>{text}</td></tr></table></body></html>");

        Assert.StartsWith(APage.Paragraph(0), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bidirectional_and_invisible_characters_are_removed_from_title_and_text()
    {
        var html = APage.With(
            "<p>The mayor \u202Esaid\u202C that \u200Eit was\u0007 fine\u2066 for\u2069 all\0 who came to see the harbour after the "
                + "storm.</p>").Replace("<h1>Storm closes", "<h1>Storm \u202Ecloses\u2069\u0001", StringComparison.Ordinal);

        var page = APage.Read(html);

        Assert.Equal("Storm closes the harbour", page.Title);
        Assert.Contains("The mayor said that it was fine for all who came", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Structured_text_keeps_its_paragraphs()
    {
        var body = string.Join("\\n", Enumerable.Range(0, 6).Select(APage.Paragraph));

        var page = APage.Read(
            $$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm","articleBody":"{{body}}"}</script>
            </head><body><div id=app></div></body></html>
            """);

        Assert.Contains(APage.Paragraph(1) + "\n\n" + APage.Paragraph(2), page.Text, StringComparison.Ordinal);
    }
}
