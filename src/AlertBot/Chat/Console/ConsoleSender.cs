using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Console;

/// <summary>Shows alerts on standard output.</summary>
internal sealed class ConsoleSender(ConsoleOutput output, TimeProvider time) : IChatSender
{
    public string Platform => "console";

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(output.TryWrite(ConsoleCardRenderer.Render(Card.FromBrief(message.Brief, time.GetUtcNow())))
            ? new SendOutcome.Sent(null)
            : new SendOutcome.Refused(
                "standard output is closed: restart AlertBot, or subscribe another destination", DestinationGone: true));

    /// <summary>Printed text cannot be changed.</summary>
    public Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Refused("the console cannot change what was printed", DestinationGone: false));
}
