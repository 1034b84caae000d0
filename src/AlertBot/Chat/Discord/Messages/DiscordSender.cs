using System.Collections.Concurrent;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Posts alerts to Discord's channels, forums and threads; an address is a channel's id, a message's id is <c>channel/message</c>.
/// </summary>
internal sealed class DiscordSender(DiscordRestClient rest, GuildCache guilds, TimeProvider time) : IChatSender
{
    /// <summary>What takes several requests begins none after so long: the message's lease must outlive them.</summary>
    private static readonly TimeSpan LatestRequestStart = TimeSpan.FromSeconds(45);

    private readonly DiscordMessageLookup _lookup = new(rest);

    /// <summary>
    /// Threads that exist, or did: one that a person deleted is not opened again. Forgotten with the process, and when there are many.
    /// </summary>
    private readonly ConcurrentDictionary<string, bool> _openedThreads = new(StringComparer.Ordinal);

    public string Platform => "discord";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!IsId(message.Address))
        {
            return new SendOutcome.Refused(
                $"{message.Address} is no id of a Discord channel: write discord: and its number (Copy Channel ID)", DestinationGone: true);
        }

        if (guilds.FindPostingProblem(message.Address) is { } reason)
        {
            return new SendOutcome.Failed(reason);
        }

        // The role of everyone has the guild's number, whoever wrote it under ping.
        message = message.Ping is { } role && guilds.FindChannel(message.Address)?.Guild == role ? message with { Ping = null } : message;
        if (message.ThreadRootId is not null)
        {
            return await ReplyInThreadAsync(message, message.ThreadRootId, began, cancellationToken);
        }

        return guilds.FindChannel(message.Address) is { IsForum: true } forum
            ? await PostInForumAsync(message, forum, began, cancellationToken)
            : await CreateMessageAsync(message, message.Address, began, cancellationToken);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (platformId.Split('/') is not [var channel, var id])
        {
            return new SendOutcome.Refused($"{platformId} is no id of a Discord message", DestinationGone: false);
        }

        if (guilds.FindPostingProblem(message.Address) is { } reason)
        {
            return new SendOutcome.Failed(reason);
        }

        var json = DiscordMessage.ForEdit(message, time.GetUtcNow()).ToJson();
        return await rest.SendAsync(DiscordEndpoints.EditMessage(channel, id, json), cancellationToken) switch
        {
            DiscordApiResult.Succeeded done => new SendOutcome.Sent(platformId, done.NextRequestDelay),
            DiscordApiResult.Refused { Status: not 401,
                Code: not (DiscordErrorCodes.MissingAccess or DiscordErrorCodes.MissingPermissions
                    or DiscordErrorCodes.TooManyOldEdits) } refused =>
                new SendOutcome.Refused(Describe(refused, message.Address), DestinationGone: false),
            var other => ToOutcome(other, message.Address),
        };
    }

    private async Task<SendOutcome> CreateMessageAsync(OutgoingMessage message, string channel, long began,
        CancellationToken cancellationToken)
    {
        var body = DiscordMessage.From(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.FindMessageAsync(channel, body.Embeds![0], cancellationToken);
            if (LookupOutcome(found, channel) is { } settled)
            {
                return settled;
            }
        }

        if (FailIfLate(began) is { } late)
        {
            return late;
        }

        return await rest.SendAsync(DiscordEndpoints.CreateMessage(channel, body.ToJson()), cancellationToken) switch
        {
            DiscordApiResult.Succeeded done when done.Body.Text("id") is { } id =>
                new SendOutcome.Sent($"{channel}/{id}", done.NextRequestDelay),
            DiscordApiResult.Succeeded => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => ToOutcome(other, channel),
        };
    }

    /// <summary>A post of its own in a forum. It has no nonce: one that may be there already is looked for by its name.</summary>
    private async Task<SendOutcome> PostInForumAsync(OutgoingMessage message, DiscordChannel forum, long began,
        CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var found = await _lookup.FindForumPostAsync(forum, DiscordMessage.ThreadName(message.Brief.Headline), cancellationToken);
            if ((found.Id is null ? LookupOutcome(found, forum.Id) : new SendOutcome.Sent($"{found.Id}/{found.Id}")) is { } settled)
            {
                return settled;
            }
        }

        if (FailIfLate(began) is { } late)
        {
            return late;
        }

        var json = DiscordMessage.From(message, time.GetUtcNow()).ToForumPost(message.Brief.Headline);
        return await rest.SendAsync(DiscordEndpoints.StartThreadInForum(forum.Id, json), cancellationToken) switch
        {
            DiscordApiResult.Succeeded done when done.Body.Text("id") is { } id =>
                new SendOutcome.Sent($"{id}/{done.Body.Field("message")?.Text("id") ?? id}", done.NextRequestDelay),
            DiscordApiResult.Succeeded => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => ToOutcome(other, forum.Id),
        };
    }

    private async Task<SendOutcome> ReplyInThreadAsync(OutgoingMessage message, string root, long began,
        CancellationToken cancellationToken)
    {
        if (root.Split('/') is not [var channel, var id])
        {
            return new SendOutcome.Refused($"{root} is no id of a Discord message", DestinationGone: false);
        }

        // The thread under a message has the message's id, as the first message of a forum's post has the post's.
        if (channel != id && !_openedThreads.ContainsKey(id))
        {
            var opened = await rest.SendAsync(
                DiscordEndpoints.StartThreadFromMessage(channel, id, DiscordMessage.ThreadName(message.Brief.Headline)), cancellationToken);
            if (opened is not (DiscordApiResult.Succeeded or DiscordApiResult.Refused { Code: DiscordErrorCodes.ThreadExists }))
            {
                return ThreadOutcome(opened, message.Address, "give it Create Public Threads and Send Messages in Threads");
            }

            RememberThread(id);
        }

        return await CreateInThreadAsync(message, id, began, cancellationToken);
    }

    private async Task<SendOutcome> CreateInThreadAsync(OutgoingMessage message, string thread, long began,
        CancellationToken cancellationToken)
    {
        var body = DiscordMessage.From(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.FindMessageAsync(thread, body.Embeds![0], cancellationToken);
            if ((found.Failure is DiscordApiResult.Refused refused
                ? ThreadOutcome(refused, message.Address, "give it Read Message History") : LookupOutcome(found, thread)) is { } settled)
            {
                return settled;
            }
        }

        if (FailIfLate(began) is { } late)
        {
            return late;
        }

        return await rest.SendAsync(DiscordEndpoints.CreateMessage(thread, body.ToJson()), cancellationToken) switch
        {
            DiscordApiResult.Succeeded done when done.Body.Text("id") is { } id =>
                new SendOutcome.Sent($"{thread}/{id}", done.NextRequestDelay),
            DiscordApiResult.Succeeded => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => ThreadOutcome(other, message.Address, "give it Send Messages in Threads and Embed Links"),
        };
    }

    /// <summary>A thread that is gone, closed or forbidden ends its reply; the channel goes on.</summary>
    private SendOutcome ThreadOutcome(DiscordApiResult answer, string channel, string mend) => answer switch
    {
        DiscordApiResult.Refused { Code: DiscordErrorCodes.MissingPermissions } =>
            new SendOutcome.Refused($"AlertBot may not post in threads of {ChannelName(channel)}: {mend}", DestinationGone: false),
        DiscordApiResult.Refused { Status: not 401 } refused => new SendOutcome.Refused(Describe(refused, channel), DestinationGone: false),
        _ => ToOutcome(answer, channel),
    };

    /// <returns>What the look-up decides; null where nothing was found, so that it may be posted.</returns>
    private SendOutcome? LookupOutcome(DiscordLookupResult found, string channel) =>
        found.Id is not null ? new SendOutcome.Sent($"{channel}/{found.Id}")
        : found.Failure is DiscordApiResult.Unclear unclear ? new SendOutcome.Failed(unclear.Reason)
        : found.Failure is { } trouble ? ToOutcome(trouble, channel)
        : null;

    private SendOutcome ToOutcome(DiscordApiResult answer, string channel) => answer switch
    {
        DiscordApiResult.Limited(var delay, var reason) => new SendOutcome.RetryAfter(delay, reason),
        DiscordApiResult.NotSent(var reason) => new SendOutcome.Failed(reason),
        DiscordApiResult.Unclear(var reason) => new SendOutcome.Unclear(reason),
        DiscordApiResult.Refused refused => RefusalOutcome(refused, channel),
        _ => throw new InvalidOperationException($"{answer} is no failure"),
    };

    private SendOutcome RefusalOutcome(DiscordApiResult.Refused refused, string channel)
    {
        var reason = Describe(refused, channel);
        switch (refused.Status, refused.Code)
        {
            case (_, DiscordErrorCodes.UnknownChannel):
                return new SendOutcome.Refused(reason, DestinationGone: true);
            case (403, _):
                guilds.RecordRefusal(channel, reason);
                return new SendOutcome.Failed(reason);

            // The operator's to mend, or a limit of the place: nothing is wrong with the message.
            case (401 or 429 or 404 or (>= 300 and < 400), _) or (_, 160006 or 30033 or DiscordErrorCodes.TooManyOldEdits):
                return new SendOutcome.Failed(reason);
            default:
                return new SendOutcome.Refused(reason, DestinationGone: false);
        }
    }

    private SendOutcome? FailIfLate(long began) =>
        time.GetElapsedTime(began) > LatestRequestStart ? new SendOutcome.Failed("Discord answers too slowly") : null;

    private void RememberThread(string thread)
    {
        if (_openedThreads.Count > 10_000)
        {
            _openedThreads.Clear();
        }

        _openedThreads[thread] = true;
    }

    private string Describe(DiscordApiResult.Refused refused, string channel) =>
        DiscordErrorCodes.Describe(refused, guilds.FindChannel(channel)?.Name);

    private string ChannelName(string channel) => guilds.FindChannel(channel) is { } known ? $"#{known.Name}" : "the channel";

    private static bool IsId(string text) => text.Length is > 0 and <= 20 && text.All(char.IsAsciiDigit);
}
