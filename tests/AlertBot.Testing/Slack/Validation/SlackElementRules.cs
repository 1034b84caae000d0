using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// What can be pressed, chosen and filled in. https://docs.slack.dev/reference/block-kit/block-elements; @slack/types
/// block-kit/block-elements.d.ts
/// </summary>
internal static class SlackElementRules
{
    /// <summary>@slack/types block-kit/extensions.d.ts, Action.action_id</summary>
    private const int MaxActionId = 255;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button: text and accessibility_label</summary>
    private const int MaxButtonText = 75;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.value</summary>
    private const int MaxButtonValue = 2_000;

    /// <summary>@slack/types block-kit/block-elements.d.ts, Button.url; composition-objects.d.ts, option url</summary>
    private const int MaxUrl = 3_000;

    /// <summary>https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element, options</summary>
    private const int MaxOverflowOptions = 5;

    /// <summary>@slack/types block-kit/block-elements.d.ts, StaticSelect.options</summary>
    private const int MaxSelectOptions = 100;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, PlainTextOption.text and description</summary>
    private const int MaxOptionText = 75;

    /// <summary>https://docs.slack.dev/reference/block-kit/composition-objects/option-object, value</summary>
    private const int MaxOptionValue = 150;

    /// <summary>@slack/types block-kit/extensions.d.ts, Placeholdable.placeholder</summary>
    private const int MaxPlaceholder = 150;

    /// <summary>https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element, min_length and max_length</summary>
    private const int MaxInputLength = 3_000;

    /// <summary>@slack/types block-kit/composition-objects.d.ts, Confirm: title, text, confirm and deny</summary>
    private const int MaxConfirmTitle = 100;

    private const int MaxConfirmText = 300;

    private const int MaxConfirmButton = 30;

    /// <param name="elements">Of one block.</param>
    /// <param name="types">What the block takes.</param>
    public static void Check(IReadOnlyList<(JsonElement Value, string Path)> elements, string[] types, SlackBodyValidator shape)
    {
        var ids = new HashSet<string>();
        foreach (var (element, path) in elements)
        {
            var type = SlackBodyValidator.Type(element);
            if (!types.Contains(type))
            {
                shape.AddError(path + "/type", $"unsupported type: {type}");
                continue;
            }

            CheckElement(element, type!, path, shape);
            shape.CheckString(element, path, "action_id", 1, MaxActionId);
            shape.CheckBoolean(element, path, "focus_on_load");
            shape.CheckText(element, path, "placeholder", MaxPlaceholder);
            if (element.TryGetProperty("confirm", out var confirm))
            {
                CheckConfirm(confirm, path + "/confirm", shape);
            }

            if (SlackBodyValidator.Word(element, "action_id") is { } id && !ids.Add(id))
            {
                shape.AddError(path + "/action_id", $"`action_id` already exists for another element of the block: {id}");
            }
        }
    }

    private static void CheckElement(JsonElement element, string type, string path, SlackBodyValidator shape)
    {
        switch (type)
        {
            case "button"
                when shape.CheckObject(element, path, ["type", "text"], "action_id", "url", "value", "style", "confirm",
                    "accessibility_label"):
                shape.CheckText(element, path, "text", MaxButtonText);
                shape.CheckString(element, path, "value", 0, MaxButtonValue);
                shape.CheckString(element, path, "accessibility_label", 1, MaxButtonText);
                shape.CheckUrl(element, path, "url", MaxUrl);
                shape.Word(element, path, "style", "primary", "danger");
                break;
            case "overflow" when shape.CheckObject(element, path, ["type", "options"], "action_id", "confirm"):
                CheckOptions(element.GetProperty("options"), path + "/options", MaxOverflowOptions, "url", shape);
                break;
            case "static_select"
                when shape.CheckObject(element, path, ["type", "options"], "action_id", "placeholder", "initial_option", "confirm",
                    "focus_on_load"):
                CheckOptions(element.GetProperty("options"), path + "/options", MaxSelectOptions, null, shape);
                CheckInitial(element, path, shape);
                break;
            case "plain_text_input" when shape.CheckObject(
                element, path, ["type"], "action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length",
                "dispatch_action_config", "focus_on_load"):
                CheckInput(element, path, shape);
                break;
        }
    }

    private static void CheckOptions(JsonElement options, string path, int most, string? extra, SlackBodyValidator shape)
    {
        var values = new HashSet<string>();
        foreach (var (option, at) in shape.CheckArray(options, path, 1, most))
        {
            if (!shape.CheckObject(option, at, ["text", "value"], extra is null ? ["description"] : ["description", extra]))
            {
                continue;
            }

            shape.CheckText(option, at, "text", MaxOptionText);
            shape.CheckText(option, at, "description", MaxOptionText);
            shape.CheckString(option, at, "value", 1, MaxOptionValue);
            shape.CheckUrl(option, at, "url", MaxUrl);
            if (SlackBodyValidator.Word(option, "value") is { } value && !values.Add(value))
            {
                shape.AddError(at + "/value", "every option has a value of its own: " + value);
            }
        }
    }

    /// <summary>“exactly matches one of the options”</summary>
    private static void CheckInitial(JsonElement select, string path, SlackBodyValidator shape)
    {
        if (select.TryGetProperty("initial_option", out var initial)
            && (select.GetProperty("options").ValueKind != JsonValueKind.Array
                || !select.GetProperty("options").EnumerateArray().Any(option => JsonElement.DeepEquals(option, initial))))
        {
            shape.AddError(path + "/initial_option", "must be exactly one of the options");
        }
    }

    private static void CheckInput(JsonElement input, string path, SlackBodyValidator shape)
    {
        shape.CheckString(input, path, "initial_value", 0, MaxInputLength);
        shape.CheckBoolean(input, path, "multiline");
        shape.CheckNumber(input, path, "min_length", 0, MaxInputLength);
        shape.CheckNumber(input, path, "max_length", 1, MaxInputLength);
        if (input.TryGetProperty("max_length", out var most) && most.ValueKind == JsonValueKind.Number
            && input.TryGetProperty("initial_value", out var initial) && SlackBodyValidator.Length(initial) > most.GetInt32())
        {
            shape.AddError(path + "/initial_value", "must be no more than max_length characters");
        }

        if (!input.TryGetProperty("dispatch_action_config", out var dispatch)
            || !shape.CheckObject(dispatch, path + "/dispatch_action_config", [], "trigger_actions_on"))
        {
            return;
        }

        foreach (var (on, at) in dispatch.TryGetProperty("trigger_actions_on", out var given)
            ? shape.CheckArray(given, path + "/dispatch_action_config/trigger_actions_on", 1, 2) : [])
        {
            if (on.ValueKind != JsonValueKind.String || on.GetString() is not ("on_enter_pressed" or "on_character_entered"))
            {
                shape.AddError(at, "must be on_enter_pressed or on_character_entered");
            }
        }
    }

    /// <summary>All four are required: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    private static void CheckConfirm(JsonElement confirm, string path, SlackBodyValidator shape)
    {
        if (!shape.CheckObject(confirm, path, ["title", "text", "confirm", "deny"], "style"))
        {
            return;
        }

        shape.CheckText(confirm, path, "title", MaxConfirmTitle);
        shape.CheckText(confirm, path, "text", MaxConfirmText);
        shape.CheckText(confirm, path, "confirm", MaxConfirmButton);
        shape.CheckText(confirm, path, "deny", MaxConfirmButton);
        shape.Word(confirm, path, "style", "primary", "danger");
    }
}
