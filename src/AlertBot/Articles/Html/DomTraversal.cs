using AngleSharp.Dom;

namespace AlertBot.Articles.Html;

/// <summary>Traverses a document in linear time: without selectors, and without building a text only to measure it.</summary>
/// <remarks>Recursive; <see cref="BoundedHtmlParser"/> bounds the depth.</remarks>
internal static class DomTraversal
{
    /// <summary>Longer class attributes, in characters, are ignored.</summary>
    private const int MaxClassNameLength = 399;

    /// <summary>Shorter paragraphs, in characters, do not count as running text; of a longer one the rest counts.</summary>
    private const int MinRunningLength = 40;

    /// <summary>Returns the elements inside a node in document order; later changes do not affect the list.</summary>
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

    /// <summary>Returns the elements around a node, from the inside.</summary>
    public static IEnumerable<IElement> GetAncestors(INode node)
    {
        for (var parent = node.ParentElement; parent is not null; parent = parent.ParentElement)
        {
            yield return parent;
        }
    }

    /// <returns>The class attribute; empty when there is none or it is too long.</returns>
    public static string GetClassName(IElement element) => element.ClassName is { Length: <= MaxClassNameLength } name ? name : "";

    /// <summary>Counts the characters of the text of a node; stops when the limit is exceeded.</summary>
    public static int GetTextLength(INode node, int limit = int.MaxValue)
    {
        if (node is IText text)
        {
            return text.Data.Length;
        }

        var length = 0;
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length && length <= limit; i++)
        {
            length += GetTextLength(children[i], limit);
        }

        return length;
    }

    /// <returns>The text of a node; null when it is longer than the limit.</returns>
    public static string? GetTextUpTo(INode node, int limit)
    {
        if (node is { ChildNodes: { Length: 1 } only } && only[0] is IText alone)
        {
            return alone.Data.Length > limit ? null : alone.Data;
        }

        return GetTextLength(node, limit) > limit ? null : node.TextContent;
    }

    /// <summary>Counts the characters of the links inside a node.</summary>
    public static int GetLinkedTextLength(INode node)
    {
        var length = 0;
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            length += children[i] is IElement { LocalName: "a" } link ? GetTextLength(link) : GetLinkedTextLength(children[i]);
        }

        return length;
    }

    /// <summary>Counts the characters of paragraphs of some length: an article has many, a list of links has none.</summary>
    public static int GetRunningTextLength(IElement element)
    {
        var length = element.LocalName is "p" ? Math.Max(0, GetTextLength(element) - MinRunningLength) : 0;
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            length += children[i] is IElement child ? GetRunningTextLength(child) : 0;
        }

        return length;
    }

    /// <summary>Counts the characters of text outside links, for pages without paragraphs.</summary>
    public static int GetUnlinkedTextLength(IElement element) => element.Descendants<IText>()
        .Where(text => text.ParentElement is not { LocalName: "a" or "script" or "style" or "option" })
        .Sum(text => Math.Max(0, text.Data.Trim().Length - MinRunningLength));
}
