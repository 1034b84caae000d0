using System.Diagnostics;
using System.Text;
using AlertBot.Articles;

namespace AlertBot.Tests.Articles;

/// <summary>Pages made to hurt: each is answered within seconds, in words or with its article.</summary>
[Collection(Alone.Name)]
public class HostilePageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    [Fact]
    public void A_page_of_5_MB_without_an_article_is_said_to_hold_none()
    {
        var menu = Repeat("<li><a href='/x'>Sport</a></li>", 5_000_000);

        var reading = Read($"<html><body><ul>{menu}</ul></body></html>");

        Assert.IsType<PageReading.NoArticle>(reading);
    }

    [Fact]
    public void An_article_before_5_MB_of_script_is_read()
    {
        var reading = Read($"<html><body><article>{APage.Paragraphs(6)}</article><script>var x = '{new string('y', 5_000_000)}';</script></body></html>");

        Assert.Contains("harbour", Assert.IsType<PageReading.Read>(reading).Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<table><tr><td></div>")]
    [InlineData("<font color=red><p>")]
    [InlineData("<svg>")]
    [InlineData("<template>")]
    [InlineData("<a href=x><span>")]
    [InlineData("<button><p>")]
    [InlineData("<select><option>")]
    [InlineData("<noscript>")]
    [InlineData("<div/>")]
    [InlineData("<svg><div/>")]
    [InlineData("<div><table></div></table>")]
    [InlineData("</p>")]
    [InlineData("<b class=a><i id=b></b>")]
    public void A_hundred_thousand_nested_elements_neither_overflow_nor_hang(string tag)
    {
        var nested = string.Concat(Enumerable.Repeat(tag, 100_000));

        var reading = Read($"<html><body>{nested}The harbour was closed on Monday.</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void End_tags_that_close_nothing_do_not_hold_the_parser_up()
    {
        var reading = Read($"<html><body>{Repeat("<span>", 1_400 * 6)}{Repeat("</x>", 4_000_000)}</body></html>");

        Assert.IsType<PageReading.NoArticle>(reading);
    }

    [Fact]
    public void Four_megabytes_of_text_inside_many_elements_are_read_in_part()
    {
        var text = string.Concat(Enumerable.Repeat(APage.Paragraphs(8), 2_500));

        var reading = Read($"<html><body>{Repeat("<div>", 190 * 5)}{text}{Repeat("</div>", 190 * 6)}</body></html>");

        Assert.InRange(Assert.IsType<PageReading.Read>(reading).Page.Text.Length, 10_000, 1_000_000);
    }

    [Fact]
    public void Formatting_below_the_limit_does_not_multiply_either()
    {
        var open = string.Concat(Enumerable.Range(0, 1_400).Select(i => $"<font class=c{i}>"));

        var reading = Read($"<html><body>{open}{Repeat("<p>Word.", 200_000)}</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void An_article_inside_ten_thousand_elements_is_read_or_refused_but_never_overflows()
    {
        var nested = string.Concat(Enumerable.Repeat("<div class=a>", 10_000));

        var reading = Read($"<html><body>{nested}{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void Formatting_that_is_never_closed_does_not_multiply()
    {
        var open = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<font class=c{i}>"));
        var paragraphs = string.Concat(Enumerable.Repeat("<p>Word.", 3_000));

        var reading = Read($"<html><body>{open}{paragraphs}</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void A_hundred_thousand_attributes_are_not_kept()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" data-a{i}='x'"));

        var reading = Read($"<html><body><article{attributes}>{APage.Paragraphs(6)}</article></body></html>");

        Assert.Contains("harbour", Assert.IsType<PageReading.Read>(reading).Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_name_of_a_megabyte_does_not_slow_the_reading()
    {
        var name = Repeat("share bar ", 1_000_000);

        var reading = Read($"<html><body><article class='{name}'>{APage.Paragraphs(6)}</article></body></html>");

        Assert.NotNull(reading);
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("by ")]
    [InlineData(" ")]
    [InlineData("By Ana, ")]
    [InlineData("12 ")]
    [InlineData("&nbsp;<br>")]
    [InlineData("Photo: / © ")]
    public void A_paragraph_of_a_megabyte_without_a_full_stop_is_bounded(string piece)
    {
        var reading = Read($"<html><body><article><p>{Repeat(piece, 1_000_000)}</p>{APage.Paragraphs(3)}</article></body></html>");

        Assert.NotNull(reading);
    }

    [Theory]
    [InlineData("{\"@graph\":[")]
    [InlineData("{\"mainEntity\":")]
    [InlineData("[")]
    public void Nested_structured_data_is_no_way_to_the_stack(string piece)
    {
        var reading = Read($"<html><head><script type='application/ld+json'>{Repeat(piece, 400_000)}}}</script></head><body><article>{APage.Paragraphs(6)}</article></body></html>");

        Assert.IsType<PageReading.Read>(reading);
    }

    [Fact]
    public void A_title_of_a_megabyte_is_bounded()
    {
        var title = Repeat("Harbour - ", 1_000_000);

        var reading = Read($"<html><head><title>{title}</title><meta property='og:title' content='{title}'></head><body><h1>{title}</h1>{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void Ten_thousand_dates_and_metas_are_bounded()
    {
        var times = string.Concat(Enumerable.Repeat("<time datetime='not a date'>yesterday</time><span class=date>12 12 12</span>", 10_000));
        var metas = string.Concat(Enumerable.Repeat("<meta name='x' content='y'>", 10_000));

        var reading = Read($"<html><head>{metas}</head><body>{times}{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(reading);
    }

    [Theory]
    [InlineData("<iframe></iframe>", 20_000)]
    [InlineData("<noscript><p>The harbour of Port Velin was closed on Monday after a storm tore two cranes from their rails, said the port.</p></noscript>", 5_000)]
    [InlineData("<h1>Storm closes the harbour</h1>", 15_000)]
    [InlineData("<div class='share'><p>Send this to a friend who likes boats.</p></div>", 10_000)]
    [InlineData("<h4>Related</h4>", 20_000)]
    [InlineData("<input type=email>", 20_000)]
    [InlineData("<article><h2>Storm</h2></article>", 10_000)]
    [InlineData("<td><a href=x>Sport</a></td>", 10_000)]
    [InlineData("<p>Subscribe and sign in, join and register, log in and create an account.</p>", 10_000)]
    [InlineData("<p>word word word word word word word and</p>", 10_000)]
    [InlineData("<svg><title>x</title><g><path/></g></svg>", 8_000)]
    [InlineData("<math><mi>x</mi></math>", 10_000)]
    [InlineData("<template><p>x</p></template>", 10_000)]
    [InlineData("&nosuchentity&#x110000;&#0;", 100_000)]
    [InlineData("<img src='data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'>", 20_000)]
    public void What_is_repeated_without_end_does_not_hold_the_reading_up(string piece, int times)
    {
        var reading = Read($"<html><body><article>{APage.Paragraphs(6)}</article>{Repeat(piece, times * piece.Length)}</body></html>");

        Assert.NotNull(reading);
    }

    [Fact]
    public void Text_below_a_hundred_levels_is_read_in_time()
    {
        var reading = Read($"<html><body>{Repeat("<div>", 110 * 5)}{Repeat("<div><p>The harbour stays closed today.</p></div>", 500_000)}</body></html>");

        Assert.IsType<PageReading.Read>(reading);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 binary")]
    [InlineData("{\"json\":true}")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("<html></html>")]
    [InlineData("<!--")]
    [InlineData("<html><body><p>Sign in</p></body></html>")]
    public void What_holds_no_article_is_told_in_words(string page)
    {
        var reading = Read(page);

        Assert.NotEmpty(Assert.IsType<PageReading.NoArticle>(reading).Reason);
    }

    [Fact]
    public void Random_bytes_are_answered()
    {
        var bytes = new byte[200_000];
        new Random(7).NextBytes(bytes);

        var reading = PageReader.Read(bytes, "text/html", null, APage.Now);

        Assert.NotNull(reading);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><p>")]
    [InlineData("<table><tr><td>")]
    public void A_feeds_content_is_bounded_in_the_same_way(string tag)
    {
        var clock = Stopwatch.StartNew();

        _ = HtmlText.ToText(Repeat(tag, 1_000_000) + "The harbour was closed.");

        Assert.True(clock.Elapsed < Limit, $"took {clock.Elapsed}");
    }

    private static PageReading Read(string html)
    {
        var clock = Stopwatch.StartNew();
        var reading = PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", new Uri("https://news.example/a"), APage.Now);
        Assert.True(clock.Elapsed < Limit, $"took {clock.Elapsed}");
        return reading;
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
