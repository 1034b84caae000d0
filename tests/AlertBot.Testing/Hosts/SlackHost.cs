using System.Text.Json.Nodes;
using AlertBot.Chat.Slack;
using AlertBot.Testing.Slack;

namespace AlertBot.Testing.Hosts;

/// <summary>
/// A team on a loopback Slack with the whole service as its bot, over Socket Mode. A transcript records what people see.
/// </summary>
internal sealed class SlackHost : IConversationHost, IAsyncDisposable
{
    public const string Manager = "U0MARA0001";
    public const string Member = "U0MEMB0001";
    public const string News = "C0NEWS0001";
    public const string Talk = "C0TALK0001";

    private SlackHost(LoopbackSlack slack, RunningService service)
    {
        Slack = slack;
        Service = service;
        Transcript = new ConversationTranscript(service.News.Address);
    }

    public LoopbackSlack Slack { get; }

    public RunningService Service { get; }

    public ConversationTranscript Transcript { get; }

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
        await Service.WaitUntilReadAsync();
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'", 1);
    }

    public string? ChannelOf(ConversationPlace place) => place switch
    {
        ConversationPlace.News => News,
        ConversationPlace.Talk => Talk,
        _ => null,
    };

    public async Task SendCommandAsync(string channel, ConversationPerson person, string path,
        params (string Name, string Value)[] options)
    {
        Transcript.WriteAction(person, NameOf(channel), ": " + ConversationTranscript.Command(path, options));
        await RecordReplyAsync(await TypeAsync(channel, person, path, options));
    }

    public async Task SubmitFormAsync(string channel, ConversationPerson person, string path, params (string Name, string Value)[] fields)
    {
        Transcript.WriteAction(person, NameOf(channel), ": " + ConversationTranscript.Command(path, fields[..1]));
        var command = await TypeAsync(channel, person, path, fields[0]);
        await Slack.WebApi.Views.WaitUntilAsync(views => views.All.Any(view => view.IsOpen));
        var view = Slack.WebApi.Views.Top;
        var labels = view.Blocks.Where(block => (string?)block!["type"] == "input").Select(block => (string)block!["label"]!["text"]!);
        Transcript.Write("  a form:");
        Transcript.Write(labels.Prepend(view.Title), "    ");

        var filledIn = string.Concat(fields.Select(field => $" {field.Name}: {field.Value};"));
        Transcript.WriteAction(person, NameOf(channel), " fills in" + filledIn);
        await Slack.SocketMode.InteractionAsync(
            SlackInteractionPayloads.SubmitView(view, fields.ToDictionary(field => $"field:{field.Name}", field => field.Value),
                UserOf(person)));
        await RecordReplyAsync(command);
    }

    public async Task PressButtonAsync(string channel, ConversationPerson person, string label, string action)
    {
        Transcript.WriteAction(person, NameOf(channel), $" presses [{label}]");
        var message = Slack.WebApi.Messages.InChannel(channel).Last(message => message.Blocks is not null);
        var press = SlackInteractionPayloads.PressButton(message, "More quotes", UserOf(person));
        press["actions"]![0]!["value"] = action;
        await RecordReplyAsync(await Slack.SocketMode.InteractionAsync(press));
    }

    public async Task WaitForAlertAsync(string channel, int count)
    {
        await Service.WaitUntilSentAsync(channel, count);
        Transcript.Write($"\nAlert in #{NameOf(channel)}:");
        Transcript.Write(Lines(Slack.WebApi.Messages.InChannel(channel)[^1].Json), "  ");
    }

    /// <summary>Sends a command as Slack does, with its escapes.</summary>
    public async Task<LoopbackSlackDelivery> TypeAsync(string channel, ConversationPerson person, string path,
        params (string Name, string Value)[] options)
    {
        var typed = path + ConversationTranscript.TypedOptions(options);
        return await Slack.SocketMode.CommandAsync(channel, UserOf(person),
            typed.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private async Task RecordReplyAsync(LoopbackSlackDelivery delivery)
    {
        var reply = (await delivery.WaitForReplyAsync()).AsObject();
        Transcript.Write((string?)reply["response_type"] == "in_channel" ? "  all see:" : "  only they see:");
        Transcript.Write(Lines(reply), "    ");
    }

    private static IEnumerable<string> Lines(JsonObject message)
    {
        var blocks = message["blocks"] as JsonArray ?? [];
        return blocks.Count == 0 ? [(string)message["text"]!] : blocks.SelectMany(block => LinesOfBlock(block!));
    }

    private static IEnumerable<string> LinesOfBlock(JsonNode block) => (string?)block["type"] switch
    {
        "header" or "section" => Text(block["text"]),
        "context" => block["elements"]!.AsArray().SelectMany(Text),
        "rich_text" => block["elements"]!.AsArray().SelectMany(quote =>
            string.Concat(quote!["elements"]!.AsArray().Select(span => (string)span!["text"]!)).Split('\n').Select(line => "| " + line)),
        "actions" => [string.Join(' ', block["elements"]!.AsArray().Select(Label))],
        "divider" => ["----"],
        var other => [$"({other})"],
    };

    private static string Label(JsonNode? element) => (string?)element!["type"] == "overflow"
        ? $"[… {string.Join(" | ", element["options"]!.AsArray().Select(option => (string)option!["text"]!["text"]!))}]"
        : $"[{(string)element["text"]!["text"]!}]";

    private static IEnumerable<string> Text(JsonNode? text) => ((string?)text?["text"] ?? "").Split('\n');

    private static string UserOf(ConversationPerson person) => person == ConversationPerson.Manager ? Manager : Member;

    private string NameOf(string channel) => Slack.FindChannel(channel)!.Name;
}
