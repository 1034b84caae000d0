using System.Text;
using AlertBot.Articles;

namespace AlertBot.Tests.Articles;

/// <summary>Extraction of the article from a page with other elements.</summary>
public class PageReaderTests
{
    [Fact]
    public void The_text_is_paragraphs_separated_by_empty_lines()
    {
        var page = APage.Read(APage.With());

        Assert.Equal(string.Join("\n\n", Enumerable.Range(0, 8).Select(APage.Paragraph)), page.Text);
    }

    [Theory]
    [InlineData("<p>Story continues below this ad</p>")]
    [InlineData("<p>Advertisement</p>")]
    [InlineData("<p>ANZEIGE</p>")]
    [InlineData("<div class=\"share-bar\"><p>Send this to someone who likes boats and harbours and storms.</p></div>")]
    [InlineData("<figure><img src=a.jpg><figcaption>The quay after the storm, seen from the old lighthouse.</figcaption></figure>")]
    [InlineData("<p class=\"wp-caption-text\">The quay after the storm, seen from the old lighthouse.</p>")]
    [InlineData("<p>Photo: Jon Teller / Velin Pictures</p>")]
    [InlineData("<p>The broken crane (Shutterstock)</p>")]
    [InlineData("<p>Read more: The harbour that moved twice</p>")]
    [InlineData("<p><strong>Also read:</strong> <a href=/x>Ten storms that changed the coast</a></p>")]
    [InlineData("<p>À lire aussi : dix tempêtes</p>")]
    [InlineData("<div class=\"newsletter-signup\"><p>Every morning the best of the coast, sent to you for nothing at all.</p></div>")]
    [InlineData("<p>Sign up for our morning letter and never miss a tide.</p>")]
    [InlineData("<div class=\"author-bio\"><p>Ina Brandt has written about ports for twenty years and lives on a boat.</p></div>")]
    [InlineData("<aside class=\"related\"><ul><li><a href=/1>A crane falls in Ulm Bay</a></li><li><a href=/2>Bread for the "
        + "islands</a></li></ul></aside>")]
    [InlineData("<div id=\"cookie-notice\"><p>We use cookies to make our pages better and to count our readers.</p></div>")]
    [InlineData("<p>We use cookies to improve this site.</p>")]
    [InlineData("<p>Follow The Courier on Telegram</p>")]
    [InlineData("<button>Share</button>")]
    [InlineData("<noscript>Please switch JavaScript on.</noscript>")]
    [InlineData("<style>.a { color: red }</style><script>track('storm')</script>")]
    public void Non_article_elements_between_paragraphs_are_removed(string between)
    {
        var page = APage.Read(APage.With(between));

        Assert.Equal(APage.Read(APage.With()).Text, page.Text);
    }

