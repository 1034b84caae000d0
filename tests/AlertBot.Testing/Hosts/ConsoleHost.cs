using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Testing.Hosts;

/// <summary>The console with the whole service behind it: one place, whose operator is its manager, and no buttons.</summary>
internal sealed partial class ConsoleHost : IConversationHost, IAsyncDisposable
{
    private readonly StringBuilder _seen = new();
    private readonly TypedLines _input = new();
    private int _shown;

    private ConsoleHost(RunningService service) => (Service, service.Input) = (service, _input);

    public RunningService Service { get; }

    public bool EditsAlerts => false;

    public static async Task<ConsoleHost> StartAsync()
    {
        var service = await RunningService.PrepareAsync(ConversationScript.Feeds);
        service.Settings = service.Settings with { Webhooks = [], Subscriptions = [] };
        ConversationScript.Prepare(service);
        var town = new ConsoleHost(service);
        await service.StartAsync();
        await service.WaitUntilPolledAsync();
        await service.WaitUntilAsync("SELECT COUNT(*) FROM entry WHERE state <> 'done'", 0);
        return town;
    }

    public string? ChannelOf(ConversationPlace place) => place == ConversationPlace.News ? "news" : null;

    public async Task AskAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] options)
    {
        // The query is the rest of the line, as people type it.
        var typed = string.Concat(
            options.Select(option => option.Name is "query" or "name" ? $" {option.Value}" : $" {option.Name}:{option.Value}"));
        Say($"\n{person switch { ConversationPerson.Manager => "A manager", _ => "A member" }} in #{place}: "
            + $"/news {path}{string.Concat(options.Select(option => $" {option.Name}:{option.Value}"))}");
        _input.Type($"/news {path}{typed}");
        await ShowAsync("  all see:");
    }

    public Task FillInAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] fields) =>
        AskAsync(place, person, path, fields);

    public Task PressAsync(string place, ConversationPerson person, string label, string action) => Task.CompletedTask;

    public async Task AlertAsync(string place, int count)
    {
        Say($"\nAlert in #{place}:");
        await ShowAsync(null);
    }

    public void Say(string line) => _seen.Append(line).Append('\n');

    /// <summary>All that was seen, without what differs from run to run.</summary>
    public string Record() =>
        TimeOfDay().Replace(
            Duration().Replace(_seen.ToString().Replace(Service.News.Address.Authority, "news.example", StringComparison.Ordinal), "… s"),
            "…").TrimStart();

    public async ValueTask DisposeAsync()
    {
        _input.End();
        await Service.DisposeAsync();
    }

    private async Task ShowAsync(string? title)
    {
        var text = await UntilQuietAsync();
        if (title is not null)
        {
            Say(title);
        }

        foreach (var line in text.TrimEnd().Split('\n'))
        {
            Say($"{(title is null ? "  " : "    ")}{line.TrimEnd()}".TrimEnd());
        }
    }

    /// <summary>An answer is written at once: what is there when nothing more comes is all of it.</summary>
    private async Task<string> UntilQuietAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var length = _shown;
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            var now = Service.Console.ToString().Length;
            if (now > _shown && now == length)
            {
                break;
            }

            length = now;
        }

        var text = Service.Console.ToString()[_shown..length];
        _shown = length;
        return text;
    }

    [GeneratedRegex(@"[0-9]+ [A-Z][a-z]+, [0-9]+:[0-9]+")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"(?<![0-9])[0-9]+(\.[0-9]+)? s\b")]
    private static partial Regex Duration();

    /// <summary>Standard input that a test types into.</summary>
    private sealed class TypedLines : TextReader
    {
        private readonly System.Collections.Concurrent.BlockingCollection<string> _lines = [];

        public void Type(string line) => _lines.Add(line);

        public void End() => _lines.CompleteAdding();

        public override string? ReadLine() => _lines.TryTake(out var line, Timeout.Infinite) ? line : null;
    }
}
