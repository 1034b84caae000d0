using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>A line of a reply in Slack's mrkdwn; whatever its spans hold stays text.</summary>
internal static class SlackMrkdwn
{
    /// <summary>Between a letter and a mark that formats: without it the mark would be shown.</summary>
    private const char ZeroWidthSpace = '\u200b';

    /// <returns>At most <paramref name="max"/> code points; a longer line ends with an ellipsis behind a whole span or a cut
    /// text.</returns>
    public static string Format(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedTextBuilder(max);
        var (room, last) = (max, ' ');
        foreach (var span in text.Spans)
        {
            var written = SeparateMarks(Format(span, now), last);
            if (!line.TryAppend(written))
            {
                line.TryAppend(Truncate(span, room));
                break;
            }

            room -= DisplayText.CountCodePoints(written);
            last = written.Length > 0 ? written[^1] : last;
        }

        return line.ToString().Trim();
    }

    /// <summary>The same for notifications and screen readers: the words alone, escaped, as many as there is room for.</summary>
    public static string FormatPlain(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedTextBuilder(max);
        var room = max;
        foreach (var span in text.Spans)
        {
            var words = span switch
            {
                RichText.Span.Plain plain => FoldWhiteSpace(plain.Text, SlackText.Escape),
                RichText.Span.Strong strong => FoldWhiteSpace(strong.Text, SlackText.Escape),
                RichText.Span.Code code => SlackText.Escape(DisplayText.Clean(code.Text)),
                RichText.Span.Link link => SlackText.Escape(Label(link)),
                RichText.Span.RelativeTime ago => RelativeTime.Format(ago.At, now),
                RichText.Span.DestinationLink place => FormatDestination(place.Destination, SlackText.Escape),
                _ => "",
            };
            if (!line.TryAppend(words))
            {
                line.TryAppend(
                    span is RichText.Span.Plain { Text: var rest } && room > 16
                        ? DisplayText.TruncateEscaped(DisplayText.Clean(rest), room, SlackText.Escape) : "…");
                break;
            }

            room -= DisplayText.CountCodePoints(words);
        }

        return line.ToString().Trim();
    }

    /// <summary>Counted by the client: https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
    public static string FormatTime(DateTimeOffset at, DateTimeOffset now) =>
        $"<!date^{Math.Max(0, at.ToUnixTimeSeconds())}^{{ago}}|{RelativeTime.Format(at, now)}>";

    private static string Format(RichText.Span span, DateTimeOffset now) => span switch
    {
        RichText.Span.Plain plain => FoldWhiteSpace(plain.Text, SlackText.EscapeMrkdwn),
        RichText.Span.Strong strong => Enclose('*', SlackText.EscapeMrkdwn(DisplayText.Clean(strong.Text))),
        RichText.Span.Code code => Enclose('`', EscapeCode(DisplayText.Clean(code.Text))),
        RichText.Span.Link link => SlackText.Link(Label(link), WebLink.Sanitize(link.Url)),
        RichText.Span.RelativeTime ago => FormatTime(ago.At, now),
        RichText.Span.DestinationLink place => FormatDestination(place.Destination, SlackText.EscapeMrkdwn),
        _ => "",
    };

    /// <summary>A query or a list may be longer than a block: its beginning is shown, in the same manner.</summary>
    private static string Truncate(RichText.Span span, int room) => room < 16 ? "…" : span switch
    {
        RichText.Span.Code code => Enclose('`', DisplayText.TruncateEscaped(DisplayText.Clean(code.Text), room - 3, EscapeCode)),
        RichText.Span.Strong strong =>
            Enclose('*', DisplayText.TruncateEscaped(DisplayText.Clean(strong.Text), room - 3, SlackText.EscapeMrkdwn)),
        RichText.Span.Plain plain =>
            EdgeSpace(plain.Text, first: true)
                + DisplayText.TruncateEscaped(DisplayText.Clean(plain.Text), room - 1, SlackText.EscapeMrkdwn),
        RichText.Span.Link link => DisplayText.TruncateEscaped(Label(link), room, SlackText.EscapeMrkdwn),
        _ => "…",
    };

    /// <summary>Marks format where they stand at the border of a word: https://docs.slack.dev/messaging/formatting-message-text</summary>
    private static string SeparateMarks(string written, char last) =>
        written.Length > 0 && ((IsMark(written[0]) && char.IsLetterOrDigit(last)) || (IsMark(last) && char.IsLetterOrDigit(written[0])))
            ? ZeroWidthSpace + written : written;

    private static bool IsMark(char c) => c is '*' or '`';

    /// <summary>What is to be typed stays as it is, but for the mark that would end it.</summary>
    private static string EscapeCode(string text) => SlackText.Escape(text.Replace('`', 'ˋ'));

    private static string Label(RichText.Span.Link link) =>
        DisplayText.Clean(link.Label) is { Length: > 0 } label ? label : WebLink.Sanitize(link.Url) is { } url ? new Uri(url).Host : "";

    private static string FormatDestination(DestinationAddress place, Func<string, string> escape) => place switch
    {
        { Platform: "slack", Address: ['D', ..] } => "this conversation",
        { Platform: "slack", Address: ['C' or 'G', ..] id } when id.Length <= 40 && id.All(char.IsAsciiLetterOrDigit) => $"<#{id}>",
        _ => escape(DisplayText.Clean(place.ToString())),
    };

    private static string Enclose(char mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>White space is folded, but a span keeps its distance from its neighbours.</summary>
    private static string FoldWhiteSpace(string text, Func<string, string> escape) =>
        DisplayText.Clean(text) is { Length: > 0 } clean
            ? EdgeSpace(text, first: true) + escape(clean) + EdgeSpace(text, first: false)
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string EdgeSpace(string text, bool first) => text.Length > 0 && char.IsWhiteSpace(text[first ? 0 : ^1]) ? " " : "";
}
