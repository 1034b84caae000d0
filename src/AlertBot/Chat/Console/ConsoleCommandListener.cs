using System.Threading.Channels;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Console;

/// <summary>Answers commands that are typed where AlertBot runs.</summary>
/// <param name="input">Standard input. Null: nobody types.</param>
internal sealed class ConsoleCommandListener(TextReader? input, CommandDispatcher desk, ConsoleOutput screen, TimeProvider time)
    : BackgroundService
{
    /// <summary>More than so many that wait are not read yet.</summary>
    private const int MaxQueuedLines = 100;

    private static readonly Caller Operator = new("", DestinationAddress.Console, "", IsManager: true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (input is null)
        {
            return;
        }

        if (screen.IsTerminal)
        {
            screen.TryWrite(
                Render(Reply.Of(new ReplyBlock.Hint(RichText.Of("Commands can be typed here: ", CommandUsage.ToCode("help"), ".")))));
        }

        try
        {
            await foreach (var line in ReadInBackground(input).ReadAllAsync(stoppingToken))
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    screen.TryWrite(Render(await AnswerAsync(line, stoppingToken)));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends, whatever the reader waits for.
        }
    }

    private async Task<Reply> AnswerAsync(string line, CancellationToken cancellationToken) =>
        new CommandParser(desk.Specs).Parse(line) switch
    {
        CommandParseResult.Parsed typed => await desk.RunAsync(Operator, typed.Path, typed.Options, canShowForms: false, cancellationToken),
        CommandParseResult.Invalid mistaken => mistaken.Reply,
        var other => throw new InvalidOperationException($"{other} is no reading of a line"),
    };

    private IReadOnlyList<ConsoleLine> Render(Reply reply) => new ConsoleReplyRenderer(screen.IsTerminal, time.GetUtcNow()).Lines(reply);

    /// <summary>On a thread of its own: reading a terminal cannot be cancelled, and must not hold up the stop.</summary>
    private static ChannelReader<string> ReadInBackground(TextReader input)
    {
        var lines = Channel.CreateBounded<string>(MaxQueuedLines);
        var thread = new Thread(() => Read(input, lines.Writer)) { IsBackground = true, Name = "console commands" };
        thread.Start();
        return lines.Reader;
    }

    private static void Read(TextReader input, ChannelWriter<string> lines)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                // This thread has nothing else to do than wait.
                lines.WriteAsync(line).AsTask().Wait();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Standard input was closed or is none: nobody types any more.
        }

        lines.TryComplete();
    }
}
