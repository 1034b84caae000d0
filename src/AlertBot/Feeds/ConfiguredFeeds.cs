using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>
/// The feeds of the settings file by the key in their rows. Headers are kept here only: secrets are not stored in the database.
/// </summary>
internal sealed class ConfiguredFeeds(IReadOnlyList<FeedOptions> feeds)
{
    private readonly Dictionary<(string Url, string Credentials), FeedOptions> _byKey =
        feeds.ToDictionary(feed => (feed.Url.AbsoluteUri, ComputeCredentialsHash(feed)));

    public IReadOnlyCollection<FeedOptions> All => _byKey.Values;

    /// <returns>Null for a feed that is no longer in the settings.</returns>
    public FeedOptions? Find(string url, string credentialsHash) => _byKey.GetValueOrDefault((url, credentialsHash));

    /// <summary>A hash that distinguishes feeds of one address with different headers; empty without headers.</summary>
    public static string ComputeCredentialsHash(FeedOptions feed) => feed.Headers.Count == 0
        ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n',
                feed.Headers.OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase).Select(h => $"{h.Key.ToLowerInvariant()}:{h.Value}")))));
}
