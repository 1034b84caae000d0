using System.Text;
using AlertBot.Articles;
using AlertBot.Articles.Extraction;

namespace AlertBot.Tests.Articles.Extraction;

/// <summary>Pages whose largest block is not the article, and pages without an article.</summary>
public class ArticleBlockSelectionTests
{
    private const string Head = "<title>Storm closes the harbour</title><meta property=\"og:description\" content=\"Engineers found "
        + "cracks in the oldest quay of Port Velin, and ferries to the islands were sent elsewhere.\">";

    private const string Notice = "With deep sorrow we tell all who knew him that Otto Wendel died in his eightieth year; we bury him "
        + "on Friday at noon, and thank those who come, who write, who send flowers.";

    [Fact]
    public void A_directory_beside_the_article_is_not_taken_for_the_article()
    {
        var notices = string.Concat(Enumerable.Range(0, 20).Select(i => $"<div class=\"slide\">{i}. {Notice}</div>"));
        var page = APage.Read(
            $"<html lang=en><head>{Head}</head><body><h1>Storm closes the harbour</h1><div class=\"sidebar\"><div "
                + $"class=\"b\">{APage.Paragraphs(4)}</div></div><div class=\"c\"><div class=\"d\">{notices}</div></div></body></html>");

        Assert.Contains(APage.Paragraph(0), page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sorrow", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_sharing_no_words_with_the_headline_is_off_topic()
    {
        var terms = HeadlineTerms.From("Storm closes the harbour",
            "Engineers found cracks in the oldest quay of Port Velin, and ferries to the islands were sent elsewhere.")!;
        var article = Enumerable.Range(0, 5).Select(APage.Paragraph).ToList();
        var directory = Enumerable.Repeat(Notice, 5).ToList();

        Assert.True(terms.IsAbsentFrom(directory));
        Assert.False(terms.IsAbsentFrom(article));
        Assert.True(terms.IsBetterCoveredBy(article, directory));
        Assert.False(terms.IsBetterCoveredBy(directory, article));
    }

    [Fact]
    public void An_article_with_another_description_stays()
    {
        var head = Head.Replace(
            "Engineers found cracks in the oldest quay of Port Velin, and ferries to the islands were sent elsewhere.",
            "Latest politics, football, weather, horoscopes and television listings from around the country.", StringComparison.Ordinal);

        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(head: head)).Text);
    }

    [Theory]
    [InlineData("<p>Publisher: Velin Press</p><p>Editor-in-chief: Ina Brandt</p><p>Tel.: 55 12 30</p><p>office@velin.example</p><p>The "
        + "Velin Courier was registered by the office of the press under the number 5712.</p>")]
    [InlineData("<h2>Images</h2><p>Website for this image</p><p>Full size</p><p>Similar images</p>")]
    public void A_page_of_publisher_notices_or_labels_is_not_an_article(string body)
    {
        var links = string.Concat(Enumerable.Range(0, 30).Select(i => $"<a href=/{i}>{i}</a> "));

        var result = PageReader.Read(Encoding.UTF8.GetBytes($"<html><body><nav>{links}</nav><div>{body}</div></body></html>"),
            "text/html", null, APage.Now);

        Assert.IsType<PageReadResult.NoArticle>(result);
    }

    [Fact]
    public void A_block_of_many_words_is_compared_in_linear_time() =>
        WorkGrowth.AssertLinear(60_000, count =>
        {
            var words = string.Join(' ', Enumerable.Range(0, count).Select(i => "harbourmaster" + (char)('a' + (i % 26))));
            var page = Encoding.UTF8.GetBytes($"<html><head>{Head}</head><body><div><p>{words}</p></div></body></html>");
            return () => PageReader.Read(page, "text/html", null, APage.Now);
        });
}
