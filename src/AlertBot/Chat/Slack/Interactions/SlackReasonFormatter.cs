using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Formats the reason of a refusal for a reply: names from Slack, e.g. <c>channels:join</c>, become code.</summary>
internal static class SlackReasonFormatter
{
    /// <param name="reason">One sentence.</param>
    public static IEnumerable<RichText.Span> ToSpans(string reason)
    {
        var separator = "";
        foreach (var word in reason.Split(' '))
        {
            var name = word.Trim('.', ',', ';', ':', '(', ')', '“', '”', '"');
            var isPlatformName = name.AsSpan().IndexOfAny(':', '_') >= 0
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '.');
            if (isPlatformName)
            {
                var at = word.IndexOf(name, StringComparison.Ordinal);
                yield return separator + word[..at];
                yield return new RichText.Span.Code(name);
                yield return word[(at + name.Length)..];
            }
            else
            {
                yield return separator + word;
            }

            separator = " ";
        }
    }
}
