using System.IO.Compression;
using System.Text.Json;

namespace AlertBot.Cli.Inspect;

/// <summary>Reads input files of <c>inspect</c>: JSON Lines (one object a line) or plain text.</summary>
internal static class JsonLines
{
    /// <param name="path">A path or <c>-</c> for standard input; a path that ends in .gz is unpacked.</param>
    /// <exception cref="InspectInputException">A line is not a JSON object, or the file cannot be read.</exception>
    public static IEnumerable<JsonElement> Read(string path)
    {
        using var reader = Open(path);
        foreach (var item in ReadLines(path, reader))
        {
            yield return item;
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="path">Named in errors.</param>
    /// <param name="text">The content of the file.</param>
    public static IEnumerable<JsonElement> Read(string path, string text) => ReadLines(path, new StringReader(text));

    /// <inheritdoc cref="Read(string)" path="/param"/>
    /// <exception cref="InspectInputException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        using var reader = Open(path);
        return ReadFrom(path, reader.ReadToEnd);
    }

    /// <summary>Whether a text is meant as JSON: it starts with an object, or with a list of objects.</summary>
    public static bool LooksLikeJson(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("{") || (start.StartsWith("[") && start[1..].TrimStart().StartsWith("{"));
    }

    /// <summary>A member that is a string. Null: it is missing or has another type.</summary>
    public static string? GetString(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> ReadLines(string path, TextReader reader)
    {
        for (var number = 1; ReadFrom(path, reader.ReadLine) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ParseLine(path, number, line);
            }
        }
    }

    private static StreamReader Open(string path) => ReadFrom(path, () =>
    {
        var file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        return new StreamReader(
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    });

    private static T ReadFrom<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InspectInputException($"{path}: {FileReadError.Describe(path, e)}");
        }
    }

    private static JsonElement ParseLine(string path, int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new InspectInputException($"{path}, line {number}: not a JSON object; write one object on each line");
        }
        catch (JsonException e)
        {
            throw new InspectInputException($"{path}, line {number}: not valid JSON ({e.Message}); write one object on each line");
        }
    }
}

/// <summary>An input of <c>inspect</c> cannot be read as a whole. The message is printed on standard error; the exit code is 1.</summary>
internal sealed class InspectInputException(string message) : Exception(message);
