using System.Text;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Text from outside in Discord's markdown: every mark that would format, mention or link gets a backslash, which the
/// reader does not see. https://docs.discord.com/developers/reference#message-formatting
/// </summary>
internal static class DiscordMarkdown
{
    /// <summary>Marks that can format wherever they stand.</summary>
    private const string AlwaysEscaped = @"\*_~|`[]<>@";

    /// <summary>Looks like a backtick and ends no code.</summary>
    private const char BacktickLookalike = '\u02CB';

    /// <summary>
    /// The text may stand beside any other text: what could end or begin a mark across the border is escaped too. Where clients
    /// look for the end of a link's label they pass over backslashes, so “](” must not stand together even with one before it.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var (lineStart, number, dotted) = (true, true, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var formats = AlwaysEscaped.Contains(c)
                || (lineStart && c is ('#' or '-' or '+'))
                || (number && c is ('.' or ')'))
                || (c == ':' && (i + 1 == text.Length || OpensAddressOrEmoji(text[i + 1])))
                || (c == '/' && dotted)
                || (c == '(' && (i == 0 || text[i - 1] == ']'));
            escaped.Append(formats ? "\\" : "").Append(c);

            // "1." makes a list at a line's start only; "example.org/x" and "discord.gg/x" are what a client may turn into a link.
            number = (number || lineStart) && char.IsAsciiDigit(c);
            dotted = !char.IsWhiteSpace(c) && (dotted || c == '.');
            lineStart = c == '\n' || (lineStart && c == ' ');
        }

        return escaped.ToString();
    }

    /// <summary>
    /// A masked link, made only by us: the label is escaped, the address was checked by <see cref="WebLink"/>. Square brackets
    /// become round ones, for clients look for the label's end without regard to backslashes.
    /// </summary>
    public static string Link(string label, string? link) => link is null ? Escape(label) : $"[{Label(label)}]({link})";

    /// <summary>The same in a message's text, where the client would show a preview of a bare address.</summary>
    public static string LinkWithoutPreview(string label, string? link) => link is null ? Escape(label) : $"[{Label(label)}](<{link}>)";

    /// <summary>What can be typed. Nothing is escaped inside code, so a backtick, which would end it, is shown as its like.</summary>
    public static string Code(string text) => text.Length == 0 ? "" : $"`{text.Replace('`', BacktickLookalike)}`";

    /// <summary>https://docs.discord.com/developers/reference#message-formatting-timestamp-styles</summary>
    public static string RelativeTimestamp(DateTimeOffset at) => $"<t:{at.ToUnixTimeSeconds()}:R>";

    private static string Label(string label) => Escape(label.Replace('[', '(').Replace(']', ')'));

    /// <summary>https://…, :smile:, &lt;:name:1&gt;; a time of day gets its backslash too, which does no harm.</summary>
    private static bool OpensAddressOrEmoji(char next) => next is '/' or '_' or '+' or '-' or '?' || char.IsAsciiLetterOrDigit(next);
}
