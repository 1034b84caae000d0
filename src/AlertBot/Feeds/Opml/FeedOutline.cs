using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Feeds.Opml;

/// <summary>What a list of feeds (OPML) says of one besides its address and name.</summary>
/// <param name="Folders">Each folder that it stands in, with those around it, from the outside in.</param>
/// <param name="Attributes">As they stand there, e.g. <c>htmlUrl</c>.</param>
internal sealed partial record FeedOutline(IReadOnlyList<IReadOnlyList<string>> Folders, IReadOnlyDictionary<string, string> Attributes)
{
    public static readonly FeedOutline None = new([], new Dictionary<string, string>());

    /// <summary>The names of its folders: words to name the feed by.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => [.. Folders.SelectMany(folder => folder).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Each label a folder of its own.</summary>
    public static FeedOutline FromLabels(IEnumerable<string> labels) =>
        None with { Folders = [.. labels.Select(label => (IReadOnlyList<string>)[label])] };

    public static FeedOutline FromJson(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, Json.Default.FeedOutline) ?? None;

    public string ToJson() => JsonSerializer.Serialize(this, Json.Default.FeedOutline);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(FeedOutline))]
    private sealed partial class Json : JsonSerializerContext;
}

/// <summary>A feed of such a list.</summary>
/// <param name="Name">Null: the list gives none.</param>
internal sealed record OpmlFeed(Uri Address, string? Name, FeedOutline Outline);
