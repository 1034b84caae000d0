using System.Text;
using AlertBot.Articles;
using AlertBot.Articles.Html;

namespace AlertBot.Tests.Articles;

/// <summary>Pages made to be slow or to crash the parser: each gives an article or a reason, at a cost that grows with its size.</summary>
public class HostilePageTests
{
    [Fact]
    public void A_5_MB_page_without_an_article_is_reported_as_having_none()
    {
        var menu = Repeat("<li><a href='/x'>Sport</a></li>", 5_000_000);

        var result = Read($"<html><body><ul>{menu}</ul></body></html>");

        Assert.IsType<PageReadResult.NoArticle>(result);
    }

    [Fact]
    public void An_article_before_5_MB_of_script_is_extracted()
    {
        var result = Read(
            $"<html><body><article>{APage.Paragraphs(6)}</article><script>var x = '{new string('y', 5_000_000)}';</script></body></html>");

        Assert.Contains("harbour", Assert.IsType<PageReadResult.Extracted>(result).Page.Text, StringComparison.Ordinal);
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
    public void A_hundred_thousand_nested_elements_cause_no_overflow_or_hang(string tag) =>
        AssertLinear(tag, 100_000 * tag.Length, nested => $"<html><body>{nested}The harbour was closed on Monday.</body></html>");

    [Fact]
    public void Unmatched_end_tags_do_not_slow_the_parser() =>
        AssertLinear("</x>", 4_000_000, text => $"<html><body>{Repeat("<span>", 1_400 * 6)}{text}</body></html>");

    [Fact]
    public void Four_megabytes_of_text_in_many_elements_are_truncated()
    {
        var text = string.Concat(Enumerable.Repeat(APage.Paragraphs(8), 2_500));

        var result = Read($"<html><body>{Repeat("<div>", 190 * 5)}{text}{Repeat("</div>", 190 * 6)}</body></html>");

        Assert.InRange(Assert.IsType<PageReadResult.Extracted>(result).Page.Text.Length, 10_000, 1_000_000);
    }

    [Fact]
    public void Nested_formatting_below_the_depth_limit_is_not_multiplied()
    {
        var open = string.Concat(Enumerable.Range(0, 1_400).Select(i => $"<font class=c{i}>"));

        AssertLinear("<p>Word.", 200_000, text => $"<html><body>{open}{text}</body></html>");
    }

    [Fact]
    public void An_article_nested_ten_thousand_deep_is_extracted_or_rejected_without_overflow()
    {
        var nested = string.Concat(Enumerable.Repeat("<div class=a>", 10_000));

        var result = Read($"<html><body>{nested}{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(result);
    }

    [Fact]
    public void Unclosed_formatting_is_not_multiplied()
    {
        var open = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<font class=c{i}>"));

        AssertLinear("<p>Word.", 3_000 * 8, text => $"<html><body>{open}{text}</body></html>");
    }

    [Fact]
    public void A_hundred_thousand_attributes_are_discarded()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" data-a{i}='x'"));

        var result = Read($"<html><body><article{attributes}>{APage.Paragraphs(6)}</article></body></html>");

        Assert.Contains("harbour", Assert.IsType<PageReadResult.Extracted>(result).Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabyte_class_name_does_not_slow_extraction() =>
        AssertLinear("share bar ", 1_000_000, text => $"<html><body><article class='{text}'>{APage.Paragraphs(6)}</article></body></html>");

    [Theory]
    [InlineData("a ")]
    [InlineData("by ")]
    [InlineData(" ")]
    [InlineData("By Ana, ")]
    [InlineData("12 ")]
    [InlineData("&nbsp;<br>")]
    [InlineData("Photo: / © ")]
    public void Megabytes_in_one_paragraph_without_sentence_ends_are_bounded(string piece) =>
        AssertLinear(piece, 4_000_000, text => $"<html><body><article><p>{text}</p>{APage.Paragraphs(3)}</article></body></html>");

    [Theory]
    [InlineData("{\"@graph\":[")]
    [InlineData("{\"mainEntity\":")]
    [InlineData("[")]
    public void Deeply_nested_structured_data_does_not_overflow_the_stack(string piece)
    {
        var result = Read(
            $"<html><head><script type='application/ld+json'>{Repeat(piece, 400_000)}}}</script></head>"
                + $"<body><article>{APage.Paragraphs(6)}</article></body></html>");

        Assert.IsType<PageReadResult.Extracted>(result);
    }

    [Fact]
    public void A_megabyte_title_is_bounded() =>
        AssertLinear("Harbour - ", 1_000_000,
            title => $"<html><head><title>{title}</title><meta property='og:title' content='{title}'></head>"
                + $"<body><h1>{title}</h1>{APage.Paragraphs(6)}</body></html>");

    [Fact]
    public void Ten_thousand_dates_and_meta_elements_are_read_in_linear_time()
    {
        const string Time = "<time datetime='not a date'>yesterday</time><span class=date>12 12 12</span>";
        const string Meta = "<meta name='x' content='y'>";

        AssertLinear(Time, 10_000 * Time.Length, times => $"<html><body>{times}{APage.Paragraphs(6)}</body></html>");
        AssertLinear(Meta, 10_000 * Meta.Length, metas => $"<html><head>{metas}</head><body>{APage.Paragraphs(6)}</body></html>");
    }

    [Theory]
    [InlineData("<iframe></iframe>", 20_000)]
    [InlineData("<noscript><p>The harbour of Port Velin was closed on Monday after a storm tore two cranes from their rails, said the "
        + "port.</p></noscript>", 5_000)]
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
    public void Endlessly_repeated_markup_does_not_slow_extraction(string piece, int times) =>
        AssertLinear(piece, times * piece.Length, text => $"<html><body><article>{APage.Paragraphs(6)}</article>{text}</body></html>");

    [Fact]
    public void Text_nested_a_hundred_levels_deep_is_extracted_in_linear_time() =>
        AssertLinear("<div><p>The harbour stays closed today.</p></div>", 500_000, text =>
        {
            var page = $"<html><body>{Repeat("<div>", 110 * 5)}{text}</body></html>";
            Assert.IsType<PageReadResult.Extracted>(Read(page));
            return page;
        });

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 binary")]
    [InlineData("{\"json\":true}")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("<html></html>")]
    [InlineData("<!--")]
    [InlineData("<html><body><p>Sign in</p></body></html>")]
    public void A_page_without_an_article_gives_a_readable_reason(string page)
    {
        var result = Read(page);

        Assert.NotEmpty(Assert.IsType<PageReadResult.NoArticle>(result).Reason);
    }

    [Fact]
    public void Random_bytes_give_a_result()
    {
        var bytes = new byte[200_000];
        new Random(7).NextBytes(bytes);

        var result = PageReader.Read(bytes, "text/html", null, APage.Now);

        Assert.NotNull(result);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><p>")]
    [InlineData("<table><tr><td>")]
    public void Feed_content_has_the_same_bounds(string tag) =>
        WorkGrowth.AssertLinear(tag, 1_000_000, text => HtmlText.ToText(text + "The harbour was closed."));

    /// <summary>Reads a page that repeats one piece at two sizes.</summary>
    private static void AssertLinear(string piece, int length, Func<string, string> toPage) =>
        WorkGrowth.AssertLinear(length / piece.Length, times =>
        {
            var page = toPage(string.Concat(Enumerable.Repeat(piece, times)));
            return () => Assert.NotNull(Read(page));
        });

    private static PageReadResult Read(string html) =>
        PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", new Uri("https://news.example/a"), APage.Now);

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
