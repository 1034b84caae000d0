using System.Text.Json;

namespace AlertBot.Cli.Inspect;

/// <summary>Reads JSON Lines: one object a line.</summary>
internal static class JsonLines
{
    /// <param name="path">A path or <c>-</c> for standard input; a path that ends in .gz is unpacked.</param>
    /// <exception cref="InspectInputException">A line is no JSON object, or the file cannot be read.</exception>
    public static IEnumerable<JsonElement> Read(string path)
    {
        using var reader = Open(path);
        for (var number = 1; ReadLine(path, reader) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(path, number, line);
            }
        }
    }

    /// <summary>A member that is a string; null where it is missing or something else.</summary>
    public static string? GetString(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static StreamReader Open(string path)
    {
        try
        {
            var file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            return new StreamReader(
                path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress) : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InspectInputException($"{path}: {FileReadError.Describe(path, e)}");
        }
    }

    private static string? ReadLine(string path, StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new InspectInputException($"{path}: {FileReadError.Describe(path, e)}");
        }
    }

    private static JsonElement Parse(string path, int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new InspectInputException($"{path}, line {number}: not a JSON object; write one object a line");
        }
        catch (JsonException e)
        {
            throw new InspectInputException($"{path}, line {number}: not JSON ({e.Message}); write one object a line");
        }
    }
}

/// <summary>An input of <c>inspect</c> as a whole cannot be read: said on standard error, exit 1.</summary>
internal sealed class InspectInputException(string message) : Exception(message);
