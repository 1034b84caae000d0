using AlertBot.Feeds;

namespace AlertBot.Tests.Feeds;

/// <summary>Builds feeds and entries for tests.</summary>
internal static class AFeed
{
    public static FeedOptions At(string url) => new(new Uri(url));

    public static Entry Entry(string guid, string? link = null, string title = "Truce holds in Norvia", DateTimeOffset? published = null,
        string summary = "") =>
        new(guid, Keys(guid, link), title, link, published, null, [], [], summary, null);

    private static List<EntryKey> Keys(string guid, string? link) =>
        [new("guid", guid), .. link is null ? [] : new[] { new EntryKey("link", link) }];
}
