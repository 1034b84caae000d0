using System.Text;
using System.Text.RegularExpressions;
using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Chat.Console;
using AlertBot.Chat.Content;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace AlertBot.Tests.Chat.Console;

public partial class ConsoleSenderTests
{
    public static TheoryData<string> HostileTexts => HostileFeedTexts.Texts;

    [Fact]
    public async Task Piped_output_is_plain()
    {
        var text = await WriteAsync(ABrief.Full, terminal: false);

        Golden.Matches("chat/console-piped.txt", text);
    }

    [Fact]
    public async Task A_terminal_gets_colours_links_and_wrapped_lines()
    {
        var text = await WriteAsync(ABrief.Full, terminal: true);

        Golden.Matches("chat/console-terminal.txt", LinkId().Replace(text, "id=…").Replace("\u001b", "␛", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_piped_quote_is_printed_on_one_line_with_both_marks()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 110));

        var text = await WriteAsync(ABrief.Quoting(words), terminal: false);

        Assert.Contains($"\n  “{words}” — Mara Lindqvist\n", text);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Feed_text_cannot_inject_terminal_sequences(string hostile)
    {
        var text = await WriteAsync(ABrief.Everywhere(hostile), terminal: true, width: 10_000);
        var harmless = await WriteAsync(ABrief.Everywhere("harmless"), terminal: true, width: 10_000);

        Assert.Equal(Commands(harmless), Commands(text));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Piped_text_reads_as_written_without_control_characters(string hostile)
    {
        var text = await WriteAsync(ABrief.Everywhere(hostile), terminal: false);

        Assert.Contains($"“{DisplayText.Clean(hostile)}” {DisplayText.Clean(hostile)} “{DisplayText.Clean(hostile)}”", text);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(text, c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    [Fact]
    public async Task Alerts_of_many_senders_do_not_interleave()
    {
        var output = new YieldingWriter();
        var sender = Sender(output, terminal: false, 80);
        var alone = await WriteAsync(ABrief.Full, terminal: false);

        await Parallel.ForAsync(0, 200, async (_, token) => await sender.SendAsync(new OutgoingMessage("", ABrief.Full, "n"), token));

        Assert.Equal(string.Concat(Enumerable.Repeat(alone, 200)), output.ToString());
    }

    [Fact]
    public async Task A_closed_output_refuses_instead_of_throwing()
    {
        var output = new StreamWriter(new MemoryStream());
        var sender = Sender(output, terminal: false, 80);
        await output.DisposeAsync();

        var outcome = await sender.SendAsync(new OutgoingMessage("", ABrief.Full, "n"), TestContext.Current.CancellationToken);

        Assert.True(Assert.IsType<SendOutcome.Refused>(outcome).DestinationGone);
    }

    [Fact]
    public async Task A_minimal_brief_is_shown()
    {
        var text = await WriteAsync(ABrief.Bare, terminal: false);

        Assert.Equal("Untitled\n\n", text);
    }

    private static async Task<string> WriteAsync(Brief brief, bool terminal, int width = 60)
    {
        var output = new StringWriter();
        var outcome =
            await Sender(output, terminal, width).SendAsync(new OutgoingMessage("", brief, "n"), TestContext.Current.CancellationToken);
        Assert.Equal(new SendOutcome.Sent(null), outcome);
        return output.ToString();
    }

    private static ConsoleSender Sender(TextWriter output, bool terminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new Output(output, terminal, width),
        });
        console.Profile.Capabilities.Links = terminal;
        return new ConsoleSender(new ConsoleOutput(console), new FakeTimeProvider(ABrief.Now));
    }

    /// <summary>All terminal sequences in a text, including links with their addresses.</summary>
    private static List<string> Commands(string text) => [.. Command().Matches(LinkId().Replace(text, "")).Select(m => m.Value)];

    [GeneratedRegex(@"(?<=\]8;)id=\d+")]
    private static partial Regex LinkId();

    [GeneratedRegex(@"\x1b\][^\x1b\a]*(\x1b\\|\a)|\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Command();

    /// <summary>Yields to other threads every few characters.</summary>
    private sealed class YieldingWriter : StringWriter
    {
        public override void Write(string? value)
        {
            foreach (var chunk in (value ?? "").Chunk(16))
            {
                base.Write(new string(chunk));
                Thread.Yield();
            }
        }
    }

    private sealed class Output(TextWriter writer, bool terminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => terminal;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
