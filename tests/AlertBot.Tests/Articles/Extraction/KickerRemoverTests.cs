namespace AlertBot.Tests.Articles.Extraction;

/// <summary>The label above a headline is not article text; short lines within the article are.</summary>
public class KickerRemoverTests
{
    [Theory]
    [InlineData("<header><p>World</p><h1>Storm closes the harbour</h1></header>")]
    [InlineData("<header><p class=\"kicker\">Crime and courts</p><h1>Storm closes the harbour</h1></header>")]
    [InlineData("<div><span>Ulm Bay</span> <a href=\"/w\">Weather</a><h1>Storm closes the harbour</h1></div>")]
    [InlineData("<div><strong>Société</strong></div><header><h1>Storm closes the harbour</h1></header>")]
    [InlineData("<h1>Storm closes the harbour</h1><p class=\"eyebrow\">Panorama</p>")]
    public void The_kicker_above_the_headline_is_not_article_text(string head)
    {
        var text = APage.Read($"<html lang=en><body><article>{head}{APage.Paragraphs(6)}</article></body></html>").Text;

        Assert.StartsWith(APage.Paragraph(0), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<header><p>Nobody was hurt.</p><h1>Storm closes the harbour</h1></header>", "Nobody was hurt.")]
    [InlineData("<header><p>Two cranes have fallen over and nobody knows yet why</p><h1>Storm closes the harbour</h1></header>",
        "Two cranes have fallen")]
    public void A_sentence_above_the_headline_stays(string head, string expected)
    {
        var text = APage.Read($"<html lang=en><body><article>{head}{APage.Paragraphs(6)}</article></body></html>").Text;

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_line_above_a_heading_within_the_article_stays()
    {
        var text = APage.Read(APage.With(between: "<p>Bread and milk</p><h1>What the islands need</h1>")).Text;

        Assert.Contains("Bread and milk", text, StringComparison.Ordinal);
    }
}
