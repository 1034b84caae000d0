using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Responds to one interaction: an initial response within 3 s, which may defer the reply, then any number of follow-up messages within
/// 15 minutes. The interaction's own token authorizes all of them.
/// https://docs.discord.com/developers/interactions/receiving-and-responding
/// </summary>
internal sealed partial class InteractionResponder(DiscordRestClient rest, DiscordInteraction interaction, TimeProvider time,
    ILogger logger)
{
    /// <summary>How long the initial response may wait for rate limits. Discord allows 3 s for it.</summary>
    private static readonly TimeSpan InitialResponseMaxWait = TimeSpan.FromSeconds(2);

    /// <summary>Limits the waits for rate limits of each later message: a person is waiting for it.</summary>
    private static readonly TimeSpan FollowUpMaxWait = TimeSpan.FromSeconds(60);

    private State _state = State.Pending;

    private enum State
    {
        Pending,
        DeferredPublic,
        DeferredEphemeral,
        Responded,

        /// <summary>No further message can reach the user.</summary>
        Unreachable,
    }

    public bool IsDeferred => _state is State.DeferredPublic or State.DeferredEphemeral;

    /// <summary>Shows that AlertBot is working on the reply.</summary>
    public async Task DeferAsync(bool isPublic, CancellationToken cancellationToken)
    {
        var body = InteractionCallback.Deferred(isPublic);
        var outcome = await SendInitialResponseAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear && await HasNoResponseAsync(cancellationToken))
        {
            outcome = await SendInitialResponseAsync(body, cancellationToken);
        }

        _state = outcome == Outcome.Failed ? State.Unreachable
            : isPublic ? State.DeferredPublic
            : State.DeferredEphemeral;
    }

    public async Task SendSuggestionsAsync(IReadOnlyList<Suggestion> suggestions, CancellationToken cancellationToken)
    {
        await SendInitialResponseAsync(InteractionCallback.Create(suggestions), cancellationToken);
        _state = State.Responded;
    }

    public async Task ShowModalAsync(ReplyForm form, CancellationToken cancellationToken)
    {
        await SendInitialResponseAsync(InteractionCallback.Create(DiscordModal.From(form)), cancellationToken);
        _state = State.Responded;
    }

    /// <param name="isPublic">False: only the user sees the reply, even if a public reply was deferred. Has no effect after an ephemeral
    /// one was deferred.</param>
    public async Task ReplyAsync(Reply reply, bool isPublic, CancellationToken cancellationToken)
    {
        var messages = DiscordReply.ToMessages(reply);
        switch (_state)
        {
            case State.Pending when await SendFirstMessageAsync(messages[0].WithVisibility(isPublic), cancellationToken):
            case State.DeferredEphemeral or State.DeferredPublic
                when await CompleteDeferredAsync(messages[0], isPublic, cancellationToken):
                _state = State.Responded;
                await SendFollowUpsAsync(messages.Skip(1), isPublic, cancellationToken);
                break;
            case State.Responded:
                await SendFollowUpsAsync(messages, isPublic, cancellationToken);
                break;
        }
    }

    private async Task<bool> SendFirstMessageAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        var body = InteractionCallback.Create(message);
        var outcome = await SendInitialResponseAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear)
        {
            // An edit shows whether the response arrived: it has the same content, and Discord refuses it where there is no response.
            outcome = await EditOriginalAsync(message, isExistenceCheck: true, cancellationToken);
            outcome = outcome == Outcome.NotFound ? await SendInitialResponseAsync(body, cancellationToken) : outcome;
        }

        _state = outcome == Outcome.Done ? _state : State.Unreachable;
        return outcome == Outcome.Done;
    }

    /// <summary>
    /// Where a public reply was deferred but the reply is for the user alone, such as a mistake, the deferred one is deleted.
    /// </summary>
    private async Task<bool> CompleteDeferredAsync(DiscordMessage message, bool isPublic, CancellationToken cancellationToken)
    {
        if (_state == State.DeferredEphemeral || isPublic)
        {
            return await EditOriginalAsync(message, isExistenceCheck: false, cancellationToken) == Outcome.Done;
        }

        var delete = ToWebhook(HttpMethod.Delete, "/messages/@original", null) with { IsIdempotent = true };
        await SendAsync(delete, FollowUpMaxWait, cancellationToken);
        await SendFollowUpsAsync([message], isPublic: false, cancellationToken);
        return true;
    }

    private Task<Outcome> EditOriginalAsync(DiscordMessage message, bool isExistenceCheck, CancellationToken cancellationToken)
    {
        var edit = ToWebhook(HttpMethod.Patch, "/messages/@original", message with { Flags = null });
        return SendAsync(edit with { IsIdempotent = true, IsExistenceCheck = isExistenceCheck }, FollowUpMaxWait, cancellationToken);
    }

    /// <summary>Whether Discord has no initial response of this interaction, so that it may be sent again.</summary>
    private async Task<bool> HasNoResponseAsync(CancellationToken cancellationToken)
    {
        var get = ToWebhook(HttpMethod.Get, "/messages/@original", null) with { IsIdempotent = true, IsExistenceCheck = true };
        return await SendAsync(get, InitialResponseMaxWait, cancellationToken) == Outcome.NotFound;
    }

    private async Task SendFollowUpsAsync(IEnumerable<DiscordMessage> messages, bool isPublic, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await SendAsync(ToWebhook(HttpMethod.Post, "", message.WithVisibility(isPublic)), FollowUpMaxWait, cancellationToken);
        }
    }

    private Task<Outcome> SendInitialResponseAsync(byte[] body, CancellationToken cancellationToken)
    {
        var request = new DiscordRequest(HttpMethod.Post, "POST interactions/{interaction}/{token}/callback",
            $"interactions/{interaction.Id}/{interaction.Token}/callback", body);
        return SendAsync(request, InitialResponseMaxWait, cancellationToken);
    }

    private DiscordRequest ToWebhook(HttpMethod method, string pathSuffix, DiscordMessage? message)
    {
        var webhook = $"webhooks/{interaction.ApplicationId}/{interaction.Token}";
        return new DiscordRequest(method, $"{method} {webhook}{pathSuffix}", webhook + pathSuffix, message?.ToJson());
    }

    /// <summary>Retries only what was certainly not carried out: an unclear follow-up message could appear twice.</summary>
    private async Task<Outcome> SendAsync(DiscordRequest request, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var retries = new RetryPolicy(MaxAttempts: 4, InitialBackoff: TimeSpan.FromMilliseconds(500), Window: maxWait)
        {
            WaitsForRateLimit = true,
        };
        var result = await retries.RunAsync(
            remaining => rest.SendAsync(request with { IsAuthorized = false, MaxWait = remaining }, cancellationToken),
            result => result is PlatformResult.NotSent,
            maxWait, time, cancellationToken);
        switch (result)
        {
            case PlatformResult.Succeeded or DiscordRefusal { Code: DiscordErrorCodes.InteractionAlreadyAcknowledged }:

            // The response was posted, and somebody has deleted it.
            case DiscordRefusal { Code: DiscordErrorCodes.UnknownMessage } when request.IsExistenceCheck:
                return Outcome.Done;
            case DiscordRefusal { Code: DiscordErrorCodes.UnknownInteraction }:
                LogExpired(interaction.Id);
                return Outcome.Failed;
            case DiscordRefusal { Code: DiscordErrorCodes.UnknownWebhook }:
                LogExpired(interaction.Id);
                return Outcome.NotFound;
            default:
                LogNotDelivered(interaction.Id, result.Failure!.Reason);
                return result is PlatformResult.Unclear ? Outcome.Unclear : Outcome.Failed;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Discord no longer accepts responses to interaction {Id}")]
    private partial void LogExpired(string id);

    [LoggerMessage(LogLevel.Warning, "Responding to Discord interaction {Id} failed: {Reason}")]
    private partial void LogNotDelivered(string id, string reason);

    private enum Outcome
    {
        Done,
        Unclear,

        /// <summary>The interaction has no response that could be changed.</summary>
        NotFound,
        Failed,
    }
}
