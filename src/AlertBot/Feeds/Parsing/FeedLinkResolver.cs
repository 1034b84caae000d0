using System.Xml.Linq;
using AlertBot.Http;

namespace AlertBot.Feeds.Parsing;

/// <summary>Resolves the addresses in a feed against <c>xml:base</c> and the address of the document.</summary>
internal static class FeedLinkResolver
{
    private static readonly XName XmlBase = XNamespace.Xml + "base";

    /// <inheritdoc cref="Resolve(string?, Uri?)"/>
    public static string? Resolve(string? link, XElement at, Uri? address) => Resolve(link, ResolveBase(at, address));

    /// <returns>An absolute http or https address; null for any other scheme, and for a relative link without a base.</returns>
    public static string? Resolve(string? link, Uri? baseAddress)
    {
        var text = (link ?? "").Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        // On Unix, .NET parses "/path" as an absolute file address.
        var isAbsolute = Uri.TryCreate(text, UriKind.Absolute, out var absolute) && !text.StartsWith('/');
        if (!isAbsolute && (baseAddress is null || !Uri.TryCreate(baseAddress, text, out absolute)))
        {
            return null;
        }

        return absolute is not null
            && (absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps)
            && HostName.IsValid(absolute)
                ? absolute.AbsoluteUri
                : null;
    }

    /// <summary>The base of relative addresses inside an element.</summary>
    public static Uri? ResolveBase(XElement at, Uri? address)
    {
        var inherited = at.Parent is { } parent ? ResolveBase(parent, address) : address;
        var declared = (string?)at.Attribute(XmlBase);
        return !string.IsNullOrWhiteSpace(declared) && Resolve(declared, inherited) is { } resolved ? new Uri(resolved) : inherited;
    }

    /// <summary>
    /// Finds the Atom link to the article: the first alternate that is HTML, else the first alternate. Some feeds write the address into
    /// the
    /// element, as RSS does.
    /// </summary>
    public static string? FindAlternate(IEnumerable<XElement> links, Uri? address)
    {
        var alternates = links.Where(IsAlternate).ToList();
        return alternates.Where(IsPage).Concat(alternates)
            .Select(l => Resolve(l.AttributeValue("href") ?? l.Value, l, address))
            .FirstOrDefault(l => l is not null);
    }

    public static string? FindByRelation(IEnumerable<XElement> links, string relation, Uri? address) =>
        links.Where(l => relation.Equals(l.AttributeValue("rel"), StringComparison.OrdinalIgnoreCase))
            .Select(l => Resolve(l.AttributeValue("href"), l, address))
            .FirstOrDefault(l => l is not null);

    private static bool IsAlternate(XElement link) =>
        link.AttributeValue("rel") is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate";

    private static bool IsPage(XElement link) =>
        link.AttributeValue("type") is not { } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);
}
