using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Messages;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Answers one interaction: once at once, directly or with a promise, and then as often as needed for 15 minutes. It needs no
/// bot token, for the interaction's own opens the way. https://docs.discord.com/developers/interactions/receiving-and-responding
/// </summary>
internal sealed partial class InteractionResponder(DiscordRestClient rest, DiscordInteraction interaction, TimeProvider time,
    ILogger logger)
{
    /// <summary>Error codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</summary>
    private const int UnknownInteraction = 10062;
    private const int UnknownWebhook = 10015;
    private const int UnknownMessage = 10008;
    private const int AlreadyAcknowledged = 40060;

    private const int MaxAttempts = 4;

    /// <summary>Discord waits 3 s for the first answer.</summary>
    private static readonly TimeSpan InitialResponseMaxWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FollowUpMaxWait = TimeSpan.FromSeconds(60);

    private State _state = State.Pending;

    private enum State
    {
        Pending,
        DeferredPublic,
        DeferredEphemeral,
        Responded,

        /// <summary>Nothing reaches the asker any more.</summary>
        Unreachable,
    }

    public bool IsDeferred => _state is State.DeferredPublic or State.DeferredEphemeral;

    /// <summary>Says that the answer is being worked on.</summary>
    public async Task DeferAsync(bool forAll, CancellationToken cancellationToken)
    {
        var body = InteractionCallback.Deferred(forAll);
        var outcome = await SendInitialResponseAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear && await IsUnansweredAsync(cancellationToken))
        {
            outcome = await SendInitialResponseAsync(body, cancellationToken);
        }

        _state = outcome == Outcome.Failed ? State.Unreachable : forAll ? State.DeferredPublic : State.DeferredEphemeral;
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

    /// <param name="forAll">Else only for the asker, whatever was promised; never where it was promised to the asker alone.</param>
    public async Task ReplyAsync(Reply reply, bool forAll, CancellationToken cancellationToken)
    {
        var messages = DiscordReply.ToMessages(reply);
        switch (_state)
        {
            case State.Pending when await SendResponseAsync(messages[0].WithVisibility(forAll), cancellationToken):
            case State.DeferredEphemeral or State.DeferredPublic when await CompleteDeferredAsync(messages[0], forAll, cancellationToken):
                _state = State.Responded;
                await SendFollowUpsAsync(messages.Skip(1), forAll, cancellationToken);
                break;
            case State.Responded:
                await SendFollowUpsAsync(messages, forAll, cancellationToken);
                break;
        }
    }

    private async Task<bool> SendResponseAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        var body = InteractionCallback.Create(message);
        var outcome = await SendInitialResponseAsync(body, cancellationToken);
        if (outcome == Outcome.Unclear)
        {
            // An interaction is answered once. Where the answer stands, this changes nothing; where there is none, Discord says so.
            outcome = await EditOriginalAsync(message, isProbe: true, cancellationToken);
            outcome = outcome == Outcome.NotFound ? await SendInitialResponseAsync(body, cancellationToken) : outcome;
        }

        _state = outcome == Outcome.Done ? _state : State.Unreachable;
        return outcome == Outcome.Done;
    }

    /// <summary>A promise to all is taken back where the answer is for the asker alone, as a mistake is.</summary>
    private async Task<bool> CompleteDeferredAsync(DiscordMessage message, bool forAll, CancellationToken cancellationToken)
    {
        if (_state == State.DeferredEphemeral || forAll)
        {
            return await EditOriginalAsync(message, isProbe: false, cancellationToken) == Outcome.Done;
        }

        await SendAsync(WebhookRequest(HttpMethod.Delete, "/messages/@original", null) with { IsIdempotent = true }, FollowUpMaxWait,
            cancellationToken);
        await SendFollowUpsAsync([message], forAll: false, cancellationToken);
        return true;
    }

    private Task<Outcome> EditOriginalAsync(DiscordMessage message, bool isProbe, CancellationToken cancellationToken) =>
        SendAsync(WebhookRequest(HttpMethod.Patch, "/messages/@original", message with { Flags = null }) with { IsIdempotent = true,
            IsExistenceCheck = isProbe }, FollowUpMaxWait, cancellationToken);

    /// <summary>A promise is given once: whether it stands already is asked before it is given again.</summary>
    private async Task<bool> IsUnansweredAsync(CancellationToken cancellationToken) =>
        await SendAsync(WebhookRequest(HttpMethod.Get, "/messages/@original", null) with { IsIdempotent = true, IsExistenceCheck = true },
            InitialResponseMaxWait, cancellationToken) == Outcome.NotFound;

    private async Task SendFollowUpsAsync(IEnumerable<DiscordMessage> messages, bool forAll, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await SendAsync(WebhookRequest(HttpMethod.Post, "", message.WithVisibility(forAll)), FollowUpMaxWait, cancellationToken);
        }
    }

    private Task<Outcome> SendInitialResponseAsync(byte[] body, CancellationToken cancellationToken) => SendAsync(
        new DiscordRequest(HttpMethod.Post, "POST interactions/{interaction}/{token}/callback",
            $"interactions/{interaction.Id}/{interaction.Token}/callback", body),
        InitialResponseMaxWait,
        cancellationToken);

    private DiscordRequest WebhookRequest(HttpMethod method, string under, DiscordMessage? message)
    {
        var webhook = $"webhooks/{interaction.ApplicationId}/{interaction.Token}";
        return new DiscordRequest(method, $"{method} {webhook}{under}", webhook + under, message?.ToJson());
    }

    /// <summary>What was certainly not carried out is tried again; an unclear follow-up is not, for it would stand there twice.</summary>
    private async Task<Outcome> SendAsync(DiscordRequest call, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await rest.SendAsync(call with { IsAuthorized = false, MaxWait = patience }, cancellationToken);
            switch (answer)
            {
                case DiscordApiResult.Succeeded or DiscordApiResult.Refused { Code: AlreadyAcknowledged }:
                case DiscordApiResult.Refused { Code: UnknownMessage } when call.IsExistenceCheck:
                    return Outcome.Done;
                case DiscordApiResult.Refused { Code: UnknownInteraction }:
                    LogExpired(interaction.Id);
                    return Outcome.Failed;
                case DiscordApiResult.Refused { Code: UnknownWebhook }:
                    LogExpired(interaction.Id);
                    return Outcome.NotFound;
                case DiscordApiResult.Refused refused:
                    LogNotDelivered(interaction.Id, refused.Reason);
                    return Outcome.Failed;
                case DiscordApiResult.Unclear unclear:
                    LogNotDelivered(interaction.Id, unclear.Reason);
                    return Outcome.Unclear;
            }

            var (wait, reason) = answer is DiscordApiResult.Limited limited ? (limited.Delay, limited.Reason)
                : (TimeSpan.FromMilliseconds(250 << attempt), ((DiscordApiResult.NotSent)answer).Reason);
            if (attempt == MaxAttempts || wait > patience)
            {
                LogNotDelivered(interaction.Id, reason);
                return Outcome.Failed;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Discord waits for no answer to interaction {Id} any more")]
    private partial void LogExpired(string id);

    [LoggerMessage(LogLevel.Warning, "An answer to interaction {Id} did not reach Discord: {Reason}")]
    private partial void LogNotDelivered(string id, string reason);

    private enum Outcome
    {
        Done,
        Unclear,

        /// <summary>Discord has no answer to this interaction that could be changed.</summary>
        NotFound,
        Failed,
    }
}
