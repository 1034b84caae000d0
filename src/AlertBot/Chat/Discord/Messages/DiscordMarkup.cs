using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>Discord's markdown for the text of replies.</summary>
internal sealed class DiscordMarkup : IMarkup
{
    public static RichTextRenderer Renderer { get; } = new(new DiscordMarkup());

    public string StrongMark => "**";

    public string CodeMark => "`";

    public string Escape(string text) => DiscordMarkdown.Escape(text);

    public string EscapeCode(string text) => DiscordMarkdown.EscapeCode(text);

    public string FormatLink(string label, string? url) => DiscordMarkdown.LinkWithoutPreview(label, url);

    public string FormatTime(DateTimeOffset time) => DiscordMarkdown.RelativeTimestamp(time);

    public string? FormatDestination(DestinationAddress destination) =>
        destination.Platform == DiscordTraits.Id && DiscordTraits.IsSnowflake(destination.Address) ? $"<#{destination.Address}>" : null;
}
