using System.Globalization;
using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Escapes untrusted text for Slack messages, so that it cannot mention or link:
/// https://docs.slack.dev/messaging/formatting-message-text#escaping
/// </summary>
internal static class SlackText
{
    /// <summary>Escapes for plain_text, which has no formatting: the reader sees the text verbatim.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Escapes for mrkdwn, whose formatting marks cannot be escaped: look-alike characters replace them. Not used for quotes and
    /// summaries, which are plain_text.
    /// </summary>
    public static string EscapeMrkdwn(string text)
    {
        var replaced = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            replaced.Append(text[i] switch
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

        return Escape(replaced.ToString());
    }

    /// <summary>True: the colon begins a name that ends with another colon, e.g. <c>:smile:</c>; false for the time 20:08.</summary>
    private static bool IsEmoji(string text, int colon)
    {
        var name = text.AsSpan(colon + 1);
        var end = name.IndexOfAny(": \t\n");
        return end > 0 && name[end] == ':';
    }

    /// <summary>False for text that consists of white space, marks and zero-width characters only; Slack may reject such a block.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(rune =>
        Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Format or UnicodeCategory.Control
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));

    /// <summary>A link. The escaped label contains neither | nor >; the address was checked by <see cref="WebLink"/>.</summary>
    public static string Link(string label, string? link) =>
        link is null ? EscapeMrkdwn(label) : $"<{Escape(link)}|{EscapeMrkdwn(IsVisible(label) ? label : new Uri(link).Host)}>";
}
