using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Finds what an earlier attempt may have posted: Discord knows a nonce for a few minutes only, and a forum post has none.
/// </summary>
internal sealed class DiscordMessageLookup(DiscordRestClient rest)
{
    private string? _botUserId;

    /// <summary>Among the newest messages of the channel or thread the bot's own with the same title and link.</summary>
    public async Task<DiscordLookupResult> FindMessageAsync(string channel, DiscordEmbed embed, CancellationToken cancellationToken)
    {
        if (await EnsureBotUserIdAsync(cancellationToken) is { } trouble)
        {
            return new DiscordLookupResult(null, trouble);
        }

        var answer = await rest.SendAsync(DiscordEndpoints.GetChannelMessages(channel), cancellationToken);
        return answer is DiscordApiResult.Succeeded { Body.ValueKind: JsonValueKind.Array } done
            ? new DiscordLookupResult(
                done.Body.EnumerateArray()
                    .FirstOrDefault(message => IsOurs(message.Field("author"), "id") && HasSameEmbed(message, embed)).Text("id"), null)
            : new DiscordLookupResult(null, answer);
    }

    /// <summary>Among the active threads of the guild the bot's own post of that name in the forum.</summary>
    public async Task<DiscordLookupResult> FindForumPostAsync(DiscordChannel forum, string name, CancellationToken cancellationToken)
    {
        if (await EnsureBotUserIdAsync(cancellationToken) is { } trouble)
        {
            return new DiscordLookupResult(null, trouble);
        }

        var answer = await rest.SendAsync(DiscordEndpoints.ListActiveGuildThreads(forum.Guild), cancellationToken);
        return answer is DiscordApiResult.Succeeded done
            ? new DiscordLookupResult(
                done.Body.Items("threads")
                    .FirstOrDefault(
                        thread => thread.Text("parent_id") == forum.Id && thread.Text("name") == name && IsOurs(thread, "owner_id"))
                        .Text("id"), null)
            : new DiscordLookupResult(null, answer);
    }

    private bool IsOurs(JsonElement? holder, string field) => holder?.Text(field) == _botUserId;

    private static bool HasSameEmbed(JsonElement message, DiscordEmbed embed) =>
        message.Items("embeds").Any(shown => shown.Text("title") == embed.Title && shown.Text("url") == embed.Url);

    /// <returns>Null once it is known who the bot is, else why not.</returns>
    private async Task<DiscordApiResult?> EnsureBotUserIdAsync(CancellationToken cancellationToken)
    {
        if (_botUserId is not null)
        {
            return null;
        }

        var answer = await rest.SendAsync(DiscordEndpoints.GetCurrentUser, cancellationToken);
        _botUserId = answer is DiscordApiResult.Succeeded done ? done.Body.Text("id") : null;
        return _botUserId is null ? answer : null;
    }
}

/// <param name="Id">Null where nothing was found.</param>
/// <param name="Failure">It could not be looked up.</param>
internal sealed record DiscordLookupResult(string? Id, DiscordApiResult? Failure);
