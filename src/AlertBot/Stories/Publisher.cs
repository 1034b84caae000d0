using System.Collections.Frozen;
using System.Net;

namespace AlertBot.Stories;

/// <summary>Identifies the publisher of an article, so that several feeds and sites of one publisher count once.</summary>
internal static class Publisher
{
    /// <summary>Second-level labels below which countries register names: “example.co.uk”.</summary>
    private static readonly FrozenSet<string> SecondLevelLabels = FrozenSet.Create(
        "ac", "co", "com", "edu", "gob", "gouv", "gov", "ne", "net", "or", "org");

    /// <summary>Sites that carry the articles and posts of many publishers: the domain does not show which.</summary>
    private static readonly FrozenSet<string> SharedDomains = FrozenSet.Create(
        "google.com", "feedburner.com", "msn.com", "youtube.com", "reddit.com", "medium.com", "github.com", "x.com", "twitter.com",
        "facebook.com", "t.me");

    /// <summary>Domains below which everybody can have a site: their labels count as a suffix.</summary>
    private static readonly FrozenSet<string> HostingDomains = FrozenSet.Create(
        "blogspot.com", "wordpress.com", "substack.com", "tumblr.com", "github.io");

    /// <returns>
    /// The domain that the publisher registered: the last two labels of the host, or three where countries register names below a second
    /// level. Null where the link has no name of a host, or where the domain is shared by many publishers.
    /// </returns>
    public static string? FindDomain(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out _))
        {
            return null;
        }

        var labels = uri.IdnHost.ToLowerInvariant().TrimEnd('.').Split('.');
        if (labels.Length < 2)
        {
            return null;
        }

        var isBelowSecondLevel = labels[^1].Length == 2 && SecondLevelLabels.Contains(labels[^2]);
        var domain = string.Join('.', labels.TakeLast(isBelowSecondLevel ? 3 : 2));
        return SharedDomains.Contains(domain) ? null
            : HostingDomains.Contains(domain) && labels.Length > 2 ? string.Join('.', labels.TakeLast(3))
            : domain;
    }

    /// <returns>
    /// For each article, the domain of its link, or else the name of its outlet, without regard to case. An article without a usable link
    /// belongs to the domain that another article of the same outlet has.
    /// </returns>
    public static IReadOnlyList<string> Identify(IReadOnlyList<(string Source, string? Link)> articles)
    {
        var domains = articles.Select(article => FindDomain(article.Link)).ToList();
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < articles.Count; i++)
        {
            if (domains[i] is { } domain)
            {
                byName.TryAdd(articles[i].Source.Trim(), domain);
            }
        }

        return [.. articles.Select((article, i) =>
            domains[i] ?? byName.GetValueOrDefault(article.Source.Trim()) ?? article.Source.Trim().ToLowerInvariant())];
    }
}