    [Theory]
    [InlineData("Read the room, she told them, and then read the contract again before anyone signs it.")]
    [InlineData("Share prices of the three cranes' makers fell.")]
    [InlineData("By and large it held.")]
    [InlineData("The port is open again, the town said. (dpa)")]
    [InlineData("On 12 May 2019 the last great storm tore the roof off the market hall.")]
    public void A_sentence_that_begins_like_a_notice_stays(string sentence)
    {
        var page = APage.Read(APage.With($"<p>{sentence}</p>"));

        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headline_byline_and_date_before_the_first_paragraph_are_removed()
    {
        var page = APage.Read(
            APage.With(before: "<p>Storm closes the harbour</p><p>By Ina Brandt</p><p>Updated: August 19, 2025 9:40 am</p>"));

        Assert.StartsWith(APage.Paragraph(0), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standfirst_above_the_article_is_kept()
    {
        const string Standfirst = "Two cranes are down, four walls are cracked, and nobody knows when the first ferry will sail again.";

        var page = APage.Read(
            $"<html><body><header><h1>Storm</h1><h2 class=\"standfirst\">{Standfirst}</h2></header>"
                + $"<div class=content>{APage.Paragraphs(6)}</div></body></html>");

        Assert.StartsWith(Standfirst + "\n\n" + APage.Paragraph(0), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Soft_hyphens_and_ruby_readings_are_removed()
    {
        var page = APage.Read(
            APage.With("<p>The har&shy;bour&#8203;master said that <ruby>Velin<rp>(</rp><rt>veh-leen</rt><rp>)</rp></ruby> had never "
                + "seen such waves before.</p>"));

        Assert.Contains("The harbourmaster said that Velin had never seen", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_line_breaks_separate_paragraphs()
    {
        var text = string.Join("<br><br>", Enumerable.Range(0, 6).Select(APage.Paragraph));

        var page = APage.Read($"<html><body><div class=article>{text}</div></body></html>");

        Assert.Contains(APage.Paragraph(1) + "\n\n" + APage.Paragraph(2), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_present_only_in_structured_data_is_extracted()
    {
        var body = string.Join("\\n\\n", Enumerable.Range(0, 6).Select(APage.Paragraph));

        var page = APage.Read(
            $$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm","articleBody":"{{body}}"}</script>
            </head><body><div id=app></div></body></html>
            """);

        Assert.Contains("divers have seen every metre", page.Text, StringComparison.Ordinal);
        Assert.Equal("Storm", page.Title);
    }

    [Fact]
    public void A_boilerplate_class_name_on_the_article_itself_is_ignored()
    {
        var page = APage.Read(
            $"<html><body><div class=\"has-ad share promo\"><div class=\"related story\">{APage.Paragraphs(8)}</div></div></body></html>");

        Assert.Contains(APage.Paragraph(7), page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1252", "<meta charset=\"windows-1252\">", "text/html")]
    [InlineData("windows-1252", "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\">", null)]
    [InlineData("windows-1252", "", "text/html; charset=windows-1252")]
    [InlineData("windows-1252", "", null)]
    [InlineData("utf-8", "", null)]
    [InlineData("utf-8", "<meta charset=\"iso-8859-1\">", null)]
    [InlineData("utf-8", "<meta charset=\"euc-kr\">", null)]
    [InlineData("utf-8", "", "text/html; charset=gb2312")]
    [InlineData("utf-16", "", "text/html")]
    public void The_charset_is_taken_from_header_byte_order_mark_page_or_bytes(string charset, string head, string? contentType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(charset);
        var html = APage.With(
            "<p>Der Bürgermeister von Köln hörte, dass die Fähre über die Straße gezogen wurde; „schön“, sagte er über die Bürger.</p>",
            head);

        var page = APage.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(html)], contentType);

        Assert.Contains("„schön“, sagte er über die Bürger", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shift_jis", "<meta charset=\"Shift_JIS\">", "港は月曜日に閉鎖された。")]
    [InlineData("koi8-r", "<meta charset=\"koi8-r\">", "Порт закрыли в понедельник после бури, сообщили власти.")]
    [InlineData("euc-kr", "<meta charset=\"euc-kr\">", "항구는 월요일 폭풍 이후 폐쇄되었다.")]
    [InlineData("iso-2022-jp", "<meta charset=\"iso-2022-jp\">", "港は月曜日に閉鎖された。")]
    [InlineData("gb18030", "<meta charset=\"gb2312\">", "港口星期一因暴风雨关闭。")]
    public void Pages_in_older_charsets_are_read(string charset, string head, string sentence)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = string.Concat(Enumerable.Repeat(sentence, 20));

        var page = APage.Read(
            Encoding.GetEncoding(charset)
                .GetBytes($"<html><head>{head}</head><body><article><p>{text}</p><p>{text}</p></article></body></html>"), "text/html");

        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_of_line_breaks_stays_regardless_of_the_class_around_it()
    {
        var text = string.Join("<br><br>", Enumerable.Range(0, 6).Select(APage.Paragraph));

        var page = APage.Read($"<html><body><div id=overlay class=\"popup\"><h4><div>{text}</div></h4></div></body></html>");

        Assert.Contains(APage.Paragraph(5), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_one_line_is_read()
    {
        var page = APage.Read("<html><head><title>Ferries</title></head><body><p>No ferry sails today.</p></body></html>");

        Assert.Equal("No ferry sails today.", page.Text);
    }

    [Fact]
    public void A_front_page_of_links_is_not_an_article()
    {
        var links = string.Concat(Enumerable.Range(0, 80).Select(i => $"<li><a href=/{i}>Headline number {i}</a></li>"));

        var result = PageReader.Read(Encoding.UTF8.GetBytes($"<html><body><ul>{links}</ul></body></html>"), "text/html", null, APage.Now);

        Assert.IsType<PageReadResult.NoArticle>(result);
    }

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("application/pdf", "application/pdf")]
    public void A_document_that_is_not_a_page_gives_the_reason(string contentType, string expected)
    {
        var result = PageReader.Read("bytes"u8.ToArray(), contentType, null, APage.Now);

        Assert.Contains(expected, Assert.IsType<PageReadResult.NoArticle>(result).Reason, StringComparison.Ordinal);
    }
}
