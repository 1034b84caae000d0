using System.Collections.Concurrent;

namespace AlertBot.Testing.Hosts;

/// <summary>The console with the whole service behind it: one channel, whose operator is its manager, without buttons.</summary>
internal sealed class ConsoleHost : IConversationHost, IAsyncDisposable
{
    /// <summary>How long one answer may take. Far longer than any answer needs, so that only a lost answer fails a test.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>An answer is complete when nothing was written for this long.</summary>
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromMilliseconds(100);

    private readonly TypedLines _input = new();
    private int _shownLength;

    private ConsoleHost(RunningService service)
    {
        Service = service;
        Service.Input = _input;
        Transcript = new ConversationTranscript(service.News.Address);
    }

    public RunningService Service { get; }

    public ConversationTranscript Transcript { get; }

    public bool EditsAlerts => false;

    public static async Task<ConsoleHost> StartAsync()
    {
        var service = await RunningService.PrepareAsync(ConversationScript.Feeds);
        service.Settings = service.Settings with { Webhooks = [], Subscriptions = [] };
        ConversationScript.PublishBacklog(service);
        var host = new ConsoleHost(service);
        await service.StartAsync();
        await service.WaitUntilPolledAsync();
        await service.WaitUntilReadAsync();
        return host;
    }

    public string? ChannelOf(ConversationPlace place) => place == ConversationPlace.News ? "news" : null;

    public async Task SendCommandAsync(string channel, ConversationPerson person, string path,
        params (string Name, string Value)[] options)
    {
        Transcript.WriteAction(person, channel, ": " + ConversationTranscript.Command(path, options));
        _input.Type($"/news {path}{ConversationTranscript.TypedOptions(options)}");
        var answer = await ReadAnswerAsync();
        Transcript.Write("  all see:");
        Transcript.Write(answer, "    ");
    }

    public Task SubmitFormAsync(string channel, ConversationPerson person, string path, params (string Name, string Value)[] fields) =>
        SendCommandAsync(channel, person, path, fields);

    public Task PressButtonAsync(string channel, ConversationPerson person, string label, string action) => Task.CompletedTask;

    public async Task WaitForAlertAsync(string channel, int count)
    {
        Transcript.Write($"\nAlert in #{channel}:");
        Transcript.Write(await ReadAnswerAsync(), "  ");
    }

    public async ValueTask DisposeAsync()
    {
        _input.End();
        await Service.DisposeAsync();
    }

    /// <returns>The lines that the console has printed since the last call.</returns>
    private async Task<string[]> ReadAnswerAsync()
    {
        using var limit = new CancellationTokenSource(AnswerTimeout);
        using var timer = new PeriodicTimer(QuietPeriod);
        var length = _shownLength;
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            var current = Service.Console.ToString().Length;
            if (current > _shownLength && current == length)
            {
                break;
            }

            length = current;
        }

        var text = Service.Console.ToString()[_shownLength..length];
        _shownLength = length;
        return text.TrimEnd().Split('\n');
    }

    /// <summary>Standard input into which a test types.</summary>
    private sealed class TypedLines : TextReader
    {
        private readonly BlockingCollection<string> _lines = [];

        public void Type(string line) => _lines.Add(line);

        public void End() => _lines.CompleteAdding();

        public override string? ReadLine() => _lines.TryTake(out var line, Timeout.Infinite) ? line : null;
    }
}
