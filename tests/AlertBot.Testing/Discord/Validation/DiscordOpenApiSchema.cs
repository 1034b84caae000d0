using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlertBot.Testing.Discord.Rest;

namespace AlertBot.Testing.Discord.Validation;

/// <summary>
/// Checks request bodies against Discord's official description of its HTTP API (npm package <c>discord-api-spec</c>), if the environment
/// variable <c>DISCORD_OPENAPI</c> names its file. It implements the part of JSON Schema that the description uses.
/// </summary>
internal static class DiscordOpenApiSchema
{
    private static readonly Lazy<JsonElement?> Description = new(() =>
        Environment.GetEnvironmentVariable("DISCORD_OPENAPI") is { Length: > 0 } file
            ? JsonDocument.Parse(File.ReadAllBytes(file)).RootElement : null);

    public static bool IsAvailable => Description.Value is not null;

    /// <returns>How the body violates the description; empty without a description.</returns>
    public static IReadOnlyList<string> FindProblems(LoopbackDiscordRequest request)
    {
        if (Description.Value is not { } description)
        {
            return [];
        }

        if (FindOperation(description, request) is not { } operation)
        {
            return [$"no operation {request.Method} {request.Path}"];
        }

        if (!operation.TryGetProperty("requestBody", out var body))
        {
            return request.Body.ValueKind == JsonValueKind.Undefined ? [] : ["the operation has no body"];
        }

        var problems = new List<string>();
        if (request.Body.ValueKind != JsonValueKind.Undefined
            && body.GetProperty("content").TryGetProperty("application/json", out var json))
        {
            Check(description, json.GetProperty("schema"), request.Body, "", problems);
        }

        return problems;
    }

    /// <summary>Finds the matching path with the fewest placeholders.</summary>
    private static JsonElement? FindOperation(JsonElement description, LoopbackDiscordRequest request)
    {
        var matches = description.GetProperty("paths").EnumerateObject()
            .Where(path =>
                MatchesTemplate(path.Name.Split('/', StringSplitOptions.RemoveEmptyEntries), request.Segments)
                    && path.Value.TryGetProperty(request.Method.ToLowerInvariant(), out _))
            .OrderBy(path => path.Name.Count(c => c == '{'))
            .Select(path => path.Value.GetProperty(request.Method.ToLowerInvariant()))
            .ToList();
        return matches.Count > 0 ? matches[0] : null;
    }

    private static bool MatchesTemplate(string[] template, IReadOnlyList<string> parts) =>
        template.Length == parts.Count && template.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static void Check(JsonElement description, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(description, ResolveReference(description, reference.GetString()!), value, path, problems);
            return;
        }

        CheckType(schema, value, path, problems);
        CheckValue(schema, value, path, problems);
        CheckChoices(description, schema, value, path, problems);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckText(schema, value, path, problems);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path, problems);
                break;
            case JsonValueKind.Array:
                CheckItems(description, schema, value, path, problems);
                break;
            case JsonValueKind.Object:
                CheckMembers(description, schema, value, path, problems);
                break;
        }
    }

    private static JsonElement ResolveReference(JsonElement description, string reference) =>
        reference.Split('/').Skip(1).Aggregate(description, (at, name) => at.GetProperty(name));

    private static void CheckType(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return;
        }

        // The description has integer, but Discord's reference has a string, and Discord sends one.
        var isPermissions = value.ValueKind == JsonValueKind.String
            && path.EndsWith("default_member_permissions", StringComparison.Ordinal);
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToList()
            : [type.GetString()!];
        if (!isPermissions && !types.Exists(one => IsOfType(one, value)))
        {
            problems.Add($"{path}: is {value.ValueKind}, not {string.Join(" or ", types)}");
        }
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };

    private static void CheckValue(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (schema.TryGetProperty("const", out var only) && only.GetRawText() != value.GetRawText())
        {
            problems.Add($"{path}: is not {only.GetRawText()}");
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => one.GetRawText() == value.GetRawText()))
        {
            problems.Add($"{path}: is none of {allowed.GetRawText()}");
        }
    }

    /// <summary>
    /// Some unions of the description overlap, so one match is enough. Without a match the problems of the closest choice are reported.
    /// </summary>
    private static void CheckChoices(JsonElement description, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var name in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(name, out var choices))
            {
                var fewest = choices.EnumerateArray()
                    .Select(choice => ProblemsOf(description, choice, value, path))
                    .MinBy(list => list.Count)!;
                problems.AddRange(fewest);
            }
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var one in all.EnumerateArray())
            {
                Check(description, one, value, path, problems);
            }
        }
    }

    private static List<string> ProblemsOf(JsonElement description, JsonElement schema, JsonElement value, string path)
    {
        var problems = new List<string>();
        Check(description, schema, value, path, problems);
        return problems;
    }

    private static void CheckText(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var length = DiscordBodyValidator.Length(value);
        CheckBound(schema, "minLength", min => length >= min, path, $"has {length} code points", problems);
        CheckBound(schema, "maxLength", max => length <= max, path, $"has {length} code points", problems);
        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            problems.Add($"{path}: does not match {pattern}");
        }
    }

    private static void CheckNumber(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var number = value.GetDouble();
        CheckBound(schema, "minimum", min => number >= min, path, $"is {number}", problems);
        CheckBound(schema, "maximum", max => number <= max, path, $"is {number}", problems);
    }

    private static void CheckItems(JsonElement description, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var count = value.GetArrayLength();
        CheckBound(schema, "minItems", min => count >= min, path, $"has {count} items", problems);
        CheckBound(schema, "maxItems", max => count <= max, path, $"has {count} items", problems);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True
            && value.EnumerateArray().Select(one => one.GetRawText()).Distinct().Count() < count)
        {
            problems.Add($"{path}: has an item twice");
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
            {
                Check(description, items, item, $"{path}.{i}", problems);
            }
        }
    }

    /// <summary>Reports members that the schema does not name, although the description does not forbid them.</summary>
    private static void CheckMembers(JsonElement description, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var named = schema.TryGetProperty("properties", out var properties);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            var at = DiscordBodyValidator.JoinPath(path, member.Name);
            if (named && properties.TryGetProperty(member.Name, out var one))
            {
                Check(description, one, member.Value, at, problems);
            }
            else if (hasOthers)
            {
                Check(description, others, member.Value, at, problems);
            }
            else if (named)
            {
                problems.Add($"{at}: is unknown");
            }
        }

        foreach (var name in schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Select(one => one.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _))
            {
                problems.Add($"{DiscordBodyValidator.JoinPath(path, name)}: is missing");
            }
        }
    }

    private static void CheckBound(JsonElement schema, string name, Func<double, bool> isWithin, string path, string actual,
        List<string> problems)
    {
        if (schema.TryGetProperty(name, out var bound) && !isWithin(bound.GetDouble()))
        {
            problems.Add($"{path}: {actual}, {name} is {bound.GetDouble().ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
