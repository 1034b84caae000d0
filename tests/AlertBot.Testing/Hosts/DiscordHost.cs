using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Interactions;
using AlertBot.Testing.Discord.Rest;

namespace AlertBot.Testing.Hosts;

/// <summary>Two guilds on a loopback Discord with the whole service as their bot. A transcript records what people see.</summary>
internal sealed class DiscordHost : IConversationHost, IAsyncDisposable
{
    /// <summary>The permissions of a manager: Manage Server.</summary>
    public const string Manager = "32";

    /// <summary>The permissions of a member: none.</summary>
    public const string Member = "0";

    /// <summary>The callback type that opens a form.</summary>
    private const int ModalCallbackType = 9;

    private DiscordHost(LoopbackDiscord discord, RunningService service)
    {
        Discord = discord;
        Service = service;
        Transcript = new ConversationTranscript(service.News.Address);
    }

    public LoopbackDiscord Discord { get; }

    public RunningService Service { get; }

    public ConversationTranscript Transcript { get; }

    public LoopbackGuild Harbour => Discord.Guilds[0];

    public LoopbackGuild Island => Discord.Guilds[1];

    public string News => Harbour.Channels[0].Id;

    public bool EditsAlerts => true;

    /// <param name="feeds">Paths on the news server.</param>
    public static async Task<DiscordHost> PrepareAsync(params string[] feeds)
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild
        {
            Id = "1402000000000001001",
            Name = "Harbour",
            Channels =
            {
                new LoopbackGuildChannel("1402000000000002001", "news"),
                new LoopbackGuildChannel("1402000000000002002", "talk"),
            },
        });
        discord.Guilds.Add(new LoopbackGuild
        {
            Id = "1402000000000001002",
            Name = "Island",
            Channels = { new LoopbackGuildChannel("1402000000000002003", "wire") },
        });
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
        await Service.WaitUntilReadAsync();
        await Service.WaitUntilAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'discord'", Discord.Guilds.Count);
    }

    /// <summary>Sends a command with the permissions of a person, and records the answer.</summary>
    public async Task<JsonElement> SendCommandAsync(string channel, string permissions, string path,
        params (string Name, string Value)[] options)
    {
        Transcript.WriteAction(PersonWith(permissions), NameOf(channel), ": " + ConversationTranscript.Command(path, options));
        return await InteractAsync(
            channel, permissions, LoopbackInteractionKind.Command, DiscordInteractionPayloads.Command(path, options));
    }

    public async Task<JsonElement> PressButtonAsync(string channel, string permissions, string label, string action)
    {
        Transcript.WriteAction(PersonWith(permissions), NameOf(channel), $" presses [{label}]");
        return await InteractAsync(channel, permissions, LoopbackInteractionKind.Component, DiscordInteractionPayloads.Button(action));
    }

    public async Task<JsonElement> SubmitFormAsync(string channel, string permissions, string form,
        params (string Name, string Value)[] fields)
    {
        var filledIn = string.Concat(fields.Select(field => $" {field.Name}: {field.Value};"));
        Transcript.WriteAction(PersonWith(permissions), NameOf(channel), " fills in" + filledIn);
        return await InteractAsync(channel, permissions, LoopbackInteractionKind.Modal, DiscordInteractionPayloads.Modal(form, fields));
    }

    public string? ChannelOf(ConversationPlace place) => place switch
    {
        ConversationPlace.News => News,
        ConversationPlace.Talk => Harbour.Channels[1].Id,
        _ => Island.Channels[0].Id,
    };

    Task IConversationHost.SendCommandAsync(string channel, ConversationPerson person, string path,
        params (string Name, string Value)[] options) =>
        SendCommandAsync(channel, PermissionsOf(person), path, options);

    async Task IConversationHost.SubmitFormAsync(string channel, ConversationPerson person, string path,
        params (string Name, string Value)[] fields)
    {
        await SendCommandAsync(channel, PermissionsOf(person), path, fields[0]);
        await SubmitFormAsync(channel, PermissionsOf(person), $"form1:{path}", fields);
    }

    Task IConversationHost.PressButtonAsync(string channel, ConversationPerson person, string label, string action) =>
        PressButtonAsync(channel, PermissionsOf(person), label, action);

    Task IConversationHost.WaitForAlertAsync(string channel, int count) => WaitForAlertAsync(channel, count);

    public async Task<LoopbackInteraction> SendAsync(string channel, string permissions, LoopbackInteractionKind kind, JsonObject data)
    {
        var interaction = Discord.Rest.Interactions.Register(kind);
        await Discord.Gateway.DispatchInteractionAsync(
            DiscordInteractionPayloads.Interaction(interaction, data, Discord.FindGuildOf(channel)!.Id, channel, "77", permissions));
        return interaction;
    }

    /// <summary>Waits for a number of messages in the channel and records the newest.</summary>
    public async Task<LoopbackDiscordMessage> WaitForAlertAsync(string channel, int count)
    {
        await Service.WaitUntilSentAsync(channel, count);
        var message = Discord.Rest.Messages.InChannel(channel)[^1];
        Transcript.Write($"\nAlert in #{NameOf(channel)}:");
        Transcript.Write(Lines(JsonSerializer.SerializeToElement(message.Json)), "  ");
        return message;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Discord.DisposeAsync();
    }

    /// <summary>Sends an interaction and records the answer.</summary>
    private async Task<JsonElement> InteractAsync(string channel, string permissions, LoopbackInteractionKind kind, JsonObject data)
    {
        var interaction = await SendAsync(channel, permissions, kind, data);
        var answer = await interaction.WaitForAnswerAsync(CancellationToken.None);
        var isForm = interaction.CallbackType == ModalCallbackType;
        Transcript.Write(isForm ? "  a form:" : interaction.IsEphemeral ? "  only they see:" : "  all see:");
        Transcript.Write(Lines(answer), "    ");
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

    private static string PermissionsOf(ConversationPerson person) => person == ConversationPerson.Manager ? Manager : Member;

    private static ConversationPerson PersonWith(string permissions) =>
        permissions == Manager ? ConversationPerson.Manager : ConversationPerson.Member;

    private string NameOf(string channel) => Discord.FindChannel(channel)!.Name;
}
