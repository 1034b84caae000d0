using System.Text;
using System.Xml.Linq;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>A text of an Atom or RSS element, which says (or fails to say) whether it is plain text, HTML or XHTML.</summary>
internal static class FeedTextConstruct
{
    /// <summary>As a person reads it.</summary>
    public static string ToPlainText(XElement element) =>
        element.HasElements ? PlainTextConverter.FromHtml(ToInnerHtml(element))
        : IsPlainText(element) ? PlainTextConverter.FromEscapedText(DecodeValue(element))
        : PlainTextConverter.FromHtml(DecodeValue(element));

    /// <summary>As HTML.</summary>
    public static string ToHtml(XElement element) =>
        element.HasElements ? ToInnerHtml(element)
        : IsPlainText(element) ? System.Net.WebUtility.HtmlEncode(DecodeValue(element))
        : DecodeValue(element);

    /// <summary>Atom's default is plain text; RSS says nothing, and in practice means HTML.</summary>
    private static bool IsPlainText(XElement element) =>
        element.IsAtom() && !element.IsNamed("content") && element.AttributeValue("mode") is not "escaped"
            && element.AttributeValue("type")?.Trim() is null or "" or "text" or "text/plain";

    private static string DecodeValue(XElement element)
    {
        var isBase64 = element.AttributeValue("mode") == "base64" || element.AttributeValue("encoding") == "base64"
            || (element.IsAtom() && element.AttributeValue("type") is { } type && type.Contains('/', StringComparison.Ordinal)
                && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                && !type.EndsWith("xml", StringComparison.OrdinalIgnoreCase));
        var bytes = new byte[isBase64 ? element.Value.Length : 0];
        return isBase64 && Convert.TryFromBase64String(element.Value.Trim(), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count) : element.Value;
    }

    /// <summary>Inline XHTML without its namespaces, so that an HTML parser knows it.</summary>
    private static string ToInnerHtml(XElement element)
    {
        var html = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            html.Append(node switch
            {
                XElement inner => WithoutNamespaces(inner).ToString(SaveOptions.DisableFormatting),
                XText text => System.Net.WebUtility.HtmlEncode(text.Value),
                _ => "",
            });
        }

        return html.ToString();
    }

    private static XElement WithoutNamespaces(XElement element) =>
        new(element.Name.LocalName,
            element.Attributes().Where(a => a.Name.Namespace == XNamespace.None && !a.IsNamespaceDeclaration)
                .Select(a => new XAttribute(a)), element.Nodes().Select(n => n is XElement inner ? WithoutNamespaces(inner) : n));
}
