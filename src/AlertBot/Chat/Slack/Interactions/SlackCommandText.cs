using System.Text;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// What someone typed behind a slash command, as typed: Slack escapes it and writes addresses and names in angle brackets.
/// https://docs.slack.dev/interactivity/implementing-slash-commands (should_escape)
/// </summary>
internal static class SlackCommandText
{
    /// <returns>Entities decoded once and addresses bare; <c>&lt;@U…&gt;</c>, <c>&lt;#C…&gt;</c> and <c>&lt;!subteam^S…&gt;</c> stay, for
    /// the commands to read.</returns>
    public static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length && text.IndexOf('<', at) is >= 0 and var open && text.IndexOf('>', open) is >= 0 and var close)
        {
            plain.Append(DecodeEntities(text[at..open])).Append(UnwrapBrackets(text[(open + 1)..close]));
            at = close + 1;
        }

        return plain.Append(DecodeEntities(text[at..])).ToString();
    }

    private static string UnwrapBrackets(string inner)
    {
        if (inner is [] or ['@' or '#' or '!', ..])
        {
            return $"<{inner}>";
        }

        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var address = DecodeEntities(bar < 0 ? inner : inner[..bar]);
        var label = bar < 0 ? "" : DecodeEntities(inner[(bar + 1)..]);
        var scheme = address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? "mailto:"
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://" : "";

        // Slack takes “source:post.example” in a query for an address, and puts a scheme before it that nobody typed.
        return scheme.Length > 0 && label.Length > 0
            && address[scheme.Length..].TrimEnd('/').Equals(label.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) ? label : address;
    }

    /// <summary>
    /// Once: “&amp;amp;lt;” was typed as “&amp;lt;”. The sign that replies write for some colons, see <see cref="SlackText"/>, may be
    /// copied from there.
    /// </summary>
    private static string DecodeEntities(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace('∶', ':');
}
