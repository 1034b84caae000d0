using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>Gives the entries of one document the marks that they are recognised by.</summary>
internal static class EntryKeys
{
    /// <summary>An id or a link that different entries of the document share tells none of them apart, so it is no key.</summary>
    public static IReadOnlyList<Entry> Give(IReadOnlyList<Entry> entries)
    {
        var marked = entries.Select(e => new Marks(e, Fold(e.Title), e.Link is null ? null : CanonicalLink.Of(e.Link))).ToList();
        var sharedIds = Shared(marked, m => m.Entry.Id, (one, other) => one.Title == other.Title || (one.Link is not null && one.Link == other.Link));
        var sharedLinks = Shared(marked, m => m.Link, (one, other) => one.Title == other.Title);
        return [.. marked.Select(m => m.Entry with { Keys = [.. Keys(m, sharedIds, sharedLinks)] })];
    }

    /// <summary>The key of a link, however it is written.</summary>
    public static EntryKey OfLink(string link) => Key("link", CanonicalLink.Of(link));

    private static IEnumerable<EntryKey> Keys(Marks marks, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        var (entry, title, link) = marks;
        var hasId = entry.Id is { Length: > 0 } && !sharedIds.Contains(entry.Id);
        var hasLink = link is not null && !sharedLinks.Contains(link);
        if (hasId)
        {
            yield return Key("guid", entry.Id!);
        }

        if (hasLink)
        {
            yield return Key("link", link!);
        }

        var text = Fold(entry.Content is null ? entry.Summary : PlainText.OfHtml(entry.Content));
        if (text.Length > 0 && text != title)
        {
            // A series ("Morning briefing") says the same every day: another id, link and date make another entry.
            var date = hasId && hasLink ? (entry.Published ?? entry.Updated)?.ToUnixTimeSeconds() : null;
            yield return Key("content", date is null ? $"{title}\n{text}" : $"{title}\n{text}\n{date}");
        }
        else if (!hasId && !hasLink)
        {
            yield return Key("content", $"{title}\n{entry.Id}\n{entry.Link}");
        }
    }

    private static HashSet<string> Shared(List<Marks> entries, Func<Marks, string?> mark, Func<Marks, Marks, bool> areSame) =>
        [.. entries.Where(e => mark(e) is { Length: > 0 }).GroupBy(e => mark(e)!, StringComparer.Ordinal).Where(g => g.First() is var first && g.Any(e => !areSame(first, e))).Select(g => g.Key)];

    private static string Fold(string text) => PlainText.Fold(text).Normalize().ToUpperInvariant();

    private static EntryKey Key(string kind, string mark) => new(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark))));

    private sealed record Marks(Entry Entry, string Title, string? Link);
}
