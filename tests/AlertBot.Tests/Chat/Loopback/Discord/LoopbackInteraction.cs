using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>An interaction that a test sends to the client, and what the client answers: https://docs.discord.com/developers/interactions/receiving-and-responding</summary>
internal sealed class LoopbackInteraction(string id, string token, LoopbackInteractionKind kind, DateTimeOffset sentAt)
{
    /// <summary>How long a test waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<JsonElement> _callbacks = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _edits = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _followUps = Channel.CreateUnbounded<JsonElement>();

    public string Id { get; } = id;

    public string Token { get; } = token;

    public LoopbackInteractionKind Kind { get; } = kind;

    public DateTimeOffset SentAt { get; } = sentAt;

    /// <summary>How long the client took for its callback; null while there is none.</summary>
    public TimeSpan? AnsweredAfter { get; private set; }

    /// <summary>Of the callback: 4 message, 5 deferred, 6 deferred update, 7 update, 8 autocomplete, 9 modal. 0 while there is none.</summary>
    public int CallbackType { get; private set; }

    /// <summary>The message that the interaction made or updated, as it stands; null where there is none.</summary>
    public JsonObject? Original { get; set; }

    /// <summary>Only the asker sees the answer.</summary>
    public bool IsEphemeral { get; private set; }

    public Dictionary<string, JsonObject> FollowUps { get; } = [];

    /// <summary>The body of the callback, <c>{type, data}</c>.</summary>
    public Task<JsonElement> CallbackAsync(CancellationToken cancellationToken) => ReadAsync(_callbacks, "no callback", cancellationToken);

    /// <summary>The body of the next edit of the original answer.</summary>
    public Task<JsonElement> EditAsync(CancellationToken cancellationToken) => ReadAsync(_edits, "no edit", cancellationToken);

    /// <summary>The body of the next follow-up.</summary>
    public Task<JsonElement> FollowUpAsync(CancellationToken cancellationToken) => ReadAsync(_followUps, "no follow-up", cancellationToken);

    /// <summary>What the asker sees in the end: the callback's data, or what a deferred answer was edited to.</summary>
    public async Task<JsonElement> AnswerAsync(CancellationToken cancellationToken)
    {
        var callback = await CallbackAsync(cancellationToken);
        return callback.GetProperty("type").GetInt32() is 5 or 6
            ? await EditAsync(cancellationToken)
            : callback.TryGetProperty("data", out var data) ? data : default;
    }

    public void Answer(JsonElement callback, TimeSpan after)
    {
        (CallbackType, AnsweredAfter) = (LoopbackShape.Number(callback, "type"), after);
        IsEphemeral = callback.TryGetProperty("data", out var data) && (LoopbackShape.Number(data, "flags") & 64) != 0;
        _callbacks.Writer.TryWrite(callback);
    }

    public void Edit(JsonElement body) => _edits.Writer.TryWrite(body);

    public void FollowUp(JsonElement body) => _followUps.Writer.TryWrite(body);

    private async Task<JsonElement> ReadAsync(Channel<JsonElement> channel, string missing, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{missing} to interaction {Id} within {Patience.TotalSeconds:0} s");
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
