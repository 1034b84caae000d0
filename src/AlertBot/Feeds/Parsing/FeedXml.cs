using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>Finds the elements and attributes of feed documents in any case, and in every namespace that feeds write them in.</summary>
internal static class FeedXml
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Atom03 = "http://purl.org/atom/ns#";
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace DublinCoreTerms = "http://purl.org/dc/terms/";
    private static readonly XNamespace ContentModule = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>The namespace that a prefix usually has, for feeds that do not declare it.</summary>
    public static string ConventionalNamespace(string prefix) => prefix switch
    {
        "atom" or "atom10" => Atom.NamespaceName,
        "dc" => DublinCore.NamespaceName,
        "dcterms" => DublinCoreTerms.NamespaceName,
        "content" => ContentModule.NamespaceName,
        "rdf" => Rdf.NamespaceName,
        "media" => "http://search.yahoo.com/mrss/",
        "itunes" => "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "sy" => "http://purl.org/rss/1.0/modules/syndication/",
        "slash" => "http://purl.org/rss/1.0/modules/slash/",
        "wfw" => "http://wellformedweb.org/CommentAPI/",
        _ => $"urn:undeclared:{prefix}",
    };

    public static bool IsNamed(this XElement element, string name) =>
        element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    public static bool IsAtom(this XElement element) => element.Name.Namespace == Atom || element.Name.Namespace == Atom03;

    /// <summary>Children in the namespace of the parent, in an RSS namespace, or in none.</summary>
    public static IReadOnlyList<XElement> OwnChildren(this XElement parent, string name) =>
        FindChildren(parent, name,
            static (parent, e) =>
                e.Name.Namespace == parent.Name.Namespace || e.Name.Namespace == XNamespace.None || IsRssNamespace(e.Name.NamespaceName));

    public static IReadOnlyList<XElement> AtomChildren(this XElement parent, string name) =>
        FindChildren(parent, name, static (_, e) => e.IsAtom());

    public static IReadOnlyList<XElement> DublinCoreChildren(this XElement parent, string name) =>
        FindChildren(parent, name, static (_, e) => e.HasNamespace("http://purl.org/dc/"));

    public static IReadOnlyList<XElement> ContentModuleChildren(this XElement parent, string name) =>
        FindChildren(parent, name, static (_, e) => e.HasNamespace("http://purl.org/rss/1.0/modules/content"));

    /// <summary>Children in the Media RSS namespace, which feeds write with and without the slash at the end.</summary>
    public static IReadOnlyList<XElement> MediaChildren(this XElement parent, string name) =>
        FindChildren(parent, name, static (_, e) => e.HasNamespace("http://search.yahoo.com/mrss"));

    public static string? AttributeValue(this XElement element, string name)
    {
        for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.Name.Namespace == XNamespace.None && attribute.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <returns>The first text that is not blank, trimmed; null for none.</returns>
    public static string? FirstText(this IEnumerable<XElement> elements) =>
        elements.Select(e => e.Value.Trim()).FirstOrDefault(text => text.Length > 0);

    /// <returns>The text without surrounding white space; null when it is missing or blank.</returns>
    public static string? NullIfBlank(this string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>Allocates nothing when no child is found: each entry is searched for dozens of names, and most are absent.</summary>
    private static IReadOnlyList<XElement> FindChildren(XElement parent, string name, Func<XElement, XElement, bool> isWanted)
    {
        List<XElement>? found = null;
        for (var node = parent.HasElements ? parent.FirstNode : null; node is not null; node = node.NextNode)
        {
            if (node is XElement child && child.IsNamed(name) && isWanted(parent, child))
            {
                (found ??= []).Add(child);
            }
        }

        return found ?? (IReadOnlyList<XElement>)[];
    }

    private static bool HasNamespace(this XElement element, string start) =>
        element.Name.NamespaceName.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool IsRssNamespace(string name) =>
        name.StartsWith("http://purl.org/rss/1.", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("modules", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://backend.userland.com/rss", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://blogs.law.harvard.edu/tech/rss", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://my.netscape.com/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://channel.netscape.com/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://purl.org/net/rss1.1", StringComparison.OrdinalIgnoreCase);
}
