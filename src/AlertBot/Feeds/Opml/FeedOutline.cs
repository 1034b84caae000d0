using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Feeds.Opml;

/// <summary>Folders and attributes of a feed in an OPML list, besides its address and name.</summary>
/// <param name="Folders">Each folder that contains the feed, as a path from the outermost folder.</param>
/// <param name="Attributes">Other attributes, such as <c>htmlUrl</c>, unchanged.</param>
internal sealed partial record FeedOutline(IReadOnlyList<IReadOnlyList<string>> Folders, IReadOnlyDictionary<string, string> Attributes)
{
    public static readonly FeedOutline None = new([], new Dictionary<string, string>());

    /// <summary>The folder names. They become the labels of the feed.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => [.. Folders.SelectMany(folder => folder).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Creates one folder for each label.</summary>
    public static FeedOutline FromLabels(IEnumerable<string> labels) =>
        None with { Folders = [.. labels.Select(label => (IReadOnlyList<string>)[label])] };

    public static FeedOutline FromJson(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, Json.Default.FeedOutline) ?? None;

    public string ToJson() => JsonSerializer.Serialize(this, Json.Default.FeedOutline);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(FeedOutline))]
    private sealed partial class Json : JsonSerializerContext;
}

/// <summary>A feed of an OPML list.</summary>
/// <param name="Name">Null when the list has no name for it.</param>
internal sealed record OpmlFeed(Uri Address, string? Name, FeedOutline Outline);
