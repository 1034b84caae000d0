using System.Collections.Concurrent;
using AlertBot.Chat.Console;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Console;

public class ConsoleCommandsTests
{
    [Fact]
    public async Task Typed_lines_are_answered_until_the_input_ends()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        await RunAsync(fixture, new StringReader("/news topic add oil oil\n\nnews subscribe oil\nsubscribe gas"));

        var text = fixture.Output.ToString();
        Assert.Contains("Created the topic oil.", text);
        Assert.Contains("Subscribed the console to oil.", text);
        Assert.Contains("There is no topic “gas” here.", text);
        Assert.Equal(["console"],
            await fixture.Test.TextsAsync("SELECT d.platform FROM subscription s JOIN destination d ON d.id = s.destination_id"));
    }

    [Fact]
    public async Task Without_input_nothing_is_printed()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        await RunAsync(fixture, null);
        await RunAsync(fixture, TextReader.Null);

        Assert.Empty(fixture.Output.ToString());
    }

    [Fact]
    public async Task A_blocked_reader_does_not_delay_shutdown()
    {
        await using var fixture = await CommandFixture.OpenAsync();
        using var input = new BlockingReader();
        using var service = Service(fixture, input);
        await service.StartAsync(CancellationToken.None);
        input.Type("/news help");
        input.IsRead.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);

        await service.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_failing_input_does_not_stop_the_service()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        await RunAsync(fixture, new Broken());

        Assert.Empty(fixture.Output.ToString());
    }

    [Fact]
    public async Task Typed_text_cannot_inject_terminal_sequences()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        await RunAsync(fixture,
            new StringReader(
                string.Join('\n',
                    HostileFeedTexts.Texts.Select(row => $"/news {row.Data}\n/news subscribe {row.Data}\n/news feed remove {row.Data}"))));

        Assert.DoesNotContain(fixture.Output.ToString(), c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(fixture.Output.ToString(), c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    private static async Task RunAsync(CommandFixture fixture, TextReader? input)
    {
        using var service = Service(fixture, input);
        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
        await service.StopAsync(CancellationToken.None);
    }

    private static ConsoleCommandListener Service(CommandFixture fixture, TextReader? input) =>
        new(input, fixture.Dispatcher, fixture.Get<ConsoleOutput>(), fixture.Test.Time);

    /// <summary>A terminal where someone types one line and then nothing.</summary>
    private sealed class BlockingReader : TextReader
    {
        private readonly BlockingCollection<string> _lines = [];

        public ManualResetEventSlim IsRead { get; } = new();

        public void Type(string line) => _lines.Add(line);

        public override string? ReadLine()
        {
            var line = _lines.Take();
            IsRead.Set();
            return line;
        }
    }

    private sealed class Broken : TextReader
    {
        public override string? ReadLine() => throw new IOException("the terminal is gone");
    }
}
