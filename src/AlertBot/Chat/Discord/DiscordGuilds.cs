namespace AlertBot.Chat.Discord;

/// <summary>What the gateway told of the guilds the bot is in: their channels, and what the bot may do there. In memory: each connection tells it anew.</summary>
internal sealed class DiscordGuilds
{
    /// <returns>Null for a channel that no guild has told of.</returns>
    public DiscordChannel? Find(string channel) => throw new NotImplementedException();

    /// <returns>Why nothing can be posted in the channel now, with the mend (“AlertBot may not post in #news: give it Send Messages and Embed Links”); null where it may, or where nothing is known.</returns>
    public string? WhyNotPost(string channel) => throw new NotImplementedException();

    /// <summary>Discord refused a post there (403): it is not tried again until the guild changes, for refused requests count towards a ban.</summary>
    public void NoteRefused(string channel, string reason) => throw new NotImplementedException();
}

/// <summary>A channel or thread of a guild.</summary>
/// <param name="Name">Without the #.</param>
/// <param name="IsForum">Takes posts (threads), not messages.</param>
internal sealed record DiscordChannel(string Id, string Guild, string Name, bool IsForum);
