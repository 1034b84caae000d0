using System.Text.Json;

namespace AlertBot.Testing.Discord.Validation;

/// <summary>Checks one request body: known names, no nulls, lengths in code points. Collects the errors with their paths.</summary>
internal sealed class DiscordBodyValidator
{
    private readonly List<(string Path, string Message)> _errors = [];

    public IReadOnlyList<(string Path, string Message)> Errors => _errors;

    public void AddError(string path, string message) => _errors.Add((path, message));

    /// <summary>Checks that each member has one of the names and is not null, and that a text has 1 to that many code points.</summary>
    public void CheckObject(JsonElement value, string path, IReadOnlyDictionary<string, int?> names)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            AddError(path, "Only dictionaries may be used in a DictType");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var at = JoinPath(path, member.Name);
            if (!names.TryGetValue(member.Name, out var max))
            {
                AddError(at, $"{member.Name} is unknown");
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                AddError(at, $"{member.Name} is null");
            }
            else if (max is { } maxLength)
            {
                CheckText(member.Value, at, 1, maxLength);
            }
        }
    }

    public void CheckText(JsonElement value, string path, int min, int max)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            AddError(path, "Could not interpret as string.");
        }
        else if (Length(value) is var length && (length < min || length > max))
        {
            AddError(path, $"Must be between {min} and {max} in length.");
        }
    }

    public void CheckUrl(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String || !Uri.TryCreate(value.GetString(), UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https"))
        {
            AddError(path, "Not a well formed URL.");
        }
    }

    /// <summary>Checks the number of elements.</summary>
    /// <returns>The elements with their paths; none, and an error, where the value is not an array.</returns>
    public IEnumerable<(JsonElement Value, string Path)> CheckArray(JsonElement value, string path, int min, int max)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            AddError(path, "Only iterables may be used in a ListType");
            return [];
        }

        if (value.GetArrayLength() < min || value.GetArrayLength() > max)
        {
            AddError(path, $"Must be between {min} and {max} in length.");
        }

        return value.EnumerateArray().Select((item, i) => (item, $"{path}.{i}")).ToList();
    }

    public static int Length(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : 0;

    public static int Length(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? Length(text) : 0;

    public static int Number(JsonElement value, string name, int defaultValue = 0) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var n) ? n : defaultValue;

    public static string JoinPath(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
