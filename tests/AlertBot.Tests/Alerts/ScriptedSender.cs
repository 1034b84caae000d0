using AlertBot.Alerts.Delivery;

namespace AlertBot.Tests.Alerts;

/// <summary>A sender that accepts all messages except those for which a test sets an outcome.</summary>
internal sealed class ScriptedSender : IChatSender
{
    private readonly Dictionary<string, SendOutcome> _nextOutcomes = [];
    private string? _throwingHeadline;

    public string Platform { get; init; } = "webhook";

    /// <summary>The posted messages as “address headline”, in order.</summary>
    public List<string> Posted { get; } = [];

    /// <summary>The posted messages, in order.</summary>
    public List<OutgoingMessage> Messages { get; } = [];

    public List<OutgoingMessage> Edits { get; } = [];

    /// <summary>The outcomes of the next edits; when empty, edits succeed.</summary>
    public Queue<SendOutcome> EditOutcomes { get; } = new();

    public int Calls { get; private set; }

    /// <summary>The last message that was to be sent, whether it was accepted or not.</summary>
    public OutgoingMessage? Newest { get; private set; }

    public void FailWith(string address, SendOutcome outcome) => _nextOutcomes[address] = outcome;

    public void ThrowFor(string headline) => _throwingHeadline = headline;

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
        if (message.Brief.Headline == _throwingHeadline)
        {
            throw new InvalidOperationException("a bug");
        }

        if (_nextOutcomes.Remove(message.Address, out var outcome))
        {
            return Task.FromResult(outcome);
        }

        Posted.Add($"{message.Address} {message.Brief.Headline}");
        Messages.Add(message);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent($"id-{Posted.Count}"));
    }
}
