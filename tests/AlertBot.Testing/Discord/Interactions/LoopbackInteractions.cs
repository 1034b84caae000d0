using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Discord.Validation;

namespace AlertBot.Testing.Discord.Interactions;

/// <summary>The interactions of the loopback Discord: one callback each within 3 s, edits and follow-ups for 15 minutes.</summary>
internal sealed class LoopbackInteractions(LoopbackDiscord discord)
{
    private static readonly TimeSpan CallbackDeadline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FollowUpWindow = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, LoopbackInteraction> _byToken = new();
    private readonly Lock _lock = new();
    private long _next = 1_402_000_000_000_500_000;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Creates an interaction. Its id and token go into the INTERACTION_CREATE event, which is sent now.</summary>
    public LoopbackInteraction Register(LoopbackInteractionKind kind = LoopbackInteractionKind.Command)
    {
        var id = Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
        var interaction = new LoopbackInteraction(id, $"aW50ZXJhY3Rpb246{id}-_token", kind, Time.GetUtcNow());
        _byToken[interaction.Token] = interaction;
        return interaction;
    }

    public LoopbackDiscordResponse Callback(LoopbackDiscordRequest request, string id, string token)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var interaction) || interaction.Id != id
                || Time.GetUtcNow() - interaction.SentAt > CallbackDeadline)
            {
                return LoopbackDiscordResponse.Error(10062);
            }

            if (interaction.CallbackType != 0)
            {
                discord.Violations.Enqueue($"interaction {id} got two callbacks");
                return LoopbackDiscordResponse.Error(40060);
            }

            var shape = new DiscordBodyValidator();
            CheckCallback(request.Body, interaction.Kind, shape);
            if (shape.Errors.Count > 0)
            {
                return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
            }

            interaction.RecordCallback(request.Body, Time.GetUtcNow() - interaction.SentAt);
            interaction.Original =
                interaction.CallbackType is 4 or 7 && request.Body.TryGetProperty("data", out var data)
                    ? NewMessage(data)
                    : null;
            return LoopbackDiscordResponse.NoContent;
        }
    }

    /// <summary><c>/webhooks/{application}/{token}/…</c>. An unknown or expired token is an unknown webhook.</summary>
    public LoopbackDiscordResponse Webhook(LoopbackDiscordRequest request, string token)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var interaction) || interaction.CallbackType is 0 or 8 or 9
                || Time.GetUtcNow() - interaction.SentAt > FollowUpWindow)
            {
                return LoopbackDiscordResponse.Error(10015);
            }

            return (request.Method, request.Segments) switch
            {
                ("POST", [_, _, _]) => FollowUp(request, interaction),
                ("GET", [_, _, _, "messages", "@original"]) =>
                    interaction.Original is { } original ? LoopbackDiscordResponse.Ok(original.DeepClone())
                        : LoopbackDiscordResponse.Error(10008),
                ("PATCH", [_, _, _, "messages", "@original"]) => EditOriginal(request, interaction),
                ("PATCH", [_, _, _, "messages", var id]) => EditFollowUp(request, interaction, id),
                ("DELETE", [_, _, _, "messages", var id]) => Delete(interaction, id),
                _ => LoopbackDiscordResponse.Error(0),
            };
        }
    }

    private LoopbackDiscordResponse FollowUp(LoopbackDiscordRequest request, LoopbackInteraction interaction)
    {
        var shape = new DiscordBodyValidator();
        DiscordMessageRules.CheckPost(request.Body, "", shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
        }

        var message = NewMessage(request.Body);
        interaction.FollowUps[message["id"]!.GetValue<string>()] = message;
        interaction.RecordFollowUp(request.Body);
        return LoopbackDiscordResponse.Ok(message.DeepClone());
    }

    private LoopbackDiscordResponse EditOriginal(LoopbackDiscordRequest request, LoopbackInteraction interaction)
    {
        var shape = new DiscordBodyValidator();
        DiscordMessageRules.CheckEdit(request.Body, shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
        }

        interaction.Original =
            LoopbackDiscordMessages.WithEdit(interaction.Original ?? NewMessage(default), request.Body, Time.GetUtcNow());
        interaction.RecordEdit(request.Body);
        return LoopbackDiscordResponse.Ok(interaction.Original.DeepClone());
    }

    private LoopbackDiscordResponse EditFollowUp(LoopbackDiscordRequest request, LoopbackInteraction interaction, string id)
    {
        if (!interaction.FollowUps.TryGetValue(id, out var message))
        {
            return LoopbackDiscordResponse.Error(10008);
        }

        var shape = new DiscordBodyValidator();
        DiscordMessageRules.CheckEdit(request.Body, shape);
        if (shape.Errors.Count > 0)
        {
            return LoopbackDiscordResponse.InvalidFormBody(shape.Errors);
        }

        interaction.FollowUps[id] = LoopbackDiscordMessages.WithEdit(message, request.Body, Time.GetUtcNow());
        return LoopbackDiscordResponse.Ok(interaction.FollowUps[id].DeepClone());
    }

    private static LoopbackDiscordResponse Delete(LoopbackInteraction interaction, string id)
    {
        var known = id == "@original" ? interaction.Original is not null : interaction.FollowUps.Remove(id);
        interaction.Original = id == "@original" ? null : interaction.Original;
        return known ? LoopbackDiscordResponse.NoContent : LoopbackDiscordResponse.Error(10008);
    }

    private static void CheckCallback(JsonElement body, LoopbackInteractionKind kind, DiscordBodyValidator shape)
    {
        shape.CheckObject(body, "", DiscordMessageRules.AllowedMembers("type", "data"));
        var type = DiscordBodyValidator.Number(body, "type");
        if (!IsAllowedFor(type, kind))
        {
            shape.AddError("type", $"{type} is not allowed for {kind}");
            return;
        }

        var data = body.TryGetProperty("data", out var given) ? given : default;
        switch (type)
        {
            case 4:
                DiscordMessageRules.CheckPost(data, "data", shape);
                break;
            case 7:
                DiscordMessageRules.CheckEdit(data, shape);
                break;
            case 5 when data.ValueKind != JsonValueKind.Undefined:
                shape.CheckObject(data, "data", DiscordMessageRules.AllowedMembers("flags"));
                break;
            case 6 when data.ValueKind != JsonValueKind.Undefined:
                shape.AddError("data", "a deferred update has no data");
                break;
            case 8:
                CheckChoices(data, shape);
                break;
            case 9:
                DiscordComponentRules.CheckModal(data, shape);
                break;
        }
    }

    private static bool IsAllowedFor(int type, LoopbackInteractionKind kind) => kind switch
    {
        LoopbackInteractionKind.Command => type is 4 or 5 or 9,
        LoopbackInteractionKind.Component => type is 4 or 5 or 6 or 7 or 9,
        LoopbackInteractionKind.Autocomplete => type is 8,
        _ => type is 4 or 5 or 6 or 7,
    };

    private static void CheckChoices(JsonElement data, DiscordBodyValidator shape)
    {
        shape.CheckObject(data, "data", DiscordMessageRules.AllowedMembers("choices"));
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("choices", out var choices))
        {
            shape.AddError("data.choices", "This field is required");
            return;
        }

        foreach (var (choice, at) in shape.CheckArray(choices, "data.choices", 0, 25))
        {
            shape.CheckObject(choice, at, DiscordMessageRules.AllowedMembers(("name", 100), "value", "name_localizations"));
            if (DiscordBodyValidator.Length(choice, "name") == 0 || !choice.TryGetProperty("value", out var value)
                || DiscordBodyValidator.Length(value) > 100)
            {
                shape.AddError(at, "a choice has a name and a value of at most 100 characters");
            }
        }
    }

    private JsonObject NewMessage(JsonElement body) =>
        LoopbackDiscordMessages.NewJson(Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture), "0", body,
            Time.GetUtcNow());
}
