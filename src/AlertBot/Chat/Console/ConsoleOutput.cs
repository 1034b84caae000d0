using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>
/// Standard output, shared by several writers. A terminal gets colours and wrapped lines. A pipe gets plain lines of any length: a quote is
/// on one line with both quotation marks.
/// </summary>
internal sealed class ConsoleOutput(IAnsiConsole console)
{
    private readonly Lock _writeLock = new();

    public bool IsTerminal => console.Profile.Out.IsTerminal;

    /// <returns>False when standard output is closed.</returns>
    public bool TryWrite(IReadOnlyList<ConsoleLine> lines)
    {
        try
        {
            lock (_writeLock)
            {
                Write(lines);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Write(IReadOnlyList<ConsoleLine> lines)
    {
        if (IsTerminal)
        {
            console.Write(new Rows([.. lines.Select(line => line.ToTerminal()), Spectre.Console.Text.Empty]));
            return;
        }

        // Without the renderer, which would wrap at 80 columns.
        var writer = console.Profile.Out.Writer;
        writer.Write(string.Concat(lines.Select(line => line.ToPlain() + "\n").Append("\n")));
        writer.Flush();
    }
}
