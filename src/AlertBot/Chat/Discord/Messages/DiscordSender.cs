using System.Collections.Concurrent;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Posts alerts to Discord's channels, forums and threads. An address is a channel's id; a message's id is <c>channel/message</c>.
/// </summary>
internal sealed class DiscordSender(DiscordRestClient rest, GuildCache guilds, TimeProvider time) : IChatSender
{
    /// <summary>Limits when the last request of a delivery may start, so that all end within the lease of the message.</summary>
    private static readonly TimeSpan LatestRequestStart = TimeSpan.FromSeconds(45);

    /// <summary>Limits the memory. Forgotten threads cost one refused request each.</summary>
    private const int MaxRememberedThreads = 10_000;

    private readonly DiscordMessageLookup _lookup = new(rest);

    /// <summary>Messages whose thread was opened since the start. A thread that a person deleted is not opened again.</summary>
    private readonly ConcurrentDictionary<string, bool> _openedThreads = new(StringComparer.Ordinal);

    public string Platform => DiscordTraits.Id;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!DiscordTraits.IsSnowflake(message.Address))
        {
            return new SendOutcome.Refused(
                $"{message.Address} is not the id of a Discord channel: write {PlatformTraits.Discord.ChannelHint}",
                DestinationGone: true);
        }

        if (guilds.FindPostingProblem(message.Address) is { } problem)
        {
            return new SendOutcome.Failed(problem);
        }

        // The role @everyone has the guild's id. It is not pinged, even where ping names it.
        var channel = guilds.FindChannel(message.Address);
        message = message.Ping is not null && message.Ping == channel?.Guild ? message with { Ping = null } : message;
        if (message.ThreadRootId is not null)
        {
            return await ReplyInThreadAsync(message, message.ThreadRootId, started, cancellationToken);
        }

        return channel is { IsForum: true } forum
            ? await PostInForumAsync(message, forum, started, cancellationToken)
            : await PostInChannelAsync(message, started, cancellationToken);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (platformId.Split('/') is not [var channel, var id])
        {
            return InvalidMessageId(platformId);
        }

        if (guilds.FindPostingProblem(message.Address) is { } problem)
        {
            return new SendOutcome.Failed(problem);
        }

        var json = DiscordMessage.ForEdit(message, time.GetUtcNow()).ToJson();
        return await rest.SendAsync(DiscordEndpoints.EditMessage(channel, id, json), cancellationToken) switch
        {
            PlatformResult.Succeeded success => new SendOutcome.Sent(platformId, success.NextRequestDelay),
            DiscordRefusal refusal when !IsTemporaryEditRefusal(refusal) =>
                new SendOutcome.Refused(Describe(refusal, message.Address), DestinationGone: false),
            var failure => ToOutcome(failure, message.Address),
        };
    }

    private async Task<SendOutcome> PostInChannelAsync(OutgoingMessage message, long started, CancellationToken cancellationToken)
    {
        var channel = message.Address;
        var body = DiscordMessage.From(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.FindMessageAsync(channel, body.Embeds![0], cancellationToken);
            if (LookupOutcome(found, channel) is { } outcome)
            {
                return outcome;
            }
        }

        return await CreateMessageAsync(channel, body, started, failure => ToOutcome(failure, channel), cancellationToken);
    }

    /// <summary>Opens a post in a forum. It has no nonce, so a post that may exist already is looked up by its name.</summary>
    private async Task<SendOutcome> PostInForumAsync(OutgoingMessage message, DiscordChannel forum, long started,
        CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var found = await _lookup.FindForumPostAsync(forum, DiscordMessage.ThreadName(message.Brief.Headline), cancellationToken);
            if (LookupOutcome(found, found.Id ?? forum.Id) is { } outcome)
            {
                return outcome;
            }
        }

        if (FailIfLate(started) is { } late)
        {
            return late;
        }

        var json = DiscordMessage.From(message, time.GetUtcNow()).ToForumPost(message.Brief.Headline);
        return await rest.SendAsync(DiscordEndpoints.StartThreadInForum(forum.Id, json), cancellationToken) switch
        {
            PlatformResult.Succeeded success when success.Body.Text("id") is { } id =>
                new SendOutcome.Sent($"{id}/{success.Body.Field("message")?.Text("id") ?? id}", success.NextRequestDelay),
            PlatformResult.Succeeded => MissingId(),
            var failure => ToOutcome(failure, forum.Id),
        };
    }

    private async Task<SendOutcome> ReplyInThreadAsync(OutgoingMessage message, string root, long started,
        CancellationToken cancellationToken)
    {
        if (root.Split('/') is not [var channel, var thread])
        {
            return InvalidMessageId(root);
        }

        // A thread has the id of the message it was opened from. The first message of a forum post has the id of the post, its thread.
        var isForumPost = channel == thread;
        if (!isForumPost && !_openedThreads.ContainsKey(thread))
        {
            var request = DiscordEndpoints.StartThreadFromMessage(channel, thread, DiscordMessage.ThreadName(message.Brief.Headline));
            var opened = await rest.SendAsync(request, cancellationToken);
            if (opened is not (PlatformResult.Succeeded or DiscordRefusal { Code: DiscordErrorCodes.ThreadExists }))
            {
                return ThreadOutcome(opened, message.Address, "give it Create Public Threads and Send Messages in Threads");
            }

            RememberThread(thread);
        }

        return await PostInThreadAsync(message, thread, started, cancellationToken);
    }

    private async Task<SendOutcome> PostInThreadAsync(OutgoingMessage message, string thread, long started,
        CancellationToken cancellationToken)
    {
        var body = DiscordMessage.From(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.FindMessageAsync(thread, body.Embeds![0], cancellationToken);
            var outcome = found.Failure is DiscordRefusal refusal
                ? ThreadOutcome(refusal, message.Address, "give it Read Message History")
                : LookupOutcome(found, thread);
            if (outcome is not null)
            {
                return outcome;
            }
        }

        return await CreateMessageAsync(thread, body, started,
            failure => ThreadOutcome(failure, message.Address, "give it Send Messages in Threads and Embed Links"), cancellationToken);
    }

    private async Task<SendOutcome> CreateMessageAsync(string channel, DiscordMessage body, long started,
        Func<PlatformResult, SendOutcome> toOutcome, CancellationToken cancellationToken)
    {
        if (FailIfLate(started) is { } late)
        {
            return late;
        }

        return await rest.SendAsync(DiscordEndpoints.CreateMessage(channel, body.ToJson()), cancellationToken) switch
        {
            PlatformResult.Succeeded success when success.Body.Text("id") is { } id =>
                new SendOutcome.Sent($"{channel}/{id}", success.NextRequestDelay),
            PlatformResult.Succeeded => MissingId(),
            var failure => toOutcome(failure),
        };
    }

    /// <returns>What the lookup decides; null where nothing was found, so that the message may be posted.</returns>
    private SendOutcome? LookupOutcome(DiscordLookupResult found, string channel) =>
        found.Id is not null ? new SendOutcome.Sent($"{channel}/{found.Id}")
        : found.Failure is DiscordRefusal refusal ? ToRefusalOutcome(refusal, channel)
        : found.Failure?.ToPreparationOutcome();

    private SendOutcome ToOutcome(PlatformResult failure, string channel) =>
        failure is DiscordRefusal refusal ? ToRefusalOutcome(refusal, channel) : failure.ToSendOutcome();

    /// <summary>A refusal in a deleted, closed or forbidden thread ends this reply only. The channel stays enabled.</summary>
    private SendOutcome ThreadOutcome(PlatformResult failure, string channel, string fix) => failure switch
    {
        DiscordRefusal { Code: DiscordErrorCodes.MissingPermissions } =>
            new SendOutcome.Refused($"AlertBot may not post in threads of {ChannelName(channel)}: {fix}", DestinationGone: false),
        DiscordRefusal { Status: not 401 } refusal => new SendOutcome.Refused(Describe(refusal, channel), DestinationGone: false),
        _ => ToOutcome(failure, channel),
    };

    private SendOutcome ToRefusalOutcome(DiscordRefusal refusal, string channel)
    {
        var reason = Describe(refusal, channel);
        if (refusal.Code == DiscordErrorCodes.UnknownChannel)
        {
            return new SendOutcome.Refused(reason, DestinationGone: true);
        }

        if (refusal.Status == 403)
        {
            guilds.RecordRefusal(channel, reason);
            return new SendOutcome.Failed(reason);
        }

        return IsUnrelatedToMessage(refusal)
            ? new SendOutcome.Failed(reason)
            : new SendOutcome.Refused(reason, DestinationGone: false);
    }

    /// <summary>The operator has to fix something, or a limit of the place is reached: the message itself is valid.</summary>
    private static bool IsUnrelatedToMessage(DiscordRefusal refusal) =>
        refusal.Status is 401 or 404 or 429 or (>= 300 and < 400)
        || refusal.Code is DiscordErrorCodes.TooManyActiveThreads or DiscordErrorCodes.TooManyThreadMembers
            or DiscordErrorCodes.TooManyOldEdits;

    private static bool IsTemporaryEditRefusal(DiscordRefusal refusal) =>
        refusal.Status == 401
        || refusal.Code is DiscordErrorCodes.MissingAccess or DiscordErrorCodes.MissingPermissions or DiscordErrorCodes.TooManyOldEdits;

    private SendOutcome? FailIfLate(long started) =>
        time.GetElapsedTime(started) > LatestRequestStart ? new SendOutcome.Failed("Discord responds too slowly") : null;

    private static SendOutcome.Unclear MissingId() => new("Discord: the response names no message id");

    private static SendOutcome.Refused InvalidMessageId(string id) =>
        new($"{id} is not the id of a Discord message", DestinationGone: false);

    private void RememberThread(string thread)
    {
        if (_openedThreads.Count > MaxRememberedThreads)
        {
            _openedThreads.Clear();
        }

        _openedThreads[thread] = true;
    }

    private string Describe(DiscordRefusal refusal, string channel) =>
        DiscordErrorCodes.Describe(refusal, guilds.FindChannel(channel)?.Name);

    private string ChannelName(string channel) => guilds.FindChannel(channel) is { } known ? $"#{known.Name}" : "the channel";
}
