using System.Xml.Linq;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// An item as CodeHollow.FeedReader read it. Null fields are those that the library did not find, or of which it may have kept only a part.
/// Titles, summaries and content are not here: the library drops their type (plain text, HTML, XHTML) and decodes content twice.
/// </summary>
/// <param name="Link">As written: absolute or relative. Null for Atom, whose links AlertBot reads itself.</param>
/// <param name="Published">The date as text, because the library converts dates in the time zone of the machine.</param>
/// <param name="Updated">Likewise the text.</param>
/// <param name="Authors">As written: may hold mark-up, white space and duplicates.</param>
/// <param name="Categories">Likewise as written.</param>
internal sealed record CodeHollowItem(
    string? Id,
    string? Link,
    string? Published,
    string? Updated,
    IReadOnlyList<string>? Authors,
    IReadOnlyList<string>? Categories)
{
    public static CodeHollowItem From(FeedItem item)
    {
        var (people, categories) = CountChildren(item.SpecificItem.Element);
        return item.SpecificItem switch
        {
            Rss20FeedItem rss => new CodeHollowItem(
                rss.Guid.NullIfBlank(),
                rss.Link,
                rss.PublishingDateString ?? rss.DC.DateString,
                null,
                Complete(people, [], rss.DC.Creator, rss.Author),
                Complete(categories, rss.Categories, rss.DC.Subject)),
            Rss10FeedItem rdf => new CodeHollowItem(
                rdf.About.NullIfBlank(),
                rdf.Link,
                rdf.DC.DateString,
                null,
                Complete(people, [], rdf.DC.Creator),
                Complete(categories, [], rdf.DC.Subject)),
            AtomFeedItem atom => new CodeHollowItem(
                atom.Id.NullIfBlank(),
                null,
                atom.PublishedDateString,
                atom.UpdatedDateString,
                Complete(people, [], atom.Author.Name, atom.Contributor.Name),
                Complete(categories, atom.Categories)),
            var old => new CodeHollowItem(
                null,
                old.Link,
                item.PublishingDateString,
                null,
                Complete(people, []),
                Complete(categories, old is Rss092FeedItem { Categories: { } known } ? known : [])),
        };
    }

    /// <returns>The texts without the missing ones; null when the item has more elements than the library kept, or one is empty.</returns>
    private static IReadOnlyList<string>? Complete(int count, ICollection<string> texts, params ReadOnlySpan<string?> more)
    {
        if (count == 0)
        {
            return [];
        }

        var all = new List<string>(texts);
        foreach (var text in more)
        {
            if (text is not null)
            {
                all.Add(text);
            }
        }

        return all.Count == count && !all.Contains("") ? all : null;
    }

    /// <summary>Counts the elements that may name people and categories, in any namespace.</summary>
    private static (int People, int Categories) CountChildren(XElement item)
    {
        var (people, categories) = (0, 0);
        for (var node = item.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child)
            {
                people += child.IsNamed("author") || child.IsNamed("creator") || child.IsNamed("contributor") ? 1 : 0;
                categories += child.IsNamed("category") || child.IsNamed("subject") ? 1 : 0;
            }
        }

        return (people, categories);
    }
}
