using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>A line of a reply in Discord's markdown; whatever its spans hold stays text.</summary>
internal static class DiscordRichTextFormatter
{
    /// <summary>Room for the mark before the line.</summary>
    private const int MaxLineLength = DiscordLimits.MaxContent - 8;

    /// <returns>At most <see cref="DiscordLimits.MaxContent"/> code points; a longer line ends with an ellipsis behind a whole span or a
    /// cut text.</returns>
    public static string Format(RichText text)
    {
        var line = new BoundedTextBuilder(MaxLineLength);
        var room = MaxLineLength;
        foreach (var span in text.Spans)
        {
            var written = Format(span);
            if (!line.TryAppend(written))
            {
                line.TryAppend(Truncate(span, room));
                break;
            }

            room -= DisplayText.CountCodePoints(written);
        }

        return line.ToString().Trim();
    }

    private static string Format(RichText.Span span) => span switch
    {
        RichText.Span.Plain plain => FoldWhiteSpace(plain.Text),
        RichText.Span.Strong strong => Enclose("**", FoldWhiteSpace(strong.Text)),
        RichText.Span.Code code => DiscordMarkdown.Code(DisplayText.Clean(code.Text)),
        RichText.Span.Link link => FormatLink(DisplayText.Clean(link.Label), WebLink.Sanitize(link.Url)),
        RichText.Span.RelativeTime ago => DiscordMarkdown.RelativeTimestamp(ago.At),
        RichText.Span.DestinationLink place => FormatDestination(place.Destination),
        _ => "",
    };

    /// <summary>A query or a list may be longer than a message: its beginning is shown, in the same manner.</summary>
    private static string Truncate(RichText.Span span, int room) => room < 16 ? "…" : span switch
    {
        RichText.Span.Code code => DiscordMarkdown.Code(DisplayText.Truncate(DisplayText.Clean(code.Text), room - 2)),
        RichText.Span.Strong strong =>
            Enclose("**", DisplayText.TruncateEscaped(DisplayText.Clean(strong.Text), room - 4, DiscordMarkdown.Escape)),
        RichText.Span.Plain plain =>
            EdgeSpace(plain.Text, first: true)
                + DisplayText.TruncateEscaped(DisplayText.Clean(plain.Text), room - 1, DiscordMarkdown.Escape),
        RichText.Span.Link link => DisplayText.TruncateEscaped(DisplayText.Clean(link.Label), room, DiscordMarkdown.Escape),
        _ => "…",
    };

    private static string FormatLink(string label, string? link) =>
        DiscordMarkdown.LinkWithoutPreview(label.Length > 0 || link is null ? label : new Uri(link).Host, link);

    private static string FormatDestination(DestinationAddress place) =>
        place is { Platform: "discord", Address: { Length: > 0 and <= 20 } id } && id.All(char.IsAsciiDigit) ? $"<#{id}>"
            : FoldWhiteSpace(place.ToString());

    private static string Enclose(string mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>White space is folded, but a span keeps its distance from its neighbours.</summary>
    private static string FoldWhiteSpace(string text) =>
        DisplayText.Clean(text) is { Length: > 0 } clean
            ? EdgeSpace(text, first: true) + DiscordMarkdown.Escape(clean) + EdgeSpace(text, first: false)
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string EdgeSpace(string text, bool first) => text.Length > 0 && char.IsWhiteSpace(text[first ? 0 : ^1]) ? " " : "";
}
