using AlertBot.Alerts;
using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>
/// Shows alerts on standard output: coloured and wrapped on a terminal; piped, plain lines of any length, so that a quote stands on
/// one line with both its marks.
/// </summary>
internal sealed class ConsoleSender(IAnsiConsole console, TimeProvider time) : IChatSender
{
    private readonly Lock _oneAtATime = new();

    public string Platform => "console";

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var lines = ConsoleCard.Lines(Card.Of(message.Brief, time.GetUtcNow()));
        return Task.FromResult(TryWrite(lines));
    }

    /// <summary>What was printed stays as it is.</summary>
    public Task<SendOutcome> EditAsync(OutgoingMessage message, string platformId, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Refused("the console cannot change what it has shown", DestinationGone: false));

    private SendOutcome TryWrite(IReadOnlyList<ConsoleLine> lines)
    {
        try
        {
            lock (_oneAtATime)
            {
                Write(lines);
            }

            return new SendOutcome.Sent(null);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return new SendOutcome.Refused("standard output was closed: start again, or subscribe another destination", DestinationGone: true);
        }
    }

    private void Write(IReadOnlyList<ConsoleLine> lines)
    {
        if (console.Profile.Out.IsTerminal)
        {
            console.Write(new Rows([.. lines.Select(l => l.ToTerminal()), Text.Empty]));
            return;
        }

        // Past the renderer: it would wrap at 80 columns.
        var writer = console.Profile.Out.Writer;
        writer.Write(string.Concat(lines.Select(l => l.ToPlain() + "\n").Append("\n")));
        writer.Flush();
    }
}
