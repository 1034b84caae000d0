using AlertBot.Alerts.Delivery;

namespace AlertBot.Tests.Alerts;

/// <summary>A chat platform that takes everything but what a test tells it to refuse.</summary>
internal sealed class ScriptedSender : IChatSender
{
    private readonly Dictionary<string, SendOutcome> _next = [];
    private string? _breaking;

    public string Platform => "webhook";

    /// <summary>“address headline”, in order.</summary>
    public List<string> Posted { get; } = [];

    /// <summary>What was posted, whole.</summary>
    public List<OutgoingMessage> Messages { get; } = [];

    public List<OutgoingMessage> Edits { get; } = [];

    /// <summary>What the next edits come to; empty: they are made.</summary>
    public Queue<SendOutcome> EditOutcomes { get; } = new();

    public int Calls { get; private set; }

    /// <summary>What was to be sent last.</summary>
    public OutgoingMessage? Newest { get; private set; }

    public void FailWith(string address, SendOutcome outcome) => _next[address] = outcome;

    public void ThrowFor(string headline) => _breaking = headline;

    public Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken)
    {
        Calls++;
        if (EditOutcomes.TryDequeue(out var outcome))
        {
            return Task.FromResult(outcome);
        }

        Edits.Add(message);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent(platformId));
    }

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Calls++;
        Newest = message;
        if (message.Brief.Headline == _breaking)
        {
            throw new InvalidOperationException("a bug");
        }

        if (_next.Remove(message.Address, out var outcome))
        {
            return Task.FromResult(outcome);
        }

        Posted.Add($"{message.Address} {message.Brief.Headline}");
        Messages.Add(message);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent($"id-{Posted.Count}"));
    }
}
