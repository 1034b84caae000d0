using System.Globalization;
using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Text from outside in Slack messages. Entities keep it from mentioning and linking:
/// https://docs.slack.dev/messaging/formatting-message-text#escaping
/// </summary>
internal static class SlackText
{
    /// <summary>For plain_text, which has no formatting: the reader sees the text to the letter.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// For mrkdwn, which knows no escape for its formatting marks: they are shown by characters that look alike. Never for quotes
    /// and summaries, which go into plain_text.
    /// </summary>
    public static string EscapeMrkdwn(string text)
    {
        var inert = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            inert.Append(text[i] switch
            {
                '*' => '∗',
                '_' => '＿',
                '~' => '∼',
                '`' => 'ˋ',
                '|' => '¦',
                '>' => '›',
                ':' when IsEmoji(text, i) => '∶',
                var c => c,
            });
        }

        return Escape(inert.ToString());
    }

    /// <summary>A colon, a name of whatever letters, and the other colon; the time 20:08 has one alone.</summary>
    private static bool IsEmoji(string text, int colon)
    {
        var name = text.AsSpan(colon + 1);
        var end = name.IndexOfAny(": \t\n");
        return end > 0 && name[end] == ':';
    }

    /// <summary>
    /// Whether a reader sees anything: a text of zero-width characters alone is none, and Slack may refuse a block for it.
    /// </summary>
    public static bool IsVisible(string text) =>
        text.EnumerateRunes()
            .Any(rune =>
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark));

    /// <summary>A link, made only by us: the label has neither | nor >, the address was checked by <see cref="WebLink"/>.</summary>
    public static string Link(string label, string? link) =>
        link is null ? EscapeMrkdwn(label) : $"<{Escape(link)}|{EscapeMrkdwn(IsVisible(label) ? label : new Uri(link).Host)}>";
}
