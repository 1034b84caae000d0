namespace AlertBot.Chat.Platforms;

/// <summary>
/// What commands and settings have to know about a chat platform: its words, the forms of its ids, the links to messages.
/// </summary>
internal abstract class PlatformTraits
{
    public static PlatformTraits Discord { get; } = new DiscordTraits();

    public static PlatformTraits Slack { get; } = new SlackTraits();

    /// <summary>Every chat platform with a bot. The console and webhooks have no traits.</summary>
    public static IReadOnlyList<PlatformTraits> All { get; } = [Discord, Slack];

    /// <summary>As destinations name it: <c>discord</c>.</summary>
    public abstract string Platform { get; }

    /// <summary>For people: <c>Discord</c>.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The setting of the bot's token.</summary>
    public abstract string TokenSetting { get; }

    /// <summary>A group of people whom one mention notifies, as the platform calls it.</summary>
    public abstract string GroupNoun { get; }

    /// <summary>Which group can be named and how to name it; continues “… takes ”.</summary>
    public abstract string GroupHint { get; }

    /// <summary>How a channel is written as a destination; continues “write ”.</summary>
    public abstract string ChannelHint { get; }

    /// <returns>Null for the console, a webhook, or an unknown platform.</returns>
    public static PlatformTraits? Find(string platform) => All.FirstOrDefault(traits => traits.Platform == platform);

    /// <returns>The platform of the message and its id there, as senders store it; null for any other link.</returns>
    public static (string Platform, string Id)? FindMessage(Uri link) => All
        .Select(traits => traits.ParseMessageLink(link) is { } id ? (traits.Platform, id) : ((string, string)?)null)
        .FirstOrDefault(found => found is not null);

    public abstract bool IsChannelId(string text);

    public abstract bool IsGroupId(string text);

    /// <returns>The group's id from an id or a mention as people type it; null for anything else.</returns>
    public string? ParseGroup(string typed)
    {
        var id = UnwrapGroupMention(typed);
        return IsGroupId(id) ? id : null;
    }

    /// <param name="workspace">The platform's id of the guild or team.</param>
    /// <returns>Whether a mention of the group notifies everyone there.</returns>
    public abstract bool IsEveryone(string group, string workspace);

    /// <returns>The message's id as senders store it; null for a link to anything else.</returns>
    public abstract string? ParseMessageLink(Uri link);

    /// <param name="workspace">The platform's id of the guild or team; empty: not known.</param>
    /// <param name="messageId">As senders store it.</param>
    /// <returns>Null where the platform gives no link that can be built from ids.</returns>
    public abstract string? FormatMessageLink(string workspace, string messageId);

    /// <returns>The text between the marks of a mention; the text itself where it is none.</returns>
    protected abstract string UnwrapGroupMention(string typed);

    protected static string Unwrap(string text, string start, string end) =>
        text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal)
            && text.Length >= start.Length + end.Length
            ? text[start.Length..^end.Length]
            : text;
}
