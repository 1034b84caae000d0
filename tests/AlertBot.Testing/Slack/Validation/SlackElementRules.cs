using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// The rules for interactive elements: https://docs.slack.dev/reference/block-kit/block-elements; @slack/types
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

    /// <param name="elements">The elements of one block.</param>
    /// <param name="types">The element types that the block allows.</param>
    public static void Check(IReadOnlyList<(JsonElement Value, string Path)> elements, string[] types, SlackBodyValidator validator)
    {
        var ids = new HashSet<string>();
        foreach (var (element, path) in elements)
        {
            var type = SlackBodyValidator.Type(element);
            if (!types.Contains(type))
            {
                validator.AddError(path + "/type", $"unsupported type: {type}");
                continue;
            }

            CheckElement(element, type!, path, validator);
            validator.CheckString(element, path, "action_id", 1, MaxActionId);
            validator.CheckBoolean(element, path, "focus_on_load");
            validator.CheckText(element, path, "placeholder", MaxPlaceholder);
            if (element.TryGetProperty("confirm", out var confirm))
            {
                CheckConfirm(confirm, path + "/confirm", validator);
            }

            if (SlackBodyValidator.Word(element, "action_id") is { } id && !ids.Add(id))
            {
                validator.AddError(path + "/action_id", $"`action_id` already exists for another element of the block: {id}");
            }
        }
    }

    private static void CheckElement(JsonElement element, string type, string path, SlackBodyValidator validator)
    {
        switch (type)
        {
            case "button"
                when validator.CheckObject(element, path, ["type", "text"], "action_id", "url", "value", "style", "confirm",
                    "accessibility_label"):
                validator.CheckText(element, path, "text", MaxButtonText);
                validator.CheckString(element, path, "value", 0, MaxButtonValue);
                validator.CheckString(element, path, "accessibility_label", 1, MaxButtonText);
                validator.CheckUrl(element, path, "url", MaxUrl);
                validator.Word(element, path, "style", "primary", "danger");
                break;
            case "overflow" when validator.CheckObject(element, path, ["type", "options"], "action_id", "confirm"):
                CheckOptions(element.GetProperty("options"), path + "/options", MaxOverflowOptions, "url", validator);
                break;
            case "static_select"
                when validator.CheckObject(element, path, ["type", "options"], "action_id", "placeholder", "initial_option", "confirm",
                    "focus_on_load"):
                CheckOptions(element.GetProperty("options"), path + "/options", MaxSelectOptions, null, validator);
                CheckInitial(element, path, validator);
                break;
            case "plain_text_input" when validator.CheckObject(
                element, path, ["type"], "action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length",
                "dispatch_action_config", "focus_on_load"):
                CheckInput(element, path, validator);
                break;
        }
    }

    private static void CheckOptions(JsonElement options, string path, int maxOptions, string? extraMember, SlackBodyValidator validator)
    {
        var values = new HashSet<string>();
        foreach (var (option, at) in validator.CheckArray(options, path, 1, maxOptions))
        {
            if (!validator.CheckObject(option, at, ["text", "value"], extraMember is null ? ["description"] : ["description", extraMember]))
            {
                continue;
            }

            validator.CheckText(option, at, "text", MaxOptionText);
            validator.CheckText(option, at, "description", MaxOptionText);
            validator.CheckString(option, at, "value", 1, MaxOptionValue);
            validator.CheckUrl(option, at, "url", MaxUrl);
            if (SlackBodyValidator.Word(option, "value") is { } value && !values.Add(value))
            {
                validator.AddError(at + "/value", "option values must be unique: " + value);
            }
        }
    }

    /// <summary>“exactly matches one of the options”</summary>
    private static void CheckInitial(JsonElement select, string path, SlackBodyValidator validator)
    {
        if (select.TryGetProperty("initial_option", out var initial)
            && (select.GetProperty("options").ValueKind != JsonValueKind.Array
                || !select.GetProperty("options").EnumerateArray().Any(option => JsonElement.DeepEquals(option, initial))))
        {
            validator.AddError(path + "/initial_option", "must be exactly one of the options");
        }
    }

    private static void CheckInput(JsonElement input, string path, SlackBodyValidator validator)
    {
        validator.CheckString(input, path, "initial_value", 0, MaxInputLength);
        validator.CheckBoolean(input, path, "multiline");
        validator.CheckNumber(input, path, "min_length", 0, MaxInputLength);
        validator.CheckNumber(input, path, "max_length", 1, MaxInputLength);
        if (input.TryGetProperty("max_length", out var max) && max.ValueKind == JsonValueKind.Number
            && input.TryGetProperty("initial_value", out var initial) && SlackBodyValidator.Length(initial) > max.GetInt32())
        {
            validator.AddError(path + "/initial_value", "must be no more than max_length characters");
        }

        if (!input.TryGetProperty("dispatch_action_config", out var dispatch)
            || !validator.CheckObject(dispatch, path + "/dispatch_action_config", [], "trigger_actions_on"))
        {
            return;
        }

        if (!dispatch.TryGetProperty("trigger_actions_on", out var triggers))
        {
            return;
        }

        foreach (var (trigger, at) in validator.CheckArray(triggers, path + "/dispatch_action_config/trigger_actions_on", 1, 2))
        {
            if (trigger.ValueKind != JsonValueKind.String || trigger.GetString() is not ("on_enter_pressed" or "on_character_entered"))
            {
                validator.AddError(at, "must be on_enter_pressed or on_character_entered");
            }
        }
    }

    /// <summary>All four are required: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    private static void CheckConfirm(JsonElement confirm, string path, SlackBodyValidator validator)
    {
        if (!validator.CheckObject(confirm, path, ["title", "text", "confirm", "deny"], "style"))
        {
            return;
        }

        validator.CheckText(confirm, path, "title", MaxConfirmTitle);
        validator.CheckText(confirm, path, "text", MaxConfirmText);
        validator.CheckText(confirm, path, "confirm", MaxConfirmButton);
        validator.CheckText(confirm, path, "deny", MaxConfirmButton);
        validator.Word(confirm, path, "style", "primary", "danger");
    }
}
