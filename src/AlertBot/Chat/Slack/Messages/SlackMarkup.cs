using System.Globalization;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Text;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Slack's mrkdwn for the text of replies: https://docs.slack.dev/messaging/formatting-message-text</summary>
/// <param name="now">The reference of relative times.</param>
internal sealed class SlackMarkup(DateTimeOffset now) : IMarkup
{
    /// <summary>Separates a letter from a formatting mark, which Slack would otherwise show as text.</summary>
    private const char ZeroWidthSpace = '\u200b';

    public string StrongMark => "*";

    public string CodeMark => "`";

    public int MaxSeparatorLength => 1;

    public static RichTextRenderer CreateRenderer(DateTimeOffset now) => new(new SlackMarkup(now));

    /// <summary>
    /// A relative time that Slack's client keeps current: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    /// </summary>
    public static string FormatTime(DateTimeOffset time, DateTimeOffset now) =>
        $"<!date^{Math.Max(0, time.ToUnixTimeSeconds())}^{{ago}}|{Humanize.Age(time, now)}>";

    /// <summary>The time of day in the zone of the reader, such as 12:04; in UTC where a client does not know dates.</summary>
    public static string FormatTimeOfDay(DateTimeOffset time) =>
        $"<!date^{Math.Max(0, time.ToUnixTimeSeconds())}^{{time}}|{time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC>";

    /// <returns>A link to the channel; null where it is not a Slack channel.</returns>
    public static string? FormatChannel(DestinationAddress destination) => destination switch
    {
        not { Platform: SlackTraits.Id } => null,
        { Address: var id } when !SlackIds.IsChannelId(id) => null,

        // Slack cannot link to a direct conversation.
        { Address: ['D', ..] } => "this conversation",
        _ => $"<#{destination.Address}>",
    };

    public string Escape(string text) => SlackText.EscapeMrkdwn(text);

    /// <summary>Code keeps its characters, because people copy it; only the mark that would end the code is replaced.</summary>
    public string EscapeCode(string text) => SlackText.Escape(text.Replace('`', 'ˋ'));

    public string FormatLink(string label, string? url) => SlackText.Link(label, url);

    public string FormatTime(DateTimeOffset time) => FormatTime(time, now);

    public string? FormatDestination(DestinationAddress destination) => FormatChannel(destination);

    /// <summary>Marks format only at a word boundary, so a zero-width space separates them from a letter.</summary>
    public string Separate(char last, string next)
    {
        if (next.Length == 0)
        {
            return next;
        }

        var isMarkAtLetter = (IsMark(next[0]) && char.IsLetterOrDigit(last)) || (IsMark(last) && char.IsLetterOrDigit(next[0]));
        return isMarkAtLetter ? ZeroWidthSpace + next : next;
    }

    private static bool IsMark(char c) => c is '*' or '`';
}
