using AlertBot.Articles.Html;

namespace AlertBot.Tests.Articles.Html;

/// <summary>Conversion of the HTML of feeds to plain text.</summary>
public class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One &amp; two.</p><p>Three.</p>", "One & two.\n\nThree.")]
    [InlineData("One.<br><br>Two.<br>Three.", "One.\n\nTwo.\nThree.")]
    [InlineData("Plain text\nof two lines.", "Plain text\nof two lines.")]
    [InlineData("<div>One <b>bold</b>,<i> two</i>.</div>", "One bold, two.")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo")]
    [InlineData("<p>One.</p><script>x()</script><style>p{}</style><iframe src=x>no</iframe>", "One.")]
    [InlineData("<figure><img src=x><figcaption>The quay</figcaption></figure><p>One.</p>", "One.")]
    [InlineData("<p>One.</p><p>The post <a href=x>Storm</a> appeared first on <a href=y>The Velin Courier</a>.</p>", "One.")]
    [InlineData("<p>One.</p><p><a href=x>Read more</a></p>", "One.")]
    [InlineData("<p>One.</p><p><a href=x>Continue reading the story &rarr;</a></p>", "One.")]
    [InlineData("<p>One.</p><p>Weiterlesen …</p>", "One.")]
    [InlineData("<p>   </p>", "")]
    [InlineData("", "")]
    [InlineData("<p>5 < 6 and 7 > 3", "5 < 6 and 7 > 3")]
    public void Markup_becomes_paragraphs(string html, string expected) => Assert.Equal(expected, HtmlText.ToText(html));

    [Theory]
    [InlineData("  Storm &amp;\n harbour ", "Storm & harbour")]
    [InlineData("A&nbsp;B", "A B")]
    public void A_line_has_decoded_entities_and_single_spaces(string text, string expected) =>
        Assert.Equal(expected, HtmlText.ToLine(text));
}
