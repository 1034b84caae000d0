using System.Collections.Concurrent;
using AlertBot.Alerts;

namespace AlertBot.Chat.Discord;

/// <summary>Posts alerts to Discord's channels, forums and threads; an address is a channel's id, a message's id is <c>channel/message</c>.</summary>
internal sealed class DiscordSender(DiscordRest rest, DiscordGuilds guilds, TimeProvider time) : IChatSender
{
    /// <summary>What takes several requests begins none after so long: the message's lease must outlive them.</summary>
    private static readonly TimeSpan BeginWithin = TimeSpan.FromSeconds(45);

    private readonly DiscordLookup _lookup = new(rest);

    /// <summary>Threads that exist, or did: one that a person deleted is not opened again. Forgotten with the process, and when there are many.</summary>
    private readonly ConcurrentDictionary<string, bool> _threads = new(StringComparer.Ordinal);

    public string Platform => "discord";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!IsId(message.Address))
        {
            return new SendOutcome.Refused($"{message.Address} is no id of a Discord channel: write discord: and its number (Copy Channel ID)", DestinationGone: true);
        }

        if (guilds.WhyNotPost(message.Address) is { } reason)
        {
            return new SendOutcome.Failed(reason);
        }

        // The role of everyone has the guild's number, whoever wrote it under ping.
        message = message.Ping is { } role && guilds.Find(message.Address)?.Guild == role ? message with { Ping = null } : message;
        if (message.Thread is not null)
        {
            return await ReplyAsync(message, message.Thread, began, cancellationToken);
        }

        return guilds.Find(message.Address) is { IsForum: true } forum
            ? await PostAsync(message, forum, began, cancellationToken)
            : await CreateAsync(message, message.Address, began, cancellationToken);
    }

    public async Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        if (platformId.Split('/') is not [var channel, var id])
        {
            return new SendOutcome.Refused($"{platformId} is no id of a Discord message", DestinationGone: false);
        }

        if (guilds.WhyNotPost(message.Address) is { } reason)
        {
            return new SendOutcome.Failed(reason);
        }

        var json = DiscordMessage.Edit(message, time.GetUtcNow()).ToJson();
        return await rest.SendAsync(DiscordCalls.EditMessage(channel, id, json), cancellationToken) switch
        {
            DiscordAnswer.Done done => new SendOutcome.Sent(platformId, done.Pause),
            DiscordAnswer.Refused { Status: not 401, Code: not (DiscordErrors.MissingAccess or DiscordErrors.MissingPermissions or DiscordErrors.TooManyOldEdits) } refused =>
                new SendOutcome.Refused(Sentence(refused, message.Address), DestinationGone: false),
            var other => Outcome(other, message.Address),
        };
    }

    private async Task<SendOutcome> CreateAsync(OutgoingMessage message, string channel, long began, CancellationToken cancellationToken)
    {
        var body = DiscordMessage.Of(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.MessageAsync(channel, body.Embeds![0], cancellationToken);
            if (Settled(found, channel) is { } settled)
            {
                return settled;
            }
        }

        if (IsLate(began) is { } late)
        {
            return late;
        }

        return await rest.SendAsync(DiscordCalls.CreateMessage(channel, body.ToJson()), cancellationToken) switch
        {
            DiscordAnswer.Done done when done.Body.Text("id") is { } id => new SendOutcome.Sent($"{channel}/{id}", done.Pause),
            DiscordAnswer.Done => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => Outcome(other, channel),
        };
    }

    /// <summary>A post of its own in a forum. It has no nonce: one that may be there already is looked for by its name.</summary>
    private async Task<SendOutcome> PostAsync(OutgoingMessage message, DiscordChannel forum, long began, CancellationToken cancellationToken)
    {
        if (message.MaybePosted)
        {
            var found = await _lookup.PostAsync(forum, DiscordMessage.ThreadName(message.Brief.Headline), cancellationToken);
            if ((found.Id is null ? Settled(found, forum.Id) : new SendOutcome.Sent($"{found.Id}/{found.Id}")) is { } settled)
            {
                return settled;
            }
        }

        if (IsLate(began) is { } late)
        {
            return late;
        }

        var json = DiscordMessage.Of(message, time.GetUtcNow()).ToForumPost(message.Brief.Headline);
        return await rest.SendAsync(DiscordCalls.CreatePost(forum.Id, json), cancellationToken) switch
        {
            DiscordAnswer.Done done when done.Body.Text("id") is { } id => new SendOutcome.Sent($"{id}/{done.Body.Field("message")?.Text("id") ?? id}", done.Pause),
            DiscordAnswer.Done => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => Outcome(other, forum.Id),
        };
    }

    private async Task<SendOutcome> ReplyAsync(OutgoingMessage message, string root, long began, CancellationToken cancellationToken)
    {
        if (root.Split('/') is not [var channel, var id])
        {
            return new SendOutcome.Refused($"{root} is no id of a Discord message", DestinationGone: false);
        }

        // The thread under a message has the message's id, as the first message of a forum's post has the post's.
        if (channel != id && !_threads.ContainsKey(id))
        {
            var opened = await rest.SendAsync(DiscordCalls.OpenThread(channel, id, DiscordMessage.ThreadName(message.Brief.Headline)), cancellationToken);
            if (opened is not (DiscordAnswer.Done or DiscordAnswer.Refused { Code: DiscordErrors.ThreadExists }))
            {
                return InThread(opened, message.Address, "give it Create Public Threads and Send Messages in Threads");
            }

            Remember(id);
        }

        return await CreateInThreadAsync(message, id, began, cancellationToken);
    }

    private async Task<SendOutcome> CreateInThreadAsync(OutgoingMessage message, string thread, long began, CancellationToken cancellationToken)
    {
        var body = DiscordMessage.Of(message, time.GetUtcNow());
        if (message.MaybePosted)
        {
            var found = await _lookup.MessageAsync(thread, body.Embeds![0], cancellationToken);
            if ((found.Trouble is DiscordAnswer.Refused refused ? InThread(refused, message.Address, "give it Read Message History") : Settled(found, thread)) is { } settled)
            {
                return settled;
            }
        }

        if (IsLate(began) is { } late)
        {
            return late;
        }

        return await rest.SendAsync(DiscordCalls.CreateMessage(thread, body.ToJson()), cancellationToken) switch
        {
            DiscordAnswer.Done done when done.Body.Text("id") is { } id => new SendOutcome.Sent($"{thread}/{id}", done.Pause),
            DiscordAnswer.Done => new SendOutcome.Unclear("Discord: its answer has no id"),
            var other => InThread(other, message.Address, "give it Send Messages in Threads and Embed Links"),
        };
    }

    /// <summary>A thread that is gone, closed or forbidden ends its reply; the channel goes on.</summary>
    private SendOutcome InThread(DiscordAnswer answer, string channel, string mend) => answer switch
    {
        DiscordAnswer.Refused { Code: DiscordErrors.MissingPermissions } => new SendOutcome.Refused($"AlertBot may not post in threads of {Name(channel)}: {mend}", DestinationGone: false),
        DiscordAnswer.Refused { Status: not 401 } refused => new SendOutcome.Refused(Sentence(refused, channel), DestinationGone: false),
        _ => Outcome(answer, channel),
    };

    /// <returns>What the look-up decides; null where nothing was found, so that it may be posted.</returns>
    private SendOutcome? Settled(DiscordFinding found, string channel) =>
        found.Id is not null ? new SendOutcome.Sent($"{channel}/{found.Id}")
        : found.Trouble is DiscordAnswer.Unclear unclear ? new SendOutcome.Failed(unclear.Reason)
        : found.Trouble is { } trouble ? Outcome(trouble, channel)
        : null;

    private SendOutcome Outcome(DiscordAnswer answer, string channel) => answer switch
    {
        DiscordAnswer.Limited(var delay, var reason) => new SendOutcome.RetryAfter(delay, reason),
        DiscordAnswer.NotSent(var reason) => new SendOutcome.Failed(reason),
        DiscordAnswer.Unclear(var reason) => new SendOutcome.Unclear(reason),
        DiscordAnswer.Refused refused => Refusal(refused, channel),
        _ => throw new InvalidOperationException($"{answer} is no failure"),
    };

    private SendOutcome Refusal(DiscordAnswer.Refused refused, string channel)
    {
        var reason = Sentence(refused, channel);
        switch (refused.Status, refused.Code)
        {
            case (_, DiscordErrors.UnknownChannel):
                return new SendOutcome.Refused(reason, DestinationGone: true);
            case (403, _):
                guilds.NoteRefused(channel, reason);
                return new SendOutcome.Failed(reason);

            // The operator's to mend, or a limit of the place: nothing is wrong with the message.
            case (401 or 429 or 404 or (>= 300 and < 400), _) or (_, 160006 or 30033 or DiscordErrors.TooManyOldEdits):
                return new SendOutcome.Failed(reason);
            default:
                return new SendOutcome.Refused(reason, DestinationGone: false);
        }
    }

    private SendOutcome? IsLate(long began) => time.GetElapsedTime(began) > BeginWithin ? new SendOutcome.Failed("Discord answers too slowly") : null;

    private void Remember(string thread)
    {
        if (_threads.Count > 10_000)
        {
            _threads.Clear();
        }

        _threads[thread] = true;
    }

    private string Sentence(DiscordAnswer.Refused refused, string channel) => DiscordErrors.Sentence(refused, guilds.Find(channel)?.Name);

    private string Name(string channel) => guilds.Find(channel) is { } known ? $"#{known.Name}" : "the channel";

    private static bool IsId(string text) => text.Length is > 0 and <= 20 && text.All(char.IsAsciiDigit);
}
