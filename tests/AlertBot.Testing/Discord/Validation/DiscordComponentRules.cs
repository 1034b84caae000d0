using System.Text.Json;

namespace AlertBot.Testing.Discord.Validation;

/// <summary>The limits of components: https://docs.discord.com/developers/components/reference</summary>
internal static class DiscordComponentRules
{
    private const int LinkStyle = 5;

    private static readonly Dictionary<string, int?> Row = DiscordMessageRules.AllowedMembers("type", "id", "components");
    private static readonly Dictionary<string, int?> Button =
        DiscordMessageRules.AllowedMembers("type", "id", "style", ("label", 80), "emoji", ("custom_id", 100), ("url", 512), "disabled");
    private static readonly Dictionary<string, int?> Select = DiscordMessageRules.AllowedMembers("type", "id", ("custom_id", 100),
        "options", ("placeholder", 150), "min_values", "max_values", "disabled", "required");
    private static readonly Dictionary<string, int?> Option =
        DiscordMessageRules.AllowedMembers(("label", 100), ("value", 100), ("description", 100), "emoji", "default");
    private static readonly Dictionary<string, int?> Section = DiscordMessageRules.AllowedMembers("type", "id", "components", "accessory");
    private static readonly Dictionary<string, int?> TextDisplay = DiscordMessageRules.AllowedMembers("type", "id", ("content", 4_000));
    private static readonly Dictionary<string, int?> Thumbnail =
        DiscordMessageRules.AllowedMembers("type", "id", "media", ("description", 1_024), "spoiler");
    private static readonly Dictionary<string, int?> Separator = DiscordMessageRules.AllowedMembers("type", "id", "divider", "spacing");
    private static readonly Dictionary<string, int?> Container =
        DiscordMessageRules.AllowedMembers("type", "id", "components", "accent_color", "spoiler");
    private static readonly Dictionary<string, int?> Label =
        DiscordMessageRules.AllowedMembers("type", "id", ("label", 45), ("description", 100), "component");
    private static readonly Dictionary<string, int?> TextInput = DiscordMessageRules.AllowedMembers(
        "type", "id", ("custom_id", 100), "style", ("label", 45), "min_length", "max_length", "required", ("value", 4_000),
        ("placeholder", 100));

    /// <param name="isComponentsV2">All types are allowed: at most 40 components with 4,000 characters of text together.</param>
    public static void Check(JsonElement components, string path, bool isComponentsV2, DiscordBodyValidator shape)
    {
        var seen = new HashSet<string>();
        var (count, text) = (0, 0);
        foreach (var (component, at) in shape.CheckArray(components, path, 0, isComponentsV2 ? 40 : 5))
        {
            if (!isComponentsV2 && DiscordBodyValidator.Number(component, "type") != 1)
            {
                shape.AddError(at + ".type", "without the flag of Components V2 a message has action rows only");
            }

            CheckComponent(component, at, shape, seen, ref count, ref text);
        }

        if (isComponentsV2 && (count > 40 || text > 4_000))
        {
            shape.AddError(path, "at most 40 components with 4,000 characters of text");
        }
    }

    /// <summary>
    /// Checks a modal: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
    /// </summary>
    public static void CheckModal(JsonElement modal, DiscordBodyValidator shape)
    {
        shape.CheckObject(modal, "data", DiscordMessageRules.AllowedMembers(("custom_id", 100), ("title", 45), "components"));
        if (DiscordBodyValidator.Length(modal, "custom_id") == 0 || DiscordBodyValidator.Length(modal, "title") == 0
            || !modal.TryGetProperty("components", out var components))
        {
            shape.AddError("data", "a modal needs custom_id, title and components");
            return;
        }

        var seen = new HashSet<string>();
        var (count, text) = (0, 0);
        foreach (var (component, at) in shape.CheckArray(components, "data.components", 1, 5))
        {
            CheckComponent(component, at, shape, seen, ref count, ref text);
        }
    }

