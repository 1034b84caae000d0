using System.Diagnostics;
using System.Text;
using AlertBot.Articles;
using AlertBot.Articles.Html;

namespace AlertBot.Tests.Articles;

/// <summary>Pages made to be slow or to crash the parser: each gives an article or a reason within seconds.</summary>
[Collection(NonParallel.Name)]
public class HostilePageTests
{
    /// <summary>Far more than a page takes on a busy machine, and far less than an unbounded parse.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

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
    public void A_hundred_thousand_nested_elements_cause_no_overflow_or_hang(string tag)
    {
        var nested = string.Concat(Enumerable.Repeat(tag, 100_000));

        var result = Read($"<html><body>{nested}The harbour was closed on Monday.</body></html>");

        Assert.NotNull(result);
    }

    [Fact]
    public void Unmatched_end_tags_do_not_slow_the_parser()
    {
        var result = Read($"<html><body>{Repeat("<span>", 1_400 * 6)}{Repeat("</x>", 4_000_000)}</body></html>");

        Assert.IsType<PageReadResult.NoArticle>(result);
    }

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

        var result = Read($"<html><body>{open}{Repeat("<p>Word.", 200_000)}</body></html>");

        Assert.NotNull(result);
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
        var paragraphs = string.Concat(Enumerable.Repeat("<p>Word.", 3_000));

        var result = Read($"<html><body>{open}{paragraphs}</body></html>");

        Assert.NotNull(result);
    }

    [Fact]
    public void A_hundred_thousand_attributes_are_discarded()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" data-a{i}='x'"));

        var result = Read($"<html><body><article{attributes}>{APage.Paragraphs(6)}</article></body></html>");

        Assert.Contains("harbour", Assert.IsType<PageReadResult.Extracted>(result).Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabyte_class_name_does_not_slow_extraction()
    {
        var className = Repeat("share bar ", 1_000_000);

        var result = Read($"<html><body><article class='{className}'>{APage.Paragraphs(6)}</article></body></html>");

        Assert.NotNull(result);
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("by ")]
    [InlineData(" ")]
    [InlineData("By Ana, ")]
    [InlineData("12 ")]
    [InlineData("&nbsp;<br>")]
    [InlineData("Photo: / © ")]
    public void A_megabyte_paragraph_without_sentence_ends_is_bounded(string piece)
    {
        var result = Read($"<html><body><article><p>{Repeat(piece, 1_000_000)}</p>{APage.Paragraphs(3)}</article></body></html>");

        Assert.NotNull(result);
    }

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
    public void A_megabyte_title_is_bounded()
    {
        var title = Repeat("Harbour - ", 1_000_000);

        var result = Read(
            $"<html><head><title>{title}</title><meta property='og:title' content='{title}'></head>"
                + $"<body><h1>{title}</h1>{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(result);
    }

    [Fact]
    public void Ten_thousand_dates_and_meta_elements_are_read_in_bounded_time()
    {
        var times = string.Concat(
            Enumerable.Repeat("<time datetime='not a date'>yesterday</time><span class=date>12 12 12</span>", 10_000));
        var metas = string.Concat(Enumerable.Repeat("<meta name='x' content='y'>", 10_000));

        var result = Read($"<html><head>{metas}</head><body>{times}{APage.Paragraphs(6)}</body></html>");

        Assert.NotNull(result);
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
    public void Endlessly_repeated_markup_does_not_slow_extraction(string piece, int times)
    {
        var result = Read($"<html><body><article>{APage.Paragraphs(6)}</article>{Repeat(piece, times * piece.Length)}</body></html>");

        Assert.NotNull(result);
    }

    [Fact]
    public void Text_nested_a_hundred_levels_deep_is_extracted_in_time()
    {
        var result = Read(
            $"<html><body>{Repeat("<div>", 110 * 5)}{Repeat("<div><p>The harbour stays closed today.</p></div>", 500_000)}</body></html>");

        Assert.IsType<PageReadResult.Extracted>(result);
    }

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
    public void Feed_content_has_the_same_bounds(string tag)
    {
        var stopwatch = Stopwatch.StartNew();

        _ = HtmlText.ToText(Repeat(tag, 1_000_000) + "The harbour was closed.");

        Assert.True(stopwatch.Elapsed < Limit, $"took {stopwatch.Elapsed}");
    }

    private static PageReadResult Read(string html)
    {
        var stopwatch = Stopwatch.StartNew();
        var result =
            PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", new Uri("https://news.example/a"), APage.Now);
        Assert.True(stopwatch.Elapsed < Limit, $"took {stopwatch.Elapsed}");
        return result;
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
