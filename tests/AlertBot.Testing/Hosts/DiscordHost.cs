using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlertBot.Chat.Discord;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Interactions;
using AlertBot.Testing.Discord.Rest;

namespace AlertBot.Testing.Hosts;

/// <summary>Two guilds on a loopback Discord with the whole service as their bot, and a record of all that people see there.</summary>
internal sealed partial class DiscordHost : IConversationHost, IAsyncDisposable
{
    public const string Manager = "32";
    public const string Member = "0";

    private readonly StringBuilder _seen = new();

    private DiscordHost(LoopbackDiscord discord, RunningService service) => (Discord, Service) = (discord, service);

    public LoopbackDiscord Discord { get; }

    public RunningService Service { get; }

    public LoopbackGuild Harbour => Discord.Guilds[0];

    public LoopbackGuild Island => Discord.Guilds[1];

    public string News => Harbour.Channels[0].Id;

    public bool EditsAlerts => true;

    /// <param name="feeds">Paths on the news server.</param>
    public static async Task<DiscordHost> PrepareAsync(params string[] feeds)
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001001", Name = "Harbour",
                Channels = { new LoopbackGuildChannel("1402000000000002001", "news"),
                    new LoopbackGuildChannel("1402000000000002002", "talk") } });
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001002", Name = "Island",
                Channels = { new LoopbackGuildChannel("1402000000000002003", "wire") } });
        var service = await RunningService.PrepareAsync(feeds);
        service.Settings = service.Settings with
        {
            Webhooks = [],
            Subscriptions = [],
            Discord = new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl },
        };
        return new DiscordHost(discord, service);
    }

    public async Task StartAsync()
    {
        await Service.StartAsync();
        await Discord.Gateway.WaitForReadyAsync();
        await Service.WaitUntilPolledAsync();
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM entry WHERE state <> 'done'", 0);
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'discord'", Discord.Guilds.Count);
    }

    /// <summary>Someone gives a command; what comes of it is recorded.</summary>
    public async Task<JsonElement> AskAsync(string channel, string permissions, string path, params (string Name, string Value)[] options)
    {
        var typed = string.Concat(options.Select(option => $" {option.Name}:{option.Value}"));
        Say($"\n{Who(permissions)} in #{Name(channel)}: /news {path}{typed}");
        return await AnswerAsync(channel, permissions, LoopbackInteractionKind.Command, DiscordInteractionPayloads.Command(path, options));
    }

    public async Task<JsonElement> PressAsync(string channel, string permissions, string label, string action)
    {
        Say($"\n{Who(permissions)} in #{Name(channel)} presses [{label}]");
        return await AnswerAsync(channel, permissions, LoopbackInteractionKind.Component, DiscordInteractionPayloads.Button(action));
    }

    public async Task<JsonElement> FillInAsync(string channel, string permissions, string form, params (string Name, string Value)[] fields)
    {
        Say($"\n{Who(permissions)} in #{Name(channel)} fills in{string.Concat(fields.Select(field => $" {field.Name}: {field.Value};"))}");
        return await AnswerAsync(channel, permissions, LoopbackInteractionKind.Modal, DiscordInteractionPayloads.Modal(form, fields));
    }

    public string? ChannelOf(ConversationPlace place) => place switch
    {
        ConversationPlace.News => News,
        ConversationPlace.Talk => Harbour.Channels[1].Id,
        _ => Island.Channels[0].Id,
    };

    Task IConversationHost.AskAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] options) =>
        AskAsync(place, Permissions(person), path, options);

    async Task IConversationHost.FillInAsync(string place, ConversationPerson person, string path,
        params (string Name, string Value)[] fields)
    {
        await AskAsync(place, Permissions(person), path, fields[0]);
        await FillInAsync(place, Permissions(person), $"form1:{path}", fields);
    }

    Task IConversationHost.PressAsync(string place, ConversationPerson person, string label, string action) =>
        PressAsync(place, Permissions(person), label, action);

    Task IConversationHost.AlertAsync(string place, int count) => AlertAsync(place, count);

    public async Task<LoopbackInteraction> SendAsync(string channel, string permissions, LoopbackInteractionKind kind, JsonObject data)
    {
        var interaction = Discord.Rest.Interactions.Register(kind);
        await Discord.Gateway.DispatchInteractionAsync(
            DiscordInteractionPayloads.Interaction(interaction, data, Discord.FindGuildOf(channel)!.Id, channel, "77", permissions));
        return interaction;
    }

    /// <summary>Waits for so many messages in the channel and records the newest.</summary>
    public async Task<LoopbackDiscordMessage> AlertAsync(string channel, int count)
    {
        await Service.WaitUntilAsync(
            $"SELECT COUNT(*) FROM message m JOIN destination d ON d.id = m.destination_id WHERE m.state = 'sent' AND d.external_id = "
                + $"'{channel}'", count);
        var message = Discord.Rest.Messages.InChannel(channel)[^1];
        Say($"\nAlert in #{Name(channel)}:");
        Show(JsonSerializer.SerializeToElement(message.Json), "  ");
        return message;
    }

    public void Say(string line) => _seen.Append(line).Append('\n');

    public void Show(JsonElement message, string indent)
    {
        foreach (var line in Lines(message))
        {
            Say($"{indent}{line}".TrimEnd());
        }
    }

    /// <summary>All that was seen, without what differs from run to run.</summary>
    public string Record() =>
        TimeOfDay().Replace(
            Duration().Replace(
                Instant().Replace(_seen.ToString().Replace(Service.News.Address.Authority, "news.example", StringComparison.Ordinal),
                    "<t:…:R>"), "… s"), "…").TrimStart();

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Discord.DisposeAsync();
    }

    private async Task<JsonElement> AnswerAsync(string channel, string permissions, LoopbackInteractionKind kind, JsonObject data)
    {
        var interaction = await SendAsync(channel, permissions, kind, data);
        var answer = await interaction.WaitForAnswerAsync(CancellationToken.None);
        var isForm = interaction.CallbackType == 9;
        Say(isForm ? "  a form:" : interaction.IsEphemeral ? "  only they see:" : "  all see:");
        Show(answer, "    ");
        return answer;
    }

    private static IEnumerable<string> Lines(JsonElement message)
    {
        foreach (var line in Text(message, "content").Concat(Text(message, "title")))
        {
            yield return line;
        }

        foreach (var embed in Items(message, "embeds"))
        {
            var parts = Inner(embed, "author", "name").Concat(Text(embed, "title")).Concat(Text(embed, "url"))
                .Concat(Text(embed, "description"))
                .Concat(Items(embed, "fields").SelectMany(field => Text(field, "name").Concat(Text(field, "value"))))
                .Concat(Inner(embed, "footer", "text"));
            foreach (var line in parts)
            {
                yield return "| " + line;
            }
        }

        foreach (var row in Items(message, "components"))
        {
            var labels = Items(row, "components").Select(button => $"[{button.GetProperty("label").GetString()}]")
                .Concat(Text(row, "label")).ToList();
            yield return string.Join(' ', labels);
        }
    }

    private static IEnumerable<string> Inner(JsonElement json, string name, string text) =>
        json.TryGetProperty(name, out var inner) ? Text(inner, text) : [];

    private static IEnumerable<string> Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            && text.GetString() is { Length: > 0 } some ? some.Split('\n') : [];

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray() : [];

    private static string Permissions(ConversationPerson person) => person == ConversationPerson.Manager ? Manager : Member;

    private static string Who(string permissions) => permissions == Manager ? "A manager" : "A member";

    private string Name(string channel) => Discord.FindChannel(channel)!.Name;

    [GeneratedRegex("<t:[0-9]+:R>")]
    private static partial Regex Instant();

    [GeneratedRegex(@"[0-9]+ [A-Z][a-z]+, [0-9]+\\:[0-9]+")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"(?<![0-9])[0-9]+(\.[0-9]+)? s\b")]
    private static partial Regex Duration();
}
