using System.Text.Json;

namespace AlertBot.Testing.Slack.Validation;

/// <summary>
/// Checks a body as Slack does: known and required names, no nulls, lengths in code points. Collects the errors with their paths.
/// </summary>
internal sealed class SlackBodyValidator(SlackMarkupRules markupRules, string subject)
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public void AddError(string path, string message) => _errors.Add($"[ERROR] {message} [json-pointer:{path}]");

    /// <summary>Checks an object that must have all required members and no others except the optional ones.</summary>
    /// <returns>True: it is an object with all required members.</returns>
    public bool CheckObject(JsonElement value, string path, string[] required, params string[] optional)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            AddError(path, "must be an object");
            return false;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                AddError($"{path}/{member.Name}", "must not be null");
            }
            else if (!required.Contains(member.Name) && !optional.Contains(member.Name))
            {
                AddError($"{path}/{member.Name}", "invalid additional property: " + member.Name);
            }
        }

        var missing = required.Where(name => !value.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null).ToList();
        missing.ForEach(name => AddError(path, "missing required field: " + name));
        return missing.Count == 0;
    }

    /// <summary>Checks a string member if it exists.</summary>
    public void CheckString(JsonElement value, string path, string name, int min, int max)
    {
        if (!value.TryGetProperty(name, out var text))
        {
            return;
        }

        if (text.ValueKind != JsonValueKind.String)
        {
            AddError($"{path}/{name}", "must be a string");
        }
        else if (Length(text) is var length && (length < min || length > max))
        {
            AddError($"{path}/{name}", length < min ? $"must be more than {min - 1} characters" : $"must be no more than {max} characters");
        }
    }

    /// <summary>Checks a boolean member if it exists.</summary>
    public void CheckBoolean(JsonElement value, string path, string name)
    {
        if (value.TryGetProperty(name, out var flag) && flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            AddError($"{path}/{name}", "must be a boolean");
        }
    }

    /// <summary>Checks that a member, if it exists, has one of these values.</summary>
    public void Word(JsonElement value, string path, string name, params string[] words)
    {
        if (value.TryGetProperty(name, out var word) && (word.ValueKind != JsonValueKind.String || !words.Contains(word.GetString())))
        {
            AddError($"{path}/{name}", "must be one of " + string.Join(", ", words));
        }
    }

    public void CheckNumber(JsonElement value, string path, string name, int min, int max)
    {
        if (value.TryGetProperty(name, out var number)
            && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var n) || n < min || n > max))
        {
            AddError($"{path}/{name}", $"must be a number between {min} and {max}");
        }
    }

    public void CheckUrl(JsonElement value, string path, string name, int max)
    {
        CheckString(value, path, name, 1, max);
        if (value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            && (!Uri.TryCreate(text.GetString(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
        {
            AddError($"{path}/{name}", "must be a valid URL");
        }
    }

    /// <summary>
    /// Checks a text object if it exists. https://docs.slack.dev/reference/block-kit/composition-objects/text-object; @slack/types
    /// block-kit/composition-objects.d.ts
    /// </summary>
    public void CheckText(JsonElement parent, string path, string name, int max, bool plainOnly = true)
    {
        if (parent.TryGetProperty(name, out var text))
        {
            CheckText(text, $"{path}/{name}", max, plainOnly);
        }
    }

    public void CheckText(JsonElement text, string path, int max, bool plainOnly)
    {
        var type = Type(text);
        if (type is not "plain_text" && (plainOnly || type is not "mrkdwn"))
        {
            AddError(path + "/type", $"{type ?? "nothing"} is not an allowed text type");
            return;
        }

        if (!CheckObject(text, path, ["type", "text"], type == "mrkdwn" ? "verbatim" : "emoji"))
        {
            return;
        }

        CheckString(text, path, "text", 1, max);
        CheckBoolean(text, path, type == "mrkdwn" ? "verbatim" : "emoji");
        if (text.GetProperty("text") is { ValueKind: JsonValueKind.String } content)
        {
            CheckMarkup(text, content.GetString()!, type!, path);
        }
    }

    /// <summary>
    /// Returns the items of an array with their paths. Adds an error if it is not an array or has too many or too few items.
    /// </summary>
    public IReadOnlyList<(JsonElement Value, string Path)> CheckArray(JsonElement value, string path, int min, int max)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            AddError(path, "must be an array");
            return [];
        }

        if (value.GetArrayLength() < min || value.GetArrayLength() > max)
        {
            AddError(path, value.GetArrayLength() < min ? $"must contain at least {min} items" : $"no more than {max} items allowed");
        }

        return [.. value.EnumerateArray().Select((item, i) => (item, $"{path}/{i}"))];
    }

    public static string? Type(JsonElement value) => Word(value, "type");

    public static string? Word(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String
            ? word.GetString()
            : null;

    public static int Length(JsonElement text) => text.ValueKind == JsonValueKind.String ? text.GetString()!.EnumerateRunes().Count() : 0;

    private void CheckMarkup(JsonElement text, string content, string type, string path)
    {
        if (type == "plain_text")
        {
            markupRules.CheckPlain(content, $"{subject} {path}");
            return;
        }

        markupRules.CheckMrkdwn(content, $"{subject} {path}");
        if (!text.TryGetProperty("verbatim", out var verbatim) || verbatim.ValueKind != JsonValueKind.True)
        {
            markupRules.ReportAutoLinking($"{subject} {path}");
        }
    }
}
