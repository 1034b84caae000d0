using System.Threading.Channels;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;

namespace AlertBot.Chat.Console;

/// <summary>Runs commands that are typed on the console.</summary>
/// <param name="input">Standard input. Null: no commands can be typed.</param>
internal sealed class ConsoleCommandListener(
    TextReader? input, CommandDispatcher dispatcher, ConsoleOutput output, TimeProvider time) : BackgroundService
{
    /// <summary>Lines read ahead: enough for pasted commands, and a large file as input does not fill the memory.</summary>
    private const int MaxQueuedLines = 100;

    private static readonly Caller Operator = new("", DestinationAddress.Console, "", IsManager: true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (input is null)
        {
            return;
        }

        if (output.IsTerminal)
        {
            output.TryWrite(
                Render(Reply.Of(ReplyBlock.Hint.Of("You can type commands here. To list them: ", CommandUsage.ToCode("help")))));
        }

        try
        {
            await foreach (var line in ReadInBackground(input).ReadAllAsync(stoppingToken))
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    output.TryWrite(Render(await RunAsync(line, stoppingToken)));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown; the reading thread is a background thread and ends with the process.
        }
    }

    private async Task<Reply> RunAsync(string line, CancellationToken cancellationToken) =>
        new CommandParser(dispatcher.Specs).Parse(line) switch
        {
            CommandParseResult.Parsed command =>
                await dispatcher.RunAsync(Operator, command.Path, command.Options, canShowForms: false, cancellationToken),
            CommandParseResult.Invalid invalid => invalid.Reply,
            var other => throw new InvalidOperationException($"Unknown parse result: {other}"),
        };

    private IReadOnlyList<ConsoleLine> Render(Reply reply) => new ConsoleReplyRenderer(output.IsTerminal, time.GetUtcNow()).Render(reply);

    /// <summary>Reads on a thread of its own: reading from a terminal cannot be cancelled and must not delay shutdown.</summary>
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
                // Blocking is fine: this thread does nothing else.
                lines.WriteAsync(line).AsTask().Wait();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Standard input is closed or missing: no more commands.
        }

        lines.TryComplete();
    }
}
