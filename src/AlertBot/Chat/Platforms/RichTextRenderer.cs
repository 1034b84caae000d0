using AlertBot.Chat.Content;

namespace AlertBot.Chat.Platforms;

/// <summary>Renders a line of a reply in a platform's markup. The texts of its spans stay text.</summary>
internal sealed class RichTextRenderer(IMarkup markup)
{
    /// <summary>The shortest cut text that is shown, in code points. With less space an ellipsis alone is shown.</summary>
    private const int MinTruncatedLength = 16;

    private const string Ellipsis = "…";

    /// <returns>At most <paramref name="maxLength"/> code points. A longer line ends with an ellipsis after a whole span or a cut
    /// text.</returns>
    public string Render(RichText text, int maxLength)
    {
        var line = new BoundedTextBuilder(maxLength);
        var remaining = maxLength;
        var last = ' ';
        foreach (var span in text.Spans)
        {
            var rendered = markup.Separate(last, Render(span));
            if (!line.TryAppend(rendered))
            {
                line.TryAppend(Truncate(span, remaining));
                break;
            }

            remaining -= DisplayText.CountCodePoints(rendered);
            last = rendered.Length > 0 ? rendered[^1] : last;
        }

        return line.ToString().Trim();
    }

    private string Render(RichText.Span span) => span switch
    {
        RichText.Span.Plain plain => FoldWhiteSpace(plain.Text),
        RichText.Span.Strong strong when markup.StrongMark.Length == 0 => FoldWhiteSpace(strong.Text),
        RichText.Span.Strong strong => Enclose(markup.StrongMark, markup.Escape(DisplayText.Clean(strong.Text))),
        RichText.Span.Code code => Enclose(markup.CodeMark, markup.EscapeCode(DisplayText.Clean(code.Text))),
        RichText.Span.Link link => markup.FormatLink(LabelOf(link), WebLink.Sanitize(link.Url)),
        RichText.Span.RelativeTime time => markup.FormatTime(time.At),
        RichText.Span.DestinationLink link =>
            markup.FormatDestination(link.Destination) ?? FoldWhiteSpace(link.Destination.ToString()),
        _ => throw new InvalidOperationException($"{span} is not a known kind of span"),
    };

    /// <summary>A query or a list may be longer than a message: its start is shown, in the same format.</summary>
    private string Truncate(RichText.Span span, int maxLength) => maxLength < MinTruncatedLength ? Ellipsis : span switch
    {
        RichText.Span.Code code => Enclose(markup.CodeMark,
            DisplayText.TruncateEscaped(DisplayText.Clean(code.Text), maxLength - Overhead(markup.CodeMark), markup.EscapeCode)),
        RichText.Span.Strong strong => Enclose(markup.StrongMark,
            DisplayText.TruncateEscaped(DisplayText.Clean(strong.Text), maxLength - Overhead(markup.StrongMark), markup.Escape)),
        RichText.Span.Plain plain =>
            LeadingSpace(plain.Text) + DisplayText.TruncateEscaped(DisplayText.Clean(plain.Text), maxLength - 1, markup.Escape),
        RichText.Span.Link link => DisplayText.TruncateEscaped(LabelOf(link), maxLength, markup.Escape),
        _ => Ellipsis,
    };

    /// <summary>Code points that enclosing a text adds to it.</summary>
    private int Overhead(string mark) => (2 * mark.Length) + markup.MaxSeparatorLength;

    private static string LabelOf(RichText.Span.Link link) =>
        DisplayText.Clean(link.Label) is { Length: > 0 } label ? label
        : WebLink.Sanitize(link.Url) is { } url ? new Uri(url).Host
        : "";

    private static string Enclose(string mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>Folds white space. One space at each end stays: it separates the span from the text beside it.</summary>
    private string FoldWhiteSpace(string text) =>
        DisplayText.Clean(text) is { Length: > 0 } clean
            ? LeadingSpace(text) + markup.Escape(clean) + TrailingSpace(text)
            : LeadingSpace(text);

    private static string LeadingSpace(string text) => text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string TrailingSpace(string text) => text.Length > 0 && char.IsWhiteSpace(text[^1]) ? " " : "";
}
