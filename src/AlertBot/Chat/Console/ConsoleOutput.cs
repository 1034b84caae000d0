using Spectre.Console;

namespace AlertBot.Chat.Console;

/// <summary>
/// Standard output, written by one at a time: coloured and wrapped on a terminal; piped, plain lines of any length, so that a quote
/// stands on one line with both its marks.
/// </summary>
internal sealed class ConsoleOutput(IAnsiConsole console)
{
    private readonly Lock _oneAtATime = new();

    public bool IsTerminal => console.Profile.Out.IsTerminal;

    /// <returns>False where standard output was closed.</returns>
    public bool TryWrite(IReadOnlyList<ConsoleLine> lines)
    {
        try
        {
            lock (_oneAtATime)
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
            console.Write(new Rows([.. lines.Select(l => l.ToTerminal()), Spectre.Console.Text.Empty]));
            return;
        }

        // Past the renderer: it would wrap at 80 columns.
        var writer = console.Profile.Out.Writer;
        writer.Write(string.Concat(lines.Select(l => l.ToPlain() + "\n").Append("\n")));
        writer.Flush();
    }
}
