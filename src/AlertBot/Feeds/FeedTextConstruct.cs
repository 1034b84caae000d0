using System.Text;
using System.Xml.Linq;

namespace AlertBot.Feeds;

/// <summary>A text of an Atom or RSS element, which says (or fails to say) whether it is plain text, HTML or XHTML.</summary>
internal static class FeedTextConstruct
{
    /// <summary>As a person reads it.</summary>
    public static string Plain(XElement element) =>
        element.HasElements ? PlainText.OfHtml(Markup(element))
        : IsPlain(element) ? PlainText.OfText(Raw(element))
        : PlainText.OfHtml(Raw(element));

    /// <summary>As HTML.</summary>
    public static string Html(XElement element) =>
        element.HasElements ? Markup(element)
        : IsPlain(element) ? System.Net.WebUtility.HtmlEncode(Raw(element))
        : Raw(element);

    /// <summary>Atom's default is plain text; RSS says nothing, and in practice means HTML.</summary>
    private static bool IsPlain(XElement element) =>
        element.IsAtom() && !element.Is("content") && element.Given("mode") is not "escaped" && element.Given("type")?.Trim() is null or "" or "text" or "text/plain";

    private static string Raw(XElement element)
    {
        var isBase64 = element.Given("mode") == "base64" || element.Given("encoding") == "base64"
            || (element.IsAtom() && element.Given("type") is { } type && type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("xml", StringComparison.OrdinalIgnoreCase));
        var bytes = new byte[isBase64 ? element.Value.Length : 0];
        return isBase64 && Convert.TryFromBase64String(element.Value.Trim(), bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : element.Value;
    }

    /// <summary>Inline XHTML without its namespaces, so that an HTML parser knows it.</summary>
    private static string Markup(XElement element)
    {
        var html = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            html.Append(node switch
            {
                XElement inner => Bare(inner).ToString(SaveOptions.DisableFormatting),
                XText text => System.Net.WebUtility.HtmlEncode(text.Value),
                _ => "",
            });
        }

        return html.ToString();
    }

    private static XElement Bare(XElement element) =>
        new(element.Name.LocalName, element.Attributes().Where(a => a.Name.Namespace == XNamespace.None && !a.IsNamespaceDeclaration).Select(a => new XAttribute(a)), element.Nodes().Select(n => n is XElement inner ? Bare(inner) : n));
}
