using AlertBot.Alerts;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>A line of a reply in Discord's markdown; whatever its spans hold stays text.</summary>
internal static class DiscordRichText
{
    /// <summary>Room for the mark before the line.</summary>
    private const int MaxLine = DiscordLimits.Content - 8;

    /// <returns>At most <see cref="DiscordLimits.Content"/> code points; a longer line ends with an ellipsis behind a whole span or a cut text.</returns>
    public static string Write(RichText text)
    {
        var line = new BoundedText(MaxLine);
        var room = MaxLine;
        foreach (var span in text.Spans)
        {
            var written = Write(span);
            if (!line.TryAppend(written))
            {
                line.TryAppend(Cut(span, room));
                break;
            }

            room -= PlainText.Count(written);
        }

        return line.ToString().Trim();
    }

    private static string Write(RichText.Span span) => span switch
    {
        RichText.Span.Plain plain => Escaped(plain.Text),
        RichText.Span.Strong strong => Around("**", Escaped(strong.Text)),
        RichText.Span.Code code => DiscordMarkdown.Code(PlainText.Clean(code.Text)),
        RichText.Span.Link link => Link(PlainText.Clean(link.Label), WebLink.Of(link.Url)),
        RichText.Span.Ago ago => DiscordMarkdown.Ago(ago.At),
        RichText.Span.Place place => Place(place.Destination),
        _ => "",
    };

    /// <summary>A query or a list may be longer than a message: its beginning is shown, in the same manner.</summary>
    private static string Cut(RichText.Span span, int room) => room < 16 ? "…" : span switch
    {
        RichText.Span.Code code => DiscordMarkdown.Code(PlainText.Cut(PlainText.Clean(code.Text), room - 2)),
        RichText.Span.Strong strong => Around("**", PlainText.Fit(PlainText.Clean(strong.Text), room - 4, DiscordMarkdown.Escape)),
        RichText.Span.Plain plain => Edge(plain.Text, first: true) + PlainText.Fit(PlainText.Clean(plain.Text), room - 1, DiscordMarkdown.Escape),
        RichText.Span.Link link => PlainText.Fit(PlainText.Clean(link.Label), room, DiscordMarkdown.Escape),
        _ => "…",
    };

    private static string Link(string label, string? link) => DiscordMarkdown.QuietLink(label.Length > 0 || link is null ? label : new Uri(link).Host, link);

    private static string Place(DestinationAddress place) =>
        place is { Platform: "discord", Address: { Length: > 0 and <= 20 } id } && id.All(char.IsAsciiDigit) ? $"<#{id}>" : Escaped(place.ToString());

    private static string Around(string mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>White space is folded, but a span keeps its distance from its neighbours.</summary>
    private static string Escaped(string text) =>
        PlainText.Clean(text) is { Length: > 0 } clean
            ? Edge(text, first: true) + DiscordMarkdown.Escape(clean) + Edge(text, first: false)
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string Edge(string text, bool first) => text.Length > 0 && char.IsWhiteSpace(text[first ? 0 : ^1]) ? " " : "";
}
