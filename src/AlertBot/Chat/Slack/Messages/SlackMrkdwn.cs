using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Content;
using AlertBot.Text;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Renders a line of a reply as Slack's mrkdwn. The text of its spans is escaped and cannot format or mention.</summary>
internal static class SlackMrkdwn
{
    /// <summary>Separates a letter from a formatting mark, which Slack would otherwise show as text.</summary>
    private const char ZeroWidthSpace = '\u200b';

    /// <summary>The minimum room for the beginning of a span, in code points; with less, only the ellipsis is written.</summary>
    private const int MinTruncatedLength = 16;

    /// <returns>
    /// At most <paramref name="max"/> code points. A longer line is truncated after a whole span or within its last one and ends with an
    /// ellipsis.
    /// </returns>
    public static string Format(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedTextBuilder(max);
        var room = max;
        var lastCharacter = ' ';
        foreach (var span in text.Spans)
        {
            var formatted = SeparateMarks(Format(span, now), lastCharacter);
            if (!line.TryAppend(formatted))
            {
                line.TryAppend(Truncate(span, room));
                break;
            }

            room -= DisplayText.CountCodePoints(formatted);
            lastCharacter = formatted.Length > 0 ? formatted[^1] : lastCharacter;
        }

        return line.ToString().Trim();
    }

    /// <summary>The same for notifications and screen readers: escaped text without formatting, truncated to the limit.</summary>
    public static string FormatPlain(RichText text, DateTimeOffset now, int max)
    {
        var line = new BoundedTextBuilder(max);
        var room = max;
        foreach (var span in text.Spans)
        {
            var plainText = span switch
            {
                RichText.Span.Plain plain => FoldWhiteSpace(plain.Text, SlackText.Escape),
                RichText.Span.Strong strong => FoldWhiteSpace(strong.Text, SlackText.Escape),
                RichText.Span.Code code => SlackText.Escape(DisplayText.Clean(code.Text)),
                RichText.Span.Link link => SlackText.Escape(Label(link)),
                RichText.Span.RelativeTime time => Humanize.Age(time.At, now),
                RichText.Span.DestinationLink link => FormatDestination(link.Destination, SlackText.Escape),
                _ => "",
            };
            if (!line.TryAppend(plainText))
            {
                line.TryAppend(span is RichText.Span.Plain { Text: var rest } && room > MinTruncatedLength
                    ? DisplayText.TruncateEscaped(DisplayText.Clean(rest), room, SlackText.Escape)
                    : "…");
                break;
            }

            room -= DisplayText.CountCodePoints(plainText);
        }

        return line.ToString().Trim();
    }

    /// <summary>
    /// A relative time that Slack's client keeps current: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    /// </summary>
    public static string FormatTime(DateTimeOffset at, DateTimeOffset now) =>
        $"<!date^{Math.Max(0, at.ToUnixTimeSeconds())}^{{ago}}|{Humanize.Age(at, now)}>";

    private static string Format(RichText.Span span, DateTimeOffset now) => span switch
    {
        RichText.Span.Plain plain => FoldWhiteSpace(plain.Text, SlackText.EscapeMrkdwn),
        RichText.Span.Strong strong => Enclose('*', SlackText.EscapeMrkdwn(DisplayText.Clean(strong.Text))),
        RichText.Span.Code code => Enclose('`', EscapeCode(DisplayText.Clean(code.Text))),
        RichText.Span.Link link => SlackText.Link(Label(link), WebLink.Sanitize(link.Url)),
        RichText.Span.RelativeTime time => FormatTime(time.At, now),
        RichText.Span.DestinationLink destination => FormatDestination(destination.Destination, SlackText.EscapeMrkdwn),
        _ => "",
    };

    /// <summary>The beginning of a span that is too long, e.g. of a query, with the same formatting.</summary>
    private static string Truncate(RichText.Span span, int room) => room < MinTruncatedLength ? "…" : span switch
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

    /// <summary>Marks format only at a word boundary: https://docs.slack.dev/messaging/formatting-message-text</summary>
    private static string SeparateMarks(string formatted, char lastCharacter)
    {
        if (formatted.Length == 0)
        {
            return formatted;
        }

        var isMarkAtLetter = (IsMark(formatted[0]) && char.IsLetterOrDigit(lastCharacter))
            || (IsMark(lastCharacter) && char.IsLetterOrDigit(formatted[0]));
        return isMarkAtLetter ? ZeroWidthSpace + formatted : formatted;
    }

    private static bool IsMark(char c) => c is '*' or '`';

    /// <summary>Code keeps its characters, because people copy it; only the mark that would end the code is replaced.</summary>
    private static string EscapeCode(string text) => SlackText.Escape(text.Replace('`', 'ˋ'));

    private static string Label(RichText.Span.Link link) =>
        DisplayText.Clean(link.Label) is { Length: > 0 } label ? label : WebLink.Sanitize(link.Url) is { } url ? new Uri(url).Host : "";

    private static string FormatDestination(DestinationAddress destination, Func<string, string> escape) => destination switch
    {
        { Platform: "slack", Address: ['D', ..] } => "this conversation",
        { Platform: "slack", Address: ['C' or 'G', ..] id } when id.Length <= 40 && id.All(char.IsAsciiLetterOrDigit) => $"<#{id}>",
        _ => escape(DisplayText.Clean(destination.ToString())),
    };

    private static string Enclose(char mark, string text) => text.Trim() is { Length: > 0 } inner ? $"{mark}{inner}{mark}" : "";

    /// <summary>Folds white space but keeps one space at each edge where there was any.</summary>
    private static string FoldWhiteSpace(string text, Func<string, string> escape) =>
        DisplayText.Clean(text) is { Length: > 0 } clean
            ? EdgeSpace(text, first: true) + escape(clean) + EdgeSpace(text, first: false)
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";

    private static string EdgeSpace(string text, bool first) => text.Length > 0 && char.IsWhiteSpace(text[first ? 0 : ^1]) ? " " : "";
}
