using AlertBot.Chat.Content;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Why Slack refused something, for a reply: names of Slack's, such as <c>channels:join</c>, stand there to be copied.</summary>
internal static class SlackReasonFormatter
{
    /// <param name="reason">A sentence.</param>
    public static IEnumerable<RichText.Span> ToSpans(string reason)
    {
        var separator = "";
        foreach (var word in reason.Split(' '))
        {
            var name = word.Trim('.', ',', ';', ':', '(', ')', '“', '”', '"');
            if (name.Length > 0 && name.AsSpan().IndexOfAny(':', '_') >= 0
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '.'))
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
