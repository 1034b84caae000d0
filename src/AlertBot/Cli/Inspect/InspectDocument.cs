using System.IO.Compression;
using System.Text.Json;
using AlertBot.Http;

namespace AlertBot.Cli.Inspect;

/// <summary>One document named on the command line or in a list.</summary>
/// <param name="Location">A path, a URL or <c>-</c> for standard input.</param>
/// <param name="Url">The URL from which the document was captured: the base of its links.</param>
internal sealed record InspectDocument(string Id, string Location, string? Url, string? ContentType)
{
    private bool IsUrl =>
        Location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Lists documents: first the locations, whose ids are the locations themselves, then those of a list file with
    /// <c>{"id","path","url"?,"contentType"?}</c> on each line and paths relative to that file.
    /// </summary>
    /// <exception cref="InspectInputException">The list cannot be read.</exception>
    public static IEnumerable<InspectDocument> ReadAll(IEnumerable<string> locations, string? list) =>
        locations.Select(location => new InspectDocument(location, location, null, null))
            .Concat(list is null ? [] : JsonLines.Read(list).Select(line => FromLine(list, line)));

    /// <summary>Fetches the document from its URL, or reads it from its path or from standard input.</summary>
    public async Task<InspectContent> LoadAsync(CancellationToken cancellationToken)
    {
        if (IsUrl)
        {
            return await FetchAsync(cancellationToken);
        }

        try
        {
            var url = Uri.TryCreate(Url, UriKind.Absolute, out var given) ? given : null;
            return new InspectContent.Loaded(await ReadFileAsync(cancellationToken), ContentType, url);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new InspectContent.Failed(FileReadError.Describe(Location, e));
        }
    }

    private async Task<InspectContent> FetchAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Location, UriKind.Absolute, out var url))
        {
            return new InspectContent.Failed("this is not a valid URL; check its spelling");
        }

        return await OperatorUrlFetcher.GetAsync(url, cancellationToken) switch
        {
            FetchOutcome.Fetched fetched => new InspectContent.Loaded(fetched.Body, ContentType ?? fetched.ContentType, fetched.Address),
            FetchOutcome.Failed failed => new InspectContent.Failed(failed.Reason),
            _ => new InspectContent.Failed("the server answered 304 Not Modified, although the request had no condition"),
        };
    }

    private async Task<byte[]> ReadFileAsync(CancellationToken cancellationToken)
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
        var path = JsonLines.GetString(line, "path")
            ?? throw new InspectInputException($"{list}: a line has no \"path\"; add one: {line}");
        return new InspectDocument(
            JsonLines.GetString(line, "id") ?? path,
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(list))!, path),
            JsonLines.GetString(line, "url"),
            JsonLines.GetString(line, "contentType"));
    }
}

/// <summary>The content of a document, or why it cannot be read.</summary>
internal abstract record InspectContent
{
    private InspectContent()
    {
    }

    /// <param name="Url">The base of the document's links. Null: unknown.</param>
    internal sealed record Loaded(byte[] Body, string? ContentType, Uri? Url) : InspectContent;

    internal sealed record Failed(string Reason) : InspectContent;
}
