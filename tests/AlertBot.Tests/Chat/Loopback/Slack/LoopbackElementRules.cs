using System.Text.Json;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>What can be pressed, chosen and filled in. https://docs.slack.dev/reference/block-kit/block-elements; @slack/types block-kit/block-elements.d.ts</summary>
internal static class LoopbackElementRules
{
    /// <summary>@slack/types block-kit/extensions.d.ts, Action.action_id</summary>
    private const int ActionId = 255;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button: text and accessibility_label</summary>
    private const int ButtonText = 75;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.value</summary>
    private const int ButtonValue = 2_000;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.url; composition-objects.d.ts, option url</summary>
    private const int Url = 3_000;

    /// <summary>https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element, options</summary>
    private const int OverflowOptions = 5;

    /// <summary>@slack/types block-kit/block-elements.d.ts, StaticSelect.options</summary>
    private const int SelectOptions = 100;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.text and description</summary>
    private const int OptionText = 75;

    /// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/option-object, value</summary>
    private const int OptionValue = 150;

    /// <summary>@slack/types block-kit/extensions.d.ts, Placeholdable.placeholder</summary>
    private const int Placeholder = 150;

    /// <summary>https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element, min_length and max_length</summary>
    private const int InputLength = 3_000;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, Confirm: title, text, confirm and deny</summary>
    private const int ConfirmTitle = 100;

    private const int ConfirmText = 300;

    private const int ConfirmButton = 30;

    /// <param name="elements">Of one block.</param>
    /// <param name="types">What the block takes.</param>
    public static void Check(IReadOnlyList<(JsonElement Value, string Path)> elements, string[] types, LoopbackSlackShape shape)
    {
        var ids = new HashSet<string>();
        foreach (var (element, path) in elements)
        {
            var type = LoopbackSlackShape.Type(element);
            if (!types.Contains(type))
            {
                shape.Fail(path + "/type", $"unsupported type: {type}");
                continue;
            }

            CheckElement(element, type!, path, shape);
            shape.String(element, path, "action_id", 1, ActionId);
            shape.Flag(element, path, "focus_on_load");
            shape.Text(element, path, "placeholder", Placeholder);
            if (element.TryGetProperty("confirm", out var confirm))
            {
                CheckConfirm(confirm, path + "/confirm", shape);
            }

            if (LoopbackSlackShape.Word(element, "action_id") is { } id && !ids.Add(id))
            {
                shape.Fail(path + "/action_id", $"`action_id` already exists for another element of the block: {id}");
            }
        }
    }

    private static void CheckElement(JsonElement element, string type, string path, LoopbackSlackShape shape)
    {
        switch (type)
        {
            case "button" when shape.Members(element, path, ["type", "text"], "action_id", "url", "value", "style", "confirm", "accessibility_label"):
                shape.Text(element, path, "text", ButtonText);
                shape.String(element, path, "value", 0, ButtonValue);
                shape.String(element, path, "accessibility_label", 1, ButtonText);
                shape.Address(element, path, "url", Url);
                shape.Word(element, path, "style", "primary", "danger");
                break;
            case "overflow" when shape.Members(element, path, ["type", "options"], "action_id", "confirm"):
                CheckOptions(element.GetProperty("options"), path + "/options", OverflowOptions, "url", shape);
                break;
            case "static_select" when shape.Members(element, path, ["type", "options"], "action_id", "placeholder", "initial_option", "confirm", "focus_on_load"):
                CheckOptions(element.GetProperty("options"), path + "/options", SelectOptions, null, shape);
                CheckInitial(element, path, shape);
                break;
            case "plain_text_input" when shape.Members(
                element, path, ["type"], "action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "focus_on_load"):
                CheckInput(element, path, shape);
                break;
        }
    }

    private static void CheckOptions(JsonElement options, string path, int most, string? extra, LoopbackSlackShape shape)
    {
        var values = new HashSet<string>();
        foreach (var (option, at) in shape.Items(options, path, 1, most))
        {
            if (!shape.Members(option, at, ["text", "value"], extra is null ? ["description"] : ["description", extra]))
            {
                continue;
            }

            shape.Text(option, at, "text", OptionText);
            shape.Text(option, at, "description", OptionText);
            shape.String(option, at, "value", 1, OptionValue);
            shape.Address(option, at, "url", Url);
            if (LoopbackSlackShape.Word(option, "value") is { } value && !values.Add(value))
            {
                shape.Fail(at + "/value", "every option has a value of its own: " + value);
            }
        }
    }

    /// <summary>“exactly matches one of the options”</summary>
    private static void CheckInitial(JsonElement select, string path, LoopbackSlackShape shape)
    {
        if (select.TryGetProperty("initial_option", out var initial)
            && (select.GetProperty("options").ValueKind != JsonValueKind.Array || !select.GetProperty("options").EnumerateArray().Any(option => JsonElement.DeepEquals(option, initial))))
        {
            shape.Fail(path + "/initial_option", "must be exactly one of the options");
        }
    }

    private static void CheckInput(JsonElement input, string path, LoopbackSlackShape shape)
    {
        shape.String(input, path, "initial_value", 0, InputLength);
        shape.Flag(input, path, "multiline");
        shape.Number(input, path, "min_length", 0, InputLength);
        shape.Number(input, path, "max_length", 1, InputLength);
        if (input.TryGetProperty("max_length", out var most) && most.ValueKind == JsonValueKind.Number
            && input.TryGetProperty("initial_value", out var initial) && LoopbackSlackShape.Length(initial) > most.GetInt32())
        {
            shape.Fail(path + "/initial_value", "must be no more than max_length characters");
        }

        if (!input.TryGetProperty("dispatch_action_config", out var dispatch) || !shape.Members(dispatch, path + "/dispatch_action_config", [], "trigger_actions_on"))
        {
            return;
        }

        foreach (var (on, at) in dispatch.TryGetProperty("trigger_actions_on", out var given) ? shape.Items(given, path + "/dispatch_action_config/trigger_actions_on", 1, 2) : [])
        {
            if (on.ValueKind != JsonValueKind.String || on.GetString() is not ("on_enter_pressed" or "on_character_entered"))
            {
                shape.Fail(at, "must be on_enter_pressed or on_character_entered");
            }
        }
    }

    /// <summary>All four are required: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    private static void CheckConfirm(JsonElement confirm, string path, LoopbackSlackShape shape)
    {
        if (!shape.Members(confirm, path, ["title", "text", "confirm", "deny"], "style"))
        {
            return;
        }

        shape.Text(confirm, path, "title", ConfirmTitle);
        shape.Text(confirm, path, "text", ConfirmText);
        shape.Text(confirm, path, "confirm", ConfirmButton);
        shape.Text(confirm, path, "deny", ConfirmButton);
        shape.Word(confirm, path, "style", "primary", "danger");
    }
}
