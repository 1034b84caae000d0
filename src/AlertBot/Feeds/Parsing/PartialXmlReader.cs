using System.Xml;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>Reads the elements of a feed document, as far as it is whole.</summary>
internal static class PartialXmlReader
{
    /// <summary>Limits the attributes of an element; the rest is ignored. Each is compared with those before, so thousands would take minutes.</summary>
    private const int MaxAttributes = 256;

    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true };

    /// <summary>Builds the tree until the first fault; the elements that are open there stay, as far as they were read.</summary>
    /// <returns>Its root; null when there is no element in it.</returns>
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
            warnings.Add($"the document is faulty from line {e.LineNumber} on: what stands before was read");
            if (open.FirstOrDefault(o => o.IsNamed("item") || o.IsNamed("entry")) is { } broken && broken.Parent is not null
                && broken.Parent.Elements(broken.Name).Count() > 1)
            {
                broken.Remove();
            }
        }

        return root;
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
    /// A text alone is kept as it is; text that comes in pieces is kept in pieces, for to join each to those before would take ever longer.
    /// </summary>
    private static void AddText(XElement element, string text) => element.Add(element.IsEmpty ? text : new XText(text));

    private static XElement ReadElement(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        for (var count = 0; count < MaxAttributes && reader.MoveToNextAttribute(); count++)
        {
            // "xmlns" itself has no namespace in LINQ to XML.
            var scope = reader.Prefix.Length == 0 ? "" : reader.NamespaceURI;
            element.SetAttributeValue(XName.Get(reader.LocalName, scope), reader.Value);
        }

        return element;
    }
}
