using System.IO.Compression;
using System.Text.Json;

namespace AlertBot.Cli.Inspect;

/// <summary>One document named on the command line or in a list.</summary>
/// <param name="Location">A path, a URL or <c>-</c> for standard input.</param>
/// <param name="Url">Where the document lay when it was captured: the base of its links.</param>
internal sealed record InspectDocument(string Id, string Location, string? Url, string? ContentType)
{
    public bool IsUrl =>
        Location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Bare paths are their own ids; a list has one <c>{"id","path","url"?,"contentType"?}</c> a line, paths relative to it.
    /// </summary>
    /// <exception cref="InspectInputException">The list cannot be read.</exception>
    public static IEnumerable<InspectDocument> ReadAll(IEnumerable<string> locations, string? list) =>
        locations.Select(location => new InspectDocument(location, location, null, null))
            .Concat(list is null ? [] : JsonLines.Read(list).Select(line => FromLine(list, line)));

    /// <summary>The bytes of a path or of standard input; a path that ends in .gz is unpacked.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file ends in .gz and is none.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = Location == "-" ? Console.OpenStandardInput() : File.OpenRead(Location);
        await using var unpacked =
            Location.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static InspectDocument FromLine(string list, JsonElement line)
    {
        var path = JsonLines.GetString(line, "path") ?? throw new InspectInputException($"{list}: a line has no \"path\": {line}");
        return new InspectDocument(
            JsonLines.GetString(line, "id") ?? path,
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(list))!, path),
            JsonLines.GetString(line, "url"),
            JsonLines.GetString(line, "contentType"));
    }
}
