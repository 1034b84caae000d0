using AlertBot.Alerts.Queries;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Commands.News;

/// <summary>Links to messages, as people paste them and as replies show them.</summary>
internal static class MessageLink
{
    /// <param name="link">Also as a chat client sends it: <c>&lt;https://…|label&gt;</c>.</param>
    /// <returns>The platform and its id of the message; null when the link is not a link to a message.</returns>
    public static (string Platform, string Id)? Parse(string link) =>
        Uri.TryCreate(link.Trim().Trim('<', '>').Split('|')[0], UriKind.Absolute, out var address)
            ? PlatformTraits.FindMessage(address)
            : null;

    /// <param name="workspace">The platform's id of the guild or team.</param>
    /// <returns>The link to an alert's message; null when it has none.</returns>
    public static string? Build(PostedAlert alert, string workspace) =>
        alert.PlatformId is { } id ? PlatformTraits.Find(alert.Channel.Platform)?.FormatMessageLink(workspace, id) : null;
}