    private static void CheckComponent(JsonElement component, string path, DiscordBodyValidator shape, HashSet<string> seen,
        ref int count, ref int text)
    {
        count++;
        if (component.ValueKind == JsonValueKind.Object && component.TryGetProperty("custom_id", out var id) && !seen.Add(id.ToString()))
        {
            shape.AddError(path + ".custom_id", "Component custom id cannot be duplicated");
        }

        switch (DiscordBodyValidator.Number(component, "type"))
        {
            case 1:
                CheckChildren(component, path, Row, 5, shape, seen, ref count, ref text);
                break;
            case 2:
                CheckButton(component, path, shape);
                break;
            case 3:
                CheckSelect(component, path, shape);
                break;
            case 4:
                shape.CheckObject(component, path, TextInput);
                Require(component, path, shape, "custom_id", "style");
                break;
            case 9:
                CheckChildren(component, path, Section, 3, shape, seen, ref count, ref text);
                CheckChild(component, path, "accessory", shape, seen, ref count, ref text);
                break;
            case 10:
                shape.CheckObject(component, path, TextDisplay);
                text += DiscordBodyValidator.Length(component, "content");
                break;
            case 11:
                shape.CheckObject(component, path, Thumbnail);
                break;
            case 14:
                shape.CheckObject(component, path, Separator);
                break;
            case 17:
                CheckChildren(component, path, Container, 40, shape, seen, ref count, ref text);
                break;
            case 18:
                shape.CheckObject(component, path, Label);
                Require(component, path, shape, "label");
                CheckChild(component, path, "component", shape, seen, ref count, ref text);
                break;
            default:
                shape.AddError(path + ".type", "this type of component is not expected here");
                break;
        }
    }

    private static void CheckChildren(
        JsonElement component, string path, Dictionary<string, int?> names, int maxCount, DiscordBodyValidator shape, HashSet<string> seen,
        ref int count, ref int text)
    {
        shape.CheckObject(component, path, names);
        if (!component.TryGetProperty("components", out var inner))
        {
            shape.AddError(path + ".components", "This field is required");
            return;
        }

        foreach (var (item, at) in shape.CheckArray(inner, path + ".components", 1, maxCount))
        {
            CheckComponent(item, at, shape, seen, ref count, ref text);
        }
    }

    private static void CheckChild(JsonElement component, string path, string name, DiscordBodyValidator shape, HashSet<string> seen,
        ref int count, ref int text)
    {
        if (component.TryGetProperty(name, out var inner))
        {
            CheckComponent(inner, $"{path}.{name}", shape, seen, ref count, ref text);
        }
        else
        {
            shape.AddError($"{path}.{name}", "This field is required");
        }
    }

    private static void CheckButton(JsonElement button, string path, DiscordBodyValidator shape)
    {
        shape.CheckObject(button, path, Button);
        var style = DiscordBodyValidator.Number(button, "style");
        var isLink = style == LinkStyle;
        if (style is < 1 or > 5)
        {
            shape.AddError(path + ".style", "a button needs a style from 1 to 5");
        }

        if (isLink ? !button.TryGetProperty("url", out _) || button.TryGetProperty("custom_id", out _)
            : DiscordBodyValidator.Length(button, "custom_id") == 0 || button.TryGetProperty("url", out _))
        {
            shape.AddError(path, "a link button needs a url and no custom_id, any other button a custom_id and no url");
        }

        if (DiscordBodyValidator.Length(button, "label") == 0 && !button.TryGetProperty("emoji", out _))
        {
            shape.AddError(path + ".label", "a button needs a label or an emoji");
        }
    }

    private static void CheckSelect(JsonElement select, string path, DiscordBodyValidator shape)
    {
        shape.CheckObject(select, path, Select);
        Require(select, path, shape, "custom_id", "options");
        if (select.TryGetProperty("options", out var options))
        {
            foreach (var (option, at) in shape.CheckArray(options, path + ".options", 1, 25))
            {
                shape.CheckObject(option, at, Option);
                Require(option, at, shape, "label", "value");
            }
        }
    }

    private static void Require(JsonElement value, string path, DiscordBodyValidator shape, params IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => !value.TryGetProperty(name, out _)))
        {
            shape.AddError($"{path}.{name}", "This field is required");
        }
    }
}
