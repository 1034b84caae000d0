using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlertBot.Chat.Slack;
using AlertBot.Testing.Slack;

namespace AlertBot.Testing.Hosts;

/// <summary>
/// A team on a loopback Slack with the whole service as its bot over Socket Mode, and a record of all that people see there.
/// </summary>
internal sealed partial class SlackHost : IConversationHost, IAsyncDisposable
{
    public const string Manager = "U0MARA0001";
    public const string Member = "U0MEMB0001";
    public const string News = "C0NEWS0001";
    public const string Talk = "C0TALK0001";

    private readonly StringBuilder _seen = new();

    private SlackHost(LoopbackSlack slack, RunningService service) => (Slack, Service) = (slack, service);

    public LoopbackSlack Slack { get; }

    public RunningService Service { get; }

    public bool EditsAlerts => true;

    /// <param name="feeds">Paths on the news server.</param>
    public static async Task<SlackHost> PrepareAsync(params string[] feeds)
    {
        var slack = await LoopbackSlack.StartAsync();
        slack.Channels.Add(new LoopbackSlackChannel(Talk, "talk"));
        slack.Users.AddRange([new LoopbackSlackUser(Manager, "mara"), new LoopbackSlackUser(Member, "tomas")]);
        var service = await RunningService.PrepareAsync(feeds);
        service.Settings = service.Settings with
        {
            Webhooks = [],
            Subscriptions = [],
            Slack = new SlackOptions
            {
                BotToken = LoopbackSlack.BotToken,
                AppToken = LoopbackSlack.AppToken,
                Managers = new SlackManagers.Users([Manager]),
                ApiBaseUrl = slack.ApiBaseUrl,
            },
        };
        return new SlackHost(slack, service);
    }

    public async Task StartAsync()
    {
        await Service.StartAsync();
        await Slack.SocketMode.WaitForLiveAsync(2);
        await Service.WaitUntilPolledAsync();
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM entry WHERE state <> 'done'", 0);
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'", 1);
    }

    public string? ChannelOf(ConversationPlace place) => place switch
    {
        ConversationPlace.News => News,
        ConversationPlace.Talk => Talk,
        _ => null,
    };

    public async Task AskAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] options)
    {
        Say($"\n{Who(person)} in #{Name(place)}: /news {path}{string.Concat(options.Select(option => $" {option.Name}:{option.Value}"))}");
        await ShowAsync(await TypeAsync(place, person, path, options));
    }

    public async Task FillInAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] fields)
    {
        Say($"\n{Who(person)} in #{Name(place)}: /news {path} {fields[0].Name}:{fields[0].Value}");
        var ask = await TypeAsync(place, person, path, fields[0]);
        await Slack.WebApi.Views.WaitUntilAsync(views => views.All.Any(view => view.IsOpen));
        var view = Slack.WebApi.Views.Top;
        Say($"  a form:\n    {view.Title}");
        foreach (var label in view.Blocks.Where(block => (string?)block!["type"] == "input"))
        {
            Say($"    {(string)label!["label"]!["text"]!}");
        }

        Say($"\n{Who(person)} in #{Name(place)} fills in{string.Concat(fields.Select(field => $" {field.Name}: {field.Value};"))}");
        await Slack.SocketMode.InteractionAsync(
            SlackInteractionPayloads.SubmitView(view, fields.ToDictionary(field => $"field:{field.Name}", field => field.Value),
                UserOf(person)));
        await ShowAsync(ask);
    }

    public async Task PressAsync(string place, ConversationPerson person, string label, string action)
    {
        Say($"\n{Who(person)} in #{Name(place)} presses [{label}]");
        var message = Slack.WebApi.Messages.InChannel(place).Last(message => message.Blocks is not null);
        var press = SlackInteractionPayloads.PressButton(message, "More quotes", UserOf(person));
        press["actions"]![0]!["value"] = action;
        await ShowAsync(await Slack.SocketMode.InteractionAsync(press));
    }

    public async Task AlertAsync(string place, int count)
    {
        await Service.WaitUntilAsync(
            $"SELECT COUNT(*) FROM message m JOIN destination d ON d.id = m.destination_id WHERE m.state = 'sent' AND d.external_id = "
                + $"'{place}'", count);
        Say($"\nAlert in #{Name(place)}:");
        Show(Slack.WebApi.Messages.InChannel(place)[^1].Json, "  ");
    }

    public async Task<LoopbackSlackDelivery> TypeAsync(string place, ConversationPerson person, string path,
        params (string Name, string Value)[] options)
    {
        // The query is the rest of the line, as people type it.
        var typed = string.Concat(
            options.Select(option => option.Name is "query" or "name" ? $" {option.Value}" : $" {option.Name}:{option.Value}"));
        return await Slack.SocketMode.CommandAsync(place, UserOf(person),
            (path + typed).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal));
    }

    public void Say(string line) => _seen.Append(line).Append('\n');

    /// <summary>All that was seen, without what differs from run to run.</summary>
    public string Record() =>
        TimeOfDay().Replace(
            Duration().Replace(
                Instant().Replace(_seen.ToString().Replace(Service.News.Address.Authority, "news.example", StringComparison.Ordinal),
                    "<!date…>"), "… s"), "…").TrimStart();

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private async Task ShowAsync(LoopbackSlackDelivery ask)
    {
        var reply = (await ask.WaitForReplyAsync()).AsObject();
        Say((string?)reply["response_type"] == "in_channel" ? "  all see:" : "  only they see:");
        Show(reply, "    ");
    }

    private void Show(JsonObject message, string indent)
    {
        var blocks = message["blocks"] as JsonArray ?? [];
        foreach (var line in blocks.Count == 0 ? [(string)message["text"]!] : blocks.SelectMany(block => Lines(block!)))
        {
            Say($"{indent}{line}".TrimEnd());
        }
    }

    private static IEnumerable<string> Lines(JsonNode block) => (string?)block["type"] switch
    {
        "header" or "section" => Text(block["text"]),
        "context" => block["elements"]!.AsArray().SelectMany(Text),
        "actions" => [string.Join(' ', block["elements"]!.AsArray().Select(Label))],
        "divider" => ["----"],
        var other => [$"({other})"],
    };

    private static string Label(JsonNode? element) => (string?)element!["type"] == "overflow"
        ? $"[… {string.Join(" | ", element["options"]!.AsArray().Select(option => (string)option!["text"]!["text"]!))}]"
        : $"[{(string)element["text"]!["text"]!}]";

    private static IEnumerable<string> Text(JsonNode? text) => ((string?)text?["text"] ?? "").Split('\n');

    private static string UserOf(ConversationPerson person) => person == ConversationPerson.Manager ? Manager : Member;

    private static string Who(ConversationPerson person) => person == ConversationPerson.Manager ? "A manager" : "A member";

    private string Name(string channel) => Slack.FindChannel(channel)!.Name;

    [GeneratedRegex(@"<!date\^[0-9]+\^[^<>]*>")]
    private static partial Regex Instant();

    [GeneratedRegex(@"[0-9]+ [A-Z][a-z]+, [0-9]+:[0-9]+")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"(?<![0-9])[0-9]+(\.[0-9]+)? s\b")]
    private static partial Regex Duration();
}
