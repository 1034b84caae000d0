using AlertBot.Alerts;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Slack;

/// <summary>A line of a reply in Slack's mrkdwn; whatever its spans hold stays text.</summary>
internal static class SlackRichText
{
    /// <summary>Between a letter and a mark that formats: without it the mark would be shown.</summary>
    private const char Border = '\u200b';

    /// <returns>At most <paramref name="max"/> code points; a longer line ends with an ellipsis behind a whole span or a cut text.</returns>
    public static string Write(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedText(max);
        var (room, last) = (max, ' ');
        foreach (var span in text.Spans)
        {
            var written = Bordered(Write(span, now), last);
            if (!line.TryAppend(written))
            {
                line.TryAppend(Cut(span, room));
                break;
            }

            room -= PlainText.Count(written);
            last = written.Length > 0 ? written[^1] : last;
        }

        return line.ToString().Trim();
    }

    /// <summary>The same for notifications and screen readers: the words alone, escaped, as many as there is room for.</summary>
    public static string Words(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedText(max);
        var room = max;
        foreach (var span in text.Spans)
        {
            var words = span switch
            {
                RichText.Span.Plain plain => Spaced(plain.Text, SlackText.Escape),
                RichText.Span.Strong strong => Spaced(strong.Text, SlackText.Escape),
                RichText.Span.Code code => SlackText.Escape(PlainText.Clean(code.Text)),
                RichText.Span.Link link => SlackText.Escape(Label(link)),
                RichText.Span.Ago ago => Ago.Of(ago.At, now),
                RichText.Span.Place place => Place(place.Destination, SlackText.Escape),
                _ => "",
            };
            if (!line.TryAppend(words))
            {
                line.TryAppend(span is RichText.Span.Plain { Text: var rest } && room > 16 ? PlainText.Fit(PlainText.Clean(rest), room, SlackText.Escape) : "…");
                break;
            }

            room -= PlainText.Count(words);
        }

        return line.ToString().Trim();
    }

    /// <summary>Counted by the client: https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
    public static string Time(DateTimeOffset at, DateTimeOffset now) => $"<!date^{Math.Max(0, at.ToUnixTimeSeconds())}^{{ago}}|{Ago.Of(at, now)}>";

    private static string Write(RichText.Span span, DateTimeOffset now) => span switch
    {
        RichText.Span.Plain plain => Spaced(plain.Text, SlackText.EscapeMarks),
        RichText.Span.Strong strong => Around('*', SlackText.EscapeMarks(PlainText.Clean(strong.Text))),
        RichText.Span.Code code => Around('`', Typed(PlainText.Clean(code.Text))),
        RichText.Span.Link link => SlackText.Link(Label(link), WebLink.Of(link.Url)),
        RichText.Span.Ago ago => Time(ago.At, now),
        RichText.Span.Place place => Place(place.Destination, SlackText.EscapeMarks),
        _ => "",
    };

    /// <summary>A query or a list may be longer than a block: its beginning is shown, in the same manner.</summary>
    private static string Cut(RichText.Span span, int room) => room < 16 ? "…" : span switch
    {
        RichText.Span.Code code => Around('`', PlainText.Fit(PlainText.Clean(code.Text), room - 3, Typed)),
        RichText.Span.Strong strong => Around('*', PlainText.Fit(PlainText.Clean(strong.Text), room - 3, SlackText.EscapeMarks)),
        RichText.Span.Plain plain => Edge(plain.Text, first: true) + PlainText.Fit(PlainText.Clean(plain.Text), room - 1, SlackText.EscapeMarks),
        RichText.Span.Link link => PlainText.Fit(Label(link), room, SlackText.EscapeMarks),
        _ => "…",
    };

    /// <summary>Marks format where they stand at the border of a word: https://docs.slack.dev/messaging/formatting-message-text</summary>
    private static string Bordered(string written, char last) =>
        written.Length > 0 && ((IsMark(written[0]) && char.IsLetterOrDigit(last)) || (IsMark(last) && char.IsLetterOrDigit(written[0]))) ? Border + written : written;

    private static bool IsMark(char c) => c is '*' or '`';

    /// <summary>What is to be typed stays as it is, but for the mark that would end it.</summary>
    private static string Typed(string text) => SlackText.Escape(text.Replace('`', 'ˋ'));

    private static string Label(RichText.Span.Link link) =>
        PlainText.Clean(link.Label) is { Length: > 0 } label ? label : WebLink.Of(link.Url) is { } url ? new Uri(url).Host : "";

    private static string Place(DestinationAddress place, Func<string, string> escape) => place switch
    {
        { Platform: "slack", Address: ['D', ..] } => "this conversation",
        { Platform: "slack", Address: ['C' or 'G', ..] id } when id.Length <= 40 && id.All(char.IsAsciiLetterOrDigit) => $"<#{id}>",
        _ => escape(PlainText.Clean(place.ToString())),
    };

    private static string Around(char mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>White space is folded, but a span keeps its distance from its neighbours.</summary>
    private static string Spaced(string text, Func<string, string> escape) =>
        PlainText.Clean(text) is { Length: > 0 } clean
            ? Edge(text, first: true) + escape(clean) + Edge(text, first: false)
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string Edge(string text, bool first) => text.Length > 0 && char.IsWhiteSpace(text[first ? 0 : ^1]) ? " " : "";
}
