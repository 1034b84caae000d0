using System.Collections.Concurrent;
using AlertBot.Chat.Console;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Console;

public class ConsoleCommandsTests
{
    [Fact]
    public async Task Typed_lines_are_answered_until_the_input_ends()
    {
        await using var room = await CommandFixture.OpenAsync();

        await RunAsync(room, new StringReader("/news topic add oil oil\n\nnews subscribe oil\nsubscribe gas"));

        var text = room.Output.ToString();
        Assert.Contains("The topic oil is there.", text);
        Assert.Contains("News on oil comes to this console from now on.", text);
        Assert.Contains("There is no topic “gas” here.", text);
        Assert.Equal(["console"],
            await room.Test.TextsAsync("SELECT d.platform FROM subscription s JOIN destination d ON d.id = s.destination_id"));
    }

    [Fact]
    public async Task Without_input_nothing_is_printed()
    {
        await using var room = await CommandFixture.OpenAsync();

        await RunAsync(room, null);
        await RunAsync(room, TextReader.Null);

        Assert.Empty(room.Output.ToString());
    }

    [Fact]
    public async Task A_blocked_reader_does_not_delay_shutdown()
    {
        await using var room = await CommandFixture.OpenAsync();
        using var input = new Waiting();
        using var service = Service(room, input);
        await service.StartAsync(CancellationToken.None);
        input.Type("/news help");
        input.IsRead.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);

        await service.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_failing_input_ends_only_the_reading()
    {
        await using var room = await CommandFixture.OpenAsync();

        await RunAsync(room, new Broken());

        Assert.Empty(room.Output.ToString());
    }

    [Fact]
    public async Task Typed_text_cannot_inject_terminal_sequences()
    {
        await using var room = await CommandFixture.OpenAsync();

        await RunAsync(room,
            new StringReader(
                string.Join('\n',
                    HostileFeedTexts.Texts.Select(row => $"/news {row.Data}\n/news subscribe {row.Data}\n/news feed remove {row.Data}"))));

        Assert.DoesNotContain(room.Output.ToString(), c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(room.Output.ToString(), c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    private static async Task RunAsync(CommandFixture room, TextReader? input)
    {
        using var service = Service(room, input);
        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
        await service.StopAsync(CancellationToken.None);
    }

    private static ConsoleCommandListener Service(CommandFixture room, TextReader? input) =>
        new(input, room.Dispatcher, room.Get<ConsoleOutput>(), room.Test.Time);

    /// <summary>A terminal at which someone types once and then thinks.</summary>
    private sealed class Waiting : TextReader
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
