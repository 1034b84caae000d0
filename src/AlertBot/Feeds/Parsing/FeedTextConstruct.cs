using System.Net;
using System.Text;
using System.Xml.Linq;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Converts a text element of Atom or RSS, which is plain text, HTML or XHTML. Atom declares which of them (RFC 4287, section 3.1); RSS
/// does
/// not.
/// </summary>
internal static class FeedTextConstruct
{
    public static string ToPlainText(XElement element) =>
        element.HasElements ? PlainTextConverter.FromHtml(ToInnerHtml(element))
        : IsPlainText(element) ? PlainTextConverter.FromEscapedText(DecodeValue(element))
        : PlainTextConverter.FromHtml(DecodeValue(element));

    public static string ToHtml(XElement element) =>
        element.HasElements ? ToInnerHtml(element)
        : IsPlainText(element) ? WebUtility.HtmlEncode(DecodeValue(element))
        : DecodeValue(element);

    /// <summary>Plain text is the default in Atom. In RSS the text is HTML in practice.</summary>
    private static bool IsPlainText(XElement element) =>
        element.IsAtom()
        && !element.IsNamed("content")
        && element.AttributeValue("mode") is not "escaped"
        && element.AttributeValue("type")?.Trim() is null or "" or "text" or "text/plain";

    private static string DecodeValue(XElement element)
    {
        if (!IsBase64(element))
        {
            return element.Value;
        }

        var bytes = new byte[element.Value.Length];
        return Convert.TryFromBase64String(element.Value.Trim(), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : element.Value;
    }

    private static bool IsBase64(XElement element) =>
        element.AttributeValue("mode") == "base64"
        || element.AttributeValue("encoding") == "base64"
        || (element.IsAtom() && element.AttributeValue("type") is { } type && IsBinary(type));

    /// <summary>Atom content of any other media type is Base64 (RFC 4287, section 4.1.3.3).</summary>
    private static bool IsBinary(string mediaType) =>
        mediaType.Contains('/', StringComparison.Ordinal)
        && !mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        && !mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Serializes inline XHTML without its namespaces, because an HTML parser does not know prefixes.</summary>
    private static string ToInnerHtml(XElement element)
    {
        var html = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            html.Append(node switch
            {
                XElement inner => WithoutNamespaces(inner).ToString(SaveOptions.DisableFormatting),
                XText text => WebUtility.HtmlEncode(text.Value),
                _ => "",
            });
        }

        return html.ToString();
    }

    private static XElement WithoutNamespaces(XElement element) =>
        new(element.Name.LocalName,
            element.Attributes().Where(a => a.Name.Namespace == XNamespace.None && !a.IsNamespaceDeclaration)
                .Select(a => new XAttribute(a)),
            element.Nodes().Select(n => n is XElement inner ? WithoutNamespaces(inner) : n));
}
