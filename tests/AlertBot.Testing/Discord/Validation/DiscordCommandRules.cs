using System.Text.Json;
using System.Text.RegularExpressions;

namespace AlertBot.Testing.Discord.Validation;

/// <summary>The limits of command definitions: https://docs.discord.com/developers/interactions/application-commands</summary>
internal static partial class DiscordCommandRules
{
    private const int Subcommand = 1;
    private const int Group = 2;
    private const int Text = 3;
    private const int Integer = 4;
    private const int Number = 10;
    private const int Attachment = 11;

    private static readonly Dictionary<string, int?> Command = DiscordMessageRules.AllowedMembers(
        ("name", 32), "name_localizations", ("description", 100), "description_localizations", "options", "default_member_permissions",
        "contexts", "integration_types", "type", "nsfw");

    private static readonly Dictionary<string, int?> Option = DiscordMessageRules.AllowedMembers(
        "type", ("name", 32), "name_localizations", ("description", 100), "description_localizations", "required", "choices", "options",
        "channel_types", "min_value", "max_value", "min_length", "max_length", "autocomplete");

    private static readonly Dictionary<string, int?> Choice =
        DiscordMessageRules.AllowedMembers(("name", 100), "name_localizations", "value");

    public static void Check(JsonElement commands, DiscordBodyValidator shape)
    {
        var names = new HashSet<string>();
        foreach (var (command, path) in shape.CheckArray(commands, "", 0, 100))
        {
            shape.CheckObject(command, path, Command);
            if (command.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            CheckNames(command, path, shape, names);
            if (command.TryGetProperty("default_member_permissions", out var permissions) && permissions.ValueKind != JsonValueKind.String)
            {
                shape.AddError(path + ".default_member_permissions", "must be a number in a string");
            }

            if (command.TryGetProperty("options", out var options))
            {
                CheckOptions(options, path + ".options", shape, 0);
            }

            if (CountCharacters(command) > 8_000)
            {
                shape.AddError(path, "Command exceeds maximum size (8000)");
            }
        }
    }

    private static void CheckOptions(JsonElement options, string path, DiscordBodyValidator shape, int depth)
    {
        var names = new HashSet<string>();
        var hasOptional = false;
        var hasSubcommands = false;
        var hasValues = false;
        foreach (var (option, at) in shape.CheckArray(options, path, 0, 25))
        {
            shape.CheckObject(option, at, Option);
            if (option.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            CheckNames(option, at, shape, names);
            var type = DiscordBodyValidator.Number(option, "type");
            hasSubcommands |= type is Subcommand or Group;
            hasValues |= type is not (Subcommand or Group);
            if (IsTrue(option, "required") && hasOptional)
            {
                shape.AddError(at, "Required options must be placed before non-required options");
            }

            hasOptional |= !IsTrue(option, "required");
            CheckOption(option, type, at, shape, depth);
        }

        if (hasSubcommands && hasValues)
        {
            shape.AddError(path, "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }
    }

    private static void CheckOption(JsonElement option, int type, string path, DiscordBodyValidator shape, int depth)
    {
        var hasOptions = option.TryGetProperty("options", out var options);
        if (type is < Subcommand or > Attachment || (type == Group && depth > 0) || (type == Subcommand && depth > 1)
            || (depth == 2 && type is Subcommand or Group))
        {
            shape.AddError(path + ".type", "a group cannot be in a group and holds only subcommands");
        }

        if (type is Subcommand or Group ? option.TryGetProperty("required", out _) || option.TryGetProperty("choices", out _) : hasOptions)
        {
            shape.AddError(path, "only subcommands and groups have options, and only values are required or have choices");
        }

        if (type == Group && (!hasOptions || options.ValueKind != JsonValueKind.Array || options.GetArrayLength() == 0))
        {
            shape.AddError(path + ".options", "a group needs subcommands");
        }

        if (hasOptions)
        {
            CheckOptions(options, path + ".options", shape, type == Group ? 1 : 2);
        }

        CheckValues(option, type, path, shape);
    }

    private static void CheckValues(JsonElement option, int type, string path, DiscordBodyValidator shape)
    {
        var hasChoices = option.TryGetProperty("choices", out var choices);
        if (IsTrue(option, "autocomplete") && (hasChoices || type is not (Text or Integer or Number)))
        {
            shape.AddError(path + ".autocomplete", "only text and numbers without choices have autocomplete");
        }

        foreach (var (choice, at) in hasChoices ? shape.CheckArray(choices, path + ".choices", 0, 25) : [])
        {
            shape.CheckObject(choice, at, Choice);
            if (!choice.TryGetProperty("value", out var value) || (value.ValueKind == JsonValueKind.String) != (type == Text)
                || DiscordBodyValidator.Length(value) > 100)
            {
                shape.AddError(at + ".value", "must have the option's type and at most 100 characters");
            }
        }
    }

    private static void CheckNames(JsonElement value, string path, DiscordBodyValidator shape, HashSet<string> names)
    {
        var name = value.TryGetProperty("name", out var text) ? text.ToString() : "";
        if (!Name().IsMatch(name) || name.Any(char.IsUpper))
        {
            shape.AddError(path + ".name", "Command name is invalid");
        }

        if (!names.Add(name))
        {
            shape.AddError(path + ".name", "names must be unique");
        }

        if (DiscordBodyValidator.Length(value, "description") is < 1 or > 100)
        {
            shape.AddError(path + ".description", "Must be between 1 and 100 in length.");
        }

        foreach (var member in new[] { "name_localizations", "description_localizations" })
        {
            if (value.TryGetProperty(member, out var localized) && localized.ValueKind == JsonValueKind.Object)
            {
                foreach (var one in localized.EnumerateObject())
                {
                    shape.CheckText(one.Value, $"{path}.{member}.{one.Name}", 1, member[0] == 'n' ? 32 : 100);
                }
            }
        }
    }

    /// <summary>
    /// “combined name, description, and value properties for each command, its options (including subcommands and groups), and choices”. Of
    /// several localizations the longest counts.
    /// </summary>
    private static int CountCharacters(JsonElement value)
    {
        var count = LongestLocalization(value, "name") + LongestLocalization(value, "description")
            + DiscordBodyValidator.Length(value, "value");
        foreach (var name in new[] { "options", "choices" })
        {
            count += value.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Array
                ? inner.EnumerateArray().Sum(CountCharacters) : 0;
        }

        return count;
    }

    private static int LongestLocalization(JsonElement value, string name) =>
        value.TryGetProperty(name + "_localizations", out var localized) && localized.ValueKind == JsonValueKind.Object
            ? localized.EnumerateObject().Select(one => DiscordBodyValidator.Length(one.Value))
                .Append(DiscordBodyValidator.Length(value, name)).Max()
            : DiscordBodyValidator.Length(value, name);

    private static bool IsTrue(JsonElement value, string name) =>
        value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    /// <summary>Discord's pattern for names, with Devanagari and Thai as Unicode blocks.</summary>
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}\z")]
    private static partial Regex Name();
}
