using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AlertBot.Testing.Discord.Validation;

namespace AlertBot.Testing.Discord.Interactions;

/// <summary>
/// An interaction that a test sends to the client, and the client's responses:
/// https://docs.discord.com/developers/interactions/receiving-and-responding
/// </summary>
internal sealed class LoopbackInteraction(string id, string token, LoopbackInteractionKind kind, DateTimeOffset sentAt)
{
    /// <summary>Limits the wait for a response.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    private readonly Channel<JsonElement> _callbacks = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _edits = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _followUps = Channel.CreateUnbounded<JsonElement>();

    public string Id { get; } = id;

    public string Token { get; } = token;

    public LoopbackInteractionKind Kind { get; } = kind;

    public DateTimeOffset SentAt { get; } = sentAt;

    /// <summary>The time from sending to the callback; null before it.</summary>
    public TimeSpan? CallbackAfter { get; private set; }

    /// <summary>
    /// The type of the callback: 4 message, 5 deferred, 6 deferred update, 7 update, 8 autocomplete, 9 modal; 0 before it.
    /// </summary>
    public int CallbackType { get; private set; }

    /// <summary>The current original message of the interaction; null where there is none.</summary>
    public JsonObject? Original { get; set; }

    /// <summary>Only the user sees the response.</summary>
    public bool IsEphemeral { get; private set; }

    public Dictionary<string, JsonObject> FollowUps { get; } = [];

    /// <summary>The body of the callback, <c>{type, data}</c>.</summary>
    public Task<JsonElement> WaitForCallbackAsync(CancellationToken cancellationToken) =>
        ReadAsync(_callbacks, "no callback", cancellationToken);

    /// <summary>The body of the next edit of the original message.</summary>
    public Task<JsonElement> WaitForEditAsync(CancellationToken cancellationToken) => ReadAsync(_edits, "no edit", cancellationToken);

    /// <summary>The body of the next follow-up.</summary>
    public Task<JsonElement> WaitForFollowUpAsync(CancellationToken cancellationToken) =>
        ReadAsync(_followUps, "no follow-up", cancellationToken);

    /// <summary>What the user finally sees: the callback's data, or the edit of a deferred response.</summary>
    public async Task<JsonElement> WaitForAnswerAsync(CancellationToken cancellationToken)
    {
        var callback = await WaitForCallbackAsync(cancellationToken);
        return callback.GetProperty("type").GetInt32() is 5 or 6
            ? await WaitForEditAsync(cancellationToken)
            : callback.TryGetProperty("data", out var data) ? data : default;
    }

    public void RecordCallback(JsonElement callback, TimeSpan after)
    {
        CallbackType = DiscordBodyValidator.Number(callback, "type");
        CallbackAfter = after;
        IsEphemeral = callback.TryGetProperty("data", out var data) && (DiscordBodyValidator.Number(data, "flags") & 64) != 0;
        _callbacks.Writer.TryWrite(callback);
    }

    public void RecordEdit(JsonElement body) => _edits.Writer.TryWrite(body);

    public void RecordFollowUp(JsonElement body) => _followUps.Writer.TryWrite(body);

    private async Task<JsonElement> ReadAsync(Channel<JsonElement> channel, string timeoutText, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WaitTimeout);
        try
        {
            return await channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{timeoutText} for interaction {Id} within {WaitTimeout.TotalSeconds:0} s");
        }
    }
}

/// <summary>The <c>type</c> of an interaction.</summary>
internal enum LoopbackInteractionKind
{
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}
