using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Text;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>Escaped text without formatting, for notifications and screen readers.</summary>
/// <param name="now">The reference of relative times.</param>
internal sealed class SlackFallbackMarkup(DateTimeOffset now) : IMarkup
{
    public string StrongMark => "";

    public string CodeMark => "";

    public static RichTextRenderer CreateRenderer(DateTimeOffset now) => new(new SlackFallbackMarkup(now));

    public string Escape(string text) => SlackText.Escape(text);

    public string EscapeCode(string text) => SlackText.Escape(text);

    public string FormatLink(string label, string? url) => SlackText.Escape(label);

    public string FormatTime(DateTimeOffset time) => Humanize.Age(time, now);

    public string? FormatDestination(DestinationAddress destination) => SlackMarkup.FormatChannel(destination);
}
