using System.Xml;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>Builds the element tree of a document up to its first error. DTDs and external entities are not processed.</summary>
internal static class PartialXmlReader
{
    /// <summary>
    /// Limits the attributes of one element; the rest is ignored. LINQ to XML compares each with all before it, so 100,000 attributes would
    /// take half a minute. The collected feeds have up to 31.
    /// </summary>
    private const int MaxAttributes = 256;

    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true };

    /// <summary>
    /// Elements that are open at the first error stay in the tree, except an item or entry that is not the only one: it is incomplete.
    /// </summary>
    /// <returns>The root element; null when the document has no element.</returns>
    public static XElement? Read(string xml, List<string> warnings)
    {
        XElement? root = null;
        var open = new Stack<XElement>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Settings);
            while ((root is null || open.Count > 0) && reader.Read())
            {
                ReadNode(reader, open, ref root);
            }
        }
        catch (XmlException e)
        {
            warnings.Add($"the document has an error at line {e.LineNumber}: only the part before it was read");
            RemoveIncompleteItem(open);
        }

        return root;
    }

    private static void RemoveIncompleteItem(Stack<XElement> open)
    {
        if (open.FirstOrDefault(o => o.IsNamed("item") || o.IsNamed("entry")) is { Parent: { } parent } item
            && parent.Elements(item.Name).Count() > 1)
        {
            item.Remove();
        }
    }

    private static void ReadNode(XmlReader reader, Stack<XElement> open, ref XElement? root)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var isEmpty = reader.IsEmptyElement;
                var element = ReadElement(reader);
                root ??= element;
                if (open.TryPeek(out var parent))
                {
                    parent.Add(element);
                }

                if (!isEmpty)
                {
                    open.Push(element);
                }

                break;
            case XmlNodeType.EndElement:
                open.Pop();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.Count > 0:
                AddText(open.Peek(), reader.Value);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Adds a first text as a string, which is cheap, and later ones as nodes of their own: joining each with the text before it would take
    /// quadratic time.
    /// </summary>
    private static void AddText(XElement element, string text) => element.Add(element.IsEmpty ? text : new XText(text));

    /// <summary>Keeps the namespace declarations, because CodeHollow.FeedReader finds elements by the prefixes that they declare.</summary>
    private static XElement ReadElement(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        for (var count = 0; count < MaxAttributes && reader.MoveToNextAttribute(); count++)
        {
            // In LINQ to XML the attribute "xmlns" has no namespace.
            var namespaceName = reader.Prefix.Length == 0 ? "" : reader.NamespaceURI;
            element.SetAttributeValue(XName.Get(reader.LocalName, namespaceName), reader.Value);
        }

        return element;
    }
}
