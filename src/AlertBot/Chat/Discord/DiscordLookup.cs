using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Finds what an earlier attempt may have posted: Discord knows a nonce for a few minutes only, and a forum post has none.</summary>
internal sealed class DiscordLookup(DiscordRest rest)
{
    private string? _self;

    /// <summary>Among the newest messages of the channel or thread the bot's own with the same title and link.</summary>
    public async Task<DiscordFinding> MessageAsync(string channel, DiscordEmbed embed, CancellationToken cancellationToken)
    {
        if (await SelfAsync(cancellationToken) is { } trouble)
        {
            return new DiscordFinding(null, trouble);
        }

        var answer = await rest.SendAsync(DiscordCalls.NewestMessages(channel), cancellationToken);
        return answer is DiscordAnswer.Done { Body.ValueKind: JsonValueKind.Array } done
            ? new DiscordFinding(done.Body.EnumerateArray().FirstOrDefault(message => IsOurs(message.Field("author"), "id") && Shows(message, embed)).Text("id"), null)
            : new DiscordFinding(null, answer);
    }

    /// <summary>Among the active threads of the guild the bot's own post of that name in the forum.</summary>
    public async Task<DiscordFinding> PostAsync(DiscordChannel forum, string name, CancellationToken cancellationToken)
    {
        if (await SelfAsync(cancellationToken) is { } trouble)
        {
            return new DiscordFinding(null, trouble);
        }

        var answer = await rest.SendAsync(DiscordCalls.ActiveThreads(forum.Guild), cancellationToken);
        return answer is DiscordAnswer.Done done
            ? new DiscordFinding(done.Body.Items("threads").FirstOrDefault(thread => thread.Text("parent_id") == forum.Id && thread.Text("name") == name && IsOurs(thread, "owner_id")).Text("id"), null)
            : new DiscordFinding(null, answer);
    }

    private bool IsOurs(JsonElement? holder, string field) => holder?.Text(field) == _self;

    private static bool Shows(JsonElement message, DiscordEmbed embed) =>
        message.Items("embeds").Any(shown => shown.Text("title") == embed.Title && shown.Text("url") == embed.Url);

    /// <returns>Null once it is known who the bot is, else why not.</returns>
    private async Task<DiscordAnswer?> SelfAsync(CancellationToken cancellationToken)
    {
        if (_self is not null)
        {
            return null;
        }

        var answer = await rest.SendAsync(DiscordCalls.Self, cancellationToken);
        _self = answer is DiscordAnswer.Done done ? done.Body.Text("id") : null;
        return _self is null ? answer : null;
    }
}

/// <param name="Id">Null where nothing was found.</param>
/// <param name="Trouble">It could not be looked up.</param>
internal sealed record DiscordFinding(string? Id, DiscordAnswer? Trouble);
