using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Console;

/// <summary>Shows alerts on standard output.</summary>
internal sealed class ConsoleSender(ConsoleOutput screen, TimeProvider time) : IChatSender
{
    public string Platform => "console";

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(screen.TryWrite(ConsoleCardRenderer.Lines(Card.FromBrief(message.Brief, time.GetUtcNow())))
            ? new SendOutcome.Sent(null)
            : new SendOutcome.Refused("standard output was closed: start again, or subscribe another destination", DestinationGone: true));

    /// <summary>What was printed stays as it is.</summary>
    public Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Refused("the console cannot change what it has shown", DestinationGone: false));
}
