using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>The interactions of the loopback Discord: one callback each, within 3 s; edits and follow-ups for 15 minutes.</summary>
internal sealed class LoopbackInteractions(LoopbackDiscord discord)
{
    private static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ToFollowUp = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, LoopbackInteraction> _byToken = new();
    private readonly Lock _lock = new();
    private long _next = 1_402_000_000_000_500_000;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Makes an interaction known, dispatched now: its id and token go into the INTERACTION_CREATE event.</summary>
    public LoopbackInteraction Open(LoopbackInteractionKind kind = LoopbackInteractionKind.Command)
    {
        var id = Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
        var interaction = new LoopbackInteraction(id, $"aW50ZXJhY3Rpb246{id}-_token", kind, Time.GetUtcNow());
        _byToken[interaction.Token] = interaction;
        return interaction;
    }

    public LoopbackDiscordAnswer Callback(LoopbackDiscordRequest request, string id, string token)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var interaction) || interaction.Id != id || Time.GetUtcNow() - interaction.SentAt > ToAnswer)
            {
                return LoopbackDiscordAnswer.Error(10062);
            }

            if (interaction.CallbackType != 0)
            {
                discord.Breaches.Enqueue($"interaction {id} is answered twice");
                return LoopbackDiscordAnswer.Error(40060);
            }

            var shape = new LoopbackShape();
            CheckCallback(request.Body, interaction.Kind, shape);
            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordAnswer.Invalid(shape.Errors);
            }

            interaction.Answer(request.Body, Time.GetUtcNow() - interaction.SentAt);
            interaction.Original = interaction.CallbackType is 4 or 7 && request.Body.TryGetProperty("data", out var data) ? NewMessage(data) : null;
            return LoopbackDiscordAnswer.Nothing;
        }
    }

    /// <summary><c>/webhooks/{application}/{token}/…</c>; a token that is unknown or too old is an unknown webhook.</summary>
    public LoopbackDiscordAnswer Webhook(LoopbackDiscordRequest request, string token)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var interaction) || interaction.CallbackType is 0 or 8 or 9 || Time.GetUtcNow() - interaction.SentAt > ToFollowUp)
            {
                return LoopbackDiscordAnswer.Error(10015);
            }

            return (request.Method, request.Parts) switch
            {
                ("POST", [_, _, _]) => FollowUp(request, interaction),
                ("GET", [_, _, _, "messages", "@original"]) => interaction.Original is { } original ? LoopbackDiscordAnswer.Ok(original.DeepClone()) : LoopbackDiscordAnswer.Error(10008),
                ("PATCH", [_, _, _, "messages", "@original"]) => EditOriginal(request, interaction),
                ("PATCH", [_, _, _, "messages", var id]) => EditFollowUp(request, interaction, id),
                ("DELETE", [_, _, _, "messages", var id]) => Delete(interaction, id),
                _ => LoopbackDiscordAnswer.Error(0),
            };
        }
    }

    private LoopbackDiscordAnswer FollowUp(LoopbackDiscordRequest request, LoopbackInteraction interaction)
    {
        var shape = new LoopbackShape();
        LoopbackMessageRules.CheckPost(request.Body, "", shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordAnswer.Invalid(shape.Errors);
        }

        var message = NewMessage(request.Body);
        interaction.FollowUps[message["id"]!.GetValue<string>()] = message;
        interaction.FollowUp(request.Body);
        return LoopbackDiscordAnswer.Ok(message.DeepClone());
    }

    private LoopbackDiscordAnswer EditOriginal(LoopbackDiscordRequest request, LoopbackInteraction interaction)
    {
        var shape = new LoopbackShape();
        LoopbackMessageRules.CheckEdit(request.Body, shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordAnswer.Invalid(shape.Errors);
        }

        interaction.Original = LoopbackMessages.Edited(interaction.Original ?? NewMessage(default), request.Body, Time.GetUtcNow());
        interaction.Edit(request.Body);
        return LoopbackDiscordAnswer.Ok(interaction.Original.DeepClone());
    }

    private LoopbackDiscordAnswer EditFollowUp(LoopbackDiscordRequest request, LoopbackInteraction interaction, string id)
    {
        if (!interaction.FollowUps.TryGetValue(id, out var message))
        {
            return LoopbackDiscordAnswer.Error(10008);
        }

        var shape = new LoopbackShape();
        LoopbackMessageRules.CheckEdit(request.Body, shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordAnswer.Invalid(shape.Errors);
        }

        interaction.FollowUps[id] = LoopbackMessages.Edited(message, request.Body, Time.GetUtcNow());
        return LoopbackDiscordAnswer.Ok(interaction.FollowUps[id].DeepClone());
    }

    private static LoopbackDiscordAnswer Delete(LoopbackInteraction interaction, string id)
    {
        var known = id == "@original" ? interaction.Original is not null : interaction.FollowUps.Remove(id);
        interaction.Original = id == "@original" ? null : interaction.Original;
        return known ? LoopbackDiscordAnswer.Nothing : LoopbackDiscordAnswer.Error(10008);
    }

    private static void CheckCallback(JsonElement body, LoopbackInteractionKind kind, LoopbackShape shape)
    {
        shape.Members(body, "", LoopbackMessageRules.Names("type", "data"));
        var type = LoopbackShape.Number(body, "type");
        if (!Fits(type, kind))
        {
            shape.Fail("type", $"{type} is no answer to {kind}");
            return;
        }

        var data = body.TryGetProperty("data", out var given) ? given : default;
        switch (type)
        {
            case 4:
                LoopbackMessageRules.CheckPost(data, "data", shape);
                break;
            case 7:
                LoopbackMessageRules.CheckEdit(data, shape);
                break;
            case 5 when data.ValueKind != JsonValueKind.Undefined:
                shape.Members(data, "data", LoopbackMessageRules.Names("flags"));
                break;
            case 6 when data.ValueKind != JsonValueKind.Undefined:
                shape.Fail("data", "a deferred update has none");
                break;
            case 8:
                CheckChoices(data, shape);
                break;
            case 9:
                LoopbackComponentRules.CheckModal(data, shape);
                break;
        }
    }

    private static bool Fits(int type, LoopbackInteractionKind kind) => kind switch
    {
        LoopbackInteractionKind.Command => type is 4 or 5 or 9,
        LoopbackInteractionKind.Component => type is 4 or 5 or 6 or 7 or 9,
        LoopbackInteractionKind.Autocomplete => type is 8,
        _ => type is 4 or 5 or 6 or 7,
    };

    private static void CheckChoices(JsonElement data, LoopbackShape shape)
    {
        shape.Members(data, "data", LoopbackMessageRules.Names("choices"));
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("choices", out var choices))
        {
            shape.Fail("data.choices", "This field is required");
            return;
        }

        foreach (var (choice, at) in shape.Items(choices, "data.choices", 0, 25))
        {
            shape.Members(choice, at, LoopbackMessageRules.Names(("name", 100), "value", "name_localizations"));
            if (LoopbackShape.Length(choice, "name") == 0 || !choice.TryGetProperty("value", out var value) || LoopbackShape.Length(value) > 100)
            {
                shape.Fail(at, "a choice has a name and a value of at most 100 characters");
            }
        }
    }

    private JsonObject NewMessage(JsonElement body) =>
        LoopbackMessages.New(Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture), "0", body, Time.GetUtcNow());
}
