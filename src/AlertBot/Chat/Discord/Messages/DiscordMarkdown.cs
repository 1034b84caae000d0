using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Writes untrusted text in Discord's markdown: a backslash, which readers do not see, goes before every character that could format,
/// mention or link. https://docs.discord.com/developers/reference#message-formatting
/// </summary>
internal static class DiscordMarkdown
{
    /// <summary>Characters that can format at any position.</summary>
    private const string AlwaysEscaped = @"\*_~|`[]<>@";

    /// <summary>Looks like a backtick but does not end code.</summary>
    private const char BacktickLookalike = '\u02CB';

    /// <summary>
    /// Escapes text that may be placed beside any other text: characters that could start or end a format across the border are escaped,
    /// too. When clients look for the end of a link's label they ignore backslashes, so “](” must not occur even as “\](”.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var isLineStart = true;
        var isListNumber = true;
        var isInDottedWord = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var formats = AlwaysEscaped.Contains(c)
                || (isLineStart && c is '#' or '-' or '+')
                || (isListNumber && c is '.' or ')')
                || (c == ':' && (i + 1 == text.Length || StartsUrlOrEmoji(text[i + 1])))
                || (c == '/' && isInDottedWord)
                || (c == '(' && (i == 0 || text[i - 1] == ']'));
            escaped.Append(formats ? "\\" : "").Append(c);

            // “1.” makes a list only at the start of a line. Clients may turn “example.org/x” and “discord.gg/x” into links.
            isListNumber = (isListNumber || isLineStart) && char.IsAsciiDigit(c);
            isInDottedWord = !char.IsWhiteSpace(c) && (isInDottedWord || c == '.');
            isLineStart = c == '\n' || (isLineStart && c == ' ');
        }

        return escaped.ToString();
    }

    /// <summary>
    /// A masked link. The label is escaped, and square brackets in it become round ones, because clients look for the label's end without
    /// regard to backslashes.
    /// </summary>
    /// <param name="link">From <see cref="WebLink"/>; null: the label alone.</param>
    public static string Link(string label, string? link) =>
        link is null ? Escape(label) : $"[{EscapeLabel(label)}]({link})";

    /// <summary>As <see cref="Link"/>, for the content of a message: clients show no preview of the page.</summary>
    public static string LinkWithoutPreview(string label, string? link) =>
        link is null ? Escape(label) : $"[{EscapeLabel(label)}](<{link}>)";

    /// <summary>Escapes text inside code, where backslashes do not escape: a backtick, which would end the code, is replaced.</summary>
    public static string EscapeCode(string text) => text.Replace('`', BacktickLookalike);

    /// <summary>https://docs.discord.com/developers/reference#message-formatting-timestamp-styles</summary>
    public static string RelativeTimestamp(DateTimeOffset at) => $"<t:{at.ToUnixTimeSeconds()}:R>";

    /// <summary>The time of day in the zone of the reader, such as 12:04.</summary>
    public static string ShortTime(DateTimeOffset at) => $"<t:{at.ToUnixTimeSeconds()}:t>";

    private static string EscapeLabel(string label) => Escape(label.Replace('[', '(').Replace(']', ')'));

    /// <summary>As in https://…, :smile: and &lt;:name:1&gt;. A time of day gets a backslash, too, which does no harm.</summary>
    private static bool StartsUrlOrEmoji(char next) => next is '/' or '_' or '+' or '-' or '?' || char.IsAsciiLetterOrDigit(next);
}
