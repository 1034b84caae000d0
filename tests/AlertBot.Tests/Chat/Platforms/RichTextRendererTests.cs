using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Tests.Chat.Platforms;

public class RichTextRendererTests
{
    private static readonly RichText Line = RichText.Of(
        "News  on ", new Span.Strong("a*b"),
        ": type ", new Span.Code("/news `x`"),
        " or see ", new Span.Link("the page", "https://example.org/a"),
        ", ", new Span.RelativeTime(DateTimeOffset.UnixEpoch),
        " in ", new Span.DestinationLink(new DestinationAddress("slack", "C1")), ".");

    [Fact]
    public void Spans_are_written_in_the_markup_with_their_text_escaped() => Assert.Equal(
        "News on **a\\*b**: type |/news 'x'| or see [the page](https://example.org/a), t0 in slack:C1.",
        new RichTextRenderer(new Markup()).Render(Line, 1_000));

    [Fact]
    public void Without_marks_the_words_remain() => Assert.Equal(
        "News on a\\*b: type /news 'x' or see [the page](https://example.org/a), t0 in slack:C1.",
        new RichTextRenderer(new Markup { StrongMark = "", CodeMark = "" }).Render(Line, 1_000));

    [Fact]
    public void A_link_without_a_safe_address_is_its_label_and_one_without_a_label_its_host()
    {
        var renderer = new RichTextRenderer(new Markup());

        Assert.Equal("page", renderer.Render(RichText.Of(new Span.Link("page", "javascript:x")), 100));
        Assert.Equal("[example.org](https://example.org/a)",
            renderer.Render(RichText.Of(new Span.Link(" ", "https://example.org/a")), 100));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(90)]
    public void A_long_line_ends_with_an_ellipsis_inside_its_marks(int max)
    {
        var words = string.Join(' ', Enumerable.Repeat("word*", 60));
        var renderer = new RichTextRenderer(new Markup());

        var strong = renderer.Render(RichText.Of("On ", new Span.Strong(words)), max);
        var code = renderer.Render(RichText.Of("On ", new Span.Code(words)), max);
        var plain = renderer.Render(RichText.Of("On ", words), max);

        Assert.EndsWith("…**", strong, StringComparison.Ordinal);
        Assert.EndsWith("…|", code, StringComparison.Ordinal);
        Assert.EndsWith("…", plain, StringComparison.Ordinal);
        Assert.All([strong, code, plain], line => Assert.InRange(DisplayText.CountCodePoints(line), max / 2, max));
    }

    private sealed class Markup : IMarkup
    {
        public string StrongMark { get; init; } = "**";

        public string CodeMark { get; init; } = "|";

        public string Escape(string text) => text.Replace("*", "\\*", StringComparison.Ordinal);

        public string EscapeCode(string text) => text.Replace('`', '\'');

        public string FormatLink(string label, string? url) => url is null ? Escape(label) : $"[{Escape(label)}]({url})";

        public string FormatTime(DateTimeOffset time) => $"t{time.ToUnixTimeSeconds()}";

        public string? FormatDestination(DestinationAddress destination) => null;
    }
}
