using System.Text;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>
/// Restores the text of a slash command as it was typed. Slack escapes it and puts links and mentions in angle brackets:
/// https://docs.slack.dev/interactivity/implementing-slash-commands (should_escape)
/// </summary>
internal static class SlackCommandText
{
    /// <returns>
    /// The text with entities decoded and links without brackets. <c>&lt;@U…&gt;</c>, <c>&lt;#C…&gt;</c> and <c>&lt;!subteam^S…&gt;</c>
    /// stay, because the commands parse them.
    /// </returns>
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

        // Slack turns “source:post.example” in a query into a link and adds a scheme that nobody typed: then the label is what was typed.
        var isAutomaticLink = scheme.Length > 0
            && label.Length > 0
            && address[scheme.Length..].TrimEnd('/').Equals(label.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
        return isAutomaticLink ? label : address;
    }

    /// <summary>
    /// Decodes once: “&amp;amp;lt;” was typed as “&amp;lt;”. Also restores the colon that <see cref="SlackText"/> replaces, because people
    /// copy queries from replies.
    /// </summary>
    private static string DecodeEntities(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace('∶', ':');
}
