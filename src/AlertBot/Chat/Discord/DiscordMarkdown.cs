using System.Text;

namespace AlertBot.Chat.Discord;

/// <summary>
/// Text from outside in Discord's markdown: every mark that would format, mention or link gets a backslash, which the
/// reader does not see. https://docs.discord.com/developers/reference#message-formatting
/// </summary>
internal static class DiscordMarkdown
{
    /// <summary>Marks that can format wherever they stand.</summary>
    private const string Everywhere = @"\*_~|`[]<>@";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var (lineStart, number, dotted) = (true, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            var formats = Everywhere.Contains(c)
                || (lineStart && c is ('#' or '-' or '+'))
                || (number && c is ('.' or ')'))
                || (c == ':' && OpensAddressOrEmoji(next))
                || (c == '/' && dotted);
            escaped.Append(formats ? "\\" : "").Append(c);

            // "1." makes a list at a line's start only; "example.org/x" and "discord.gg/x" are what a client may turn into a link.
            number = (number || lineStart) && char.IsAsciiDigit(c);
            dotted = !char.IsWhiteSpace(c) && (dotted || c == '.');
            lineStart = c == '\n' || (lineStart && c == ' ');
        }

        return escaped.ToString();
    }

    /// <summary>A masked link, made only by us: the label is escaped, the address was checked by <see cref="WebLink"/>.</summary>
    public static string Link(string label, string? link) => link is null ? Escape(label) : $"[{Escape(label)}]({link})";

    /// <summary>https://…, :smile:, &lt;:name:1&gt;; a time of day gets its backslash too, which does no harm.</summary>
    private static bool OpensAddressOrEmoji(char next) => next is '/' or '_' or '+' or '-' || char.IsAsciiLetterOrDigit(next);
}
