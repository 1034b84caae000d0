using AngleSharp.Dom;

namespace AlertBot.Articles.Html;

/// <summary>Ways through a page that cost no more than its nodes: no selectors, no text put together only to be counted.</summary>
/// <remarks>Recursive: the parser bounds the depth.</remarks>
internal static class DomTraversal
{
    /// <summary>The elements inside a node in document order, as they stand now.</summary>
    public static List<IElement> GetElements(INode root)
    {
        var elements = new List<IElement>();
        Collect(root, elements);
        return elements;
    }

    private static void Collect(INode node, List<IElement> elements)
    {
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IElement element)
            {
                elements.Add(element);
                Collect(element, elements);
            }
        }
    }

    /// <summary>Characters of a node's text, counted no further than where they pass the limit.</summary>
    public static int GetTextLength(INode node, int limit = int.MaxValue)
    {
        if (node is IText text)
        {
            return text.Data.Length;
        }

        var (length, children) = (0, node.ChildNodes);
        for (var i = 0; i < children.Length && length <= limit; i++)
        {
            length += GetTextLength(children[i], limit);
        }

        return length;
    }

    /// <returns>The text of a node; null where it is longer.</returns>
    public static string? GetTextUpTo(INode node, int longest)
    {
        if (node is { ChildNodes: { Length: 1 } only } && only[0] is IText alone)
        {
            return alone.Data.Length > longest ? null : alone.Data;
        }

        return GetTextLength(node, longest) > longest ? null : node.TextContent;
    }

    /// <summary>Characters that stand in links inside a node.</summary>
    public static int GetLinkedTextLength(INode node)
    {
        var (length, children) = (0, node.ChildNodes);
        for (var i = 0; i < children.Length; i++)
        {
            length += children[i] is IElement { LocalName: "a" } link ? GetTextLength(link) : GetLinkedTextLength(children[i]);
        }

        return length;
    }
}
