using System.Xml.Linq;
using AlertBot.Http;

namespace AlertBot.Feeds.Parsing;

/// <summary>Makes the addresses in a feed absolute, by <c>xml:base</c> and where the document lay.</summary>
internal static class FeedLinkResolver
{
    private static readonly XName XmlBase = XNamespace.Xml + "base";

    /// <returns>An absolute http or https address; null for anything else, or for want of a base.</returns>
    public static string? Resolve(string? link, XElement at, Uri? address) => Resolve(link, ResolveBase(at, address));

    public static string? Resolve(string? link, Uri? basis)
    {
        var text = (link ?? "").Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        // "/path" is an absolute file address to .NET on Unix.
        var isAbsolute = Uri.TryCreate(text, UriKind.Absolute, out var absolute) && !text.StartsWith('/');
        if (!isAbsolute && (basis is null || !Uri.TryCreate(basis, text, out absolute)))
        {
            return null;
        }

        return absolute is not null && (absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps)
            && HostName.IsValid(absolute) ? absolute.AbsoluteUri : null;
    }

    /// <summary>The base of relative addresses inside an element.</summary>
    public static Uri? ResolveBase(XElement at, Uri? address)
    {
        var basis = at.Parent is { } parent ? ResolveBase(parent, address) : address;
        var declared = (string?)at.Attribute(XmlBase);
        return !string.IsNullOrWhiteSpace(declared) && Resolve(declared, basis) is { } resolved ? new Uri(resolved) : basis;
    }

    /// <summary>
    /// Of the Atom links the one to the article: of several alternates the first that is HTML. Some write the address as RSS does, into the
    /// element.
    /// </summary>
    public static string? FindAlternate(IEnumerable<XElement> links, Uri? address)
    {
        var alternates = links.Where(IsAlternate).ToList();
        return alternates.Where(IsPage).Concat(alternates).Select(l => Resolve(l.AttributeValue("href") ?? l.Value, l, address))
            .FirstOrDefault(l => l is not null);
    }

    public static string? FindByRelation(IEnumerable<XElement> links, string relation, Uri? address) =>
        links.Where(l => relation.Equals(l.AttributeValue("rel"), StringComparison.OrdinalIgnoreCase))
            .Select(l => Resolve(l.AttributeValue("href"), l, address)).FirstOrDefault(l => l is not null);

    private static bool IsAlternate(XElement link) =>
        link.AttributeValue("rel") is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate";

    private static bool IsPage(XElement link) =>
        link.AttributeValue("type") is not { } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);
}
