using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Finds a message that an earlier attempt may have posted. Discord recognizes a nonce for only a few minutes, and a forum post has none.
/// </summary>
internal sealed class DiscordMessageLookup(DiscordRestClient rest)
{
    private string? _botUserId;

    /// <summary>Looks in the newest messages of the channel or thread for one by the bot with the same title and link.</summary>
    public async Task<DiscordLookupResult> FindMessageAsync(string channel, DiscordEmbed embed, CancellationToken cancellationToken)
    {
        if (await EnsureBotUserIdAsync(cancellationToken) is { } failure)
        {
            return new DiscordLookupResult(null, failure);
        }

        var result = await rest.SendAsync(DiscordEndpoints.GetChannelMessages(channel), cancellationToken);
        if (result is not PlatformResult.Succeeded { Body: { ValueKind: JsonValueKind.Array } messages })
        {
            return new DiscordLookupResult(null, ToFailure(result));
        }

        var found = messages.EnumerateArray()
            .FirstOrDefault(message => IsBot(message.Field("author"), "id") && HasSameEmbed(message, embed));
        return new DiscordLookupResult(found.Text("id"), null);
    }

    /// <summary>Looks in the active threads of the guild for a post by the bot with that name in the forum.</summary>
    public async Task<DiscordLookupResult> FindForumPostAsync(DiscordChannel forum, string name, CancellationToken cancellationToken)
    {
        if (await EnsureBotUserIdAsync(cancellationToken) is { } failure)
        {
            return new DiscordLookupResult(null, failure);
        }

        var result = await rest.SendAsync(DiscordEndpoints.ListActiveGuildThreads(forum.Guild), cancellationToken);
        if (result is not PlatformResult.Succeeded success)
        {
            return new DiscordLookupResult(null, ToFailure(result));
        }

        var found = success.Body.Items("threads").FirstOrDefault(
            thread => thread.Text("parent_id") == forum.Id && thread.Text("name") == name && IsBot(thread, "owner_id"));
        return new DiscordLookupResult(found.Text("id"), null);
    }

    private bool IsBot(JsonElement? data, string field) => data?.Text(field) == _botUserId;

    private static bool HasSameEmbed(JsonElement message, DiscordEmbed embed) =>
        message.Items("embeds").Any(other => other.Text("title") == embed.Title && other.Text("url") == embed.Url);

    private static PlatformResult ToFailure(PlatformResult result) =>
        result is PlatformResult.Succeeded ? new PlatformResult.Unclear("Discord: unexpected response to a lookup") : result;

    /// <returns>Null once the bot's id is known, else why it is not.</returns>
    private async Task<PlatformResult?> EnsureBotUserIdAsync(CancellationToken cancellationToken)
    {
        if (_botUserId is not null)
        {
            return null;
        }

        var result = await rest.SendAsync(DiscordEndpoints.GetCurrentUser, cancellationToken);
        _botUserId = (result as PlatformResult.Succeeded)?.Body.Text("id");
        return _botUserId is null ? ToFailure(result) : null;
    }
}

/// <param name="Id">Null: nothing was found.</param>
/// <param name="Failure">Why the lookup failed; null: it did not.</param>
internal sealed record DiscordLookupResult(string? Id, PlatformResult? Failure);
