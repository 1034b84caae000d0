using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>Gives the entries of one document the marks that they are recognised by.</summary>
internal static class EntryKeys
{
    /// <summary>An id or a link that different entries of the document share tells none of them apart, so it is no key.</summary>
    public static IReadOnlyList<Entry> Give(IReadOnlyList<Entry> entries)
    {
        var sharedIds = Shared(entries, e => e.Id, (one, other) => Fold(one.Title) == Fold(other.Title) || (one.Link is not null && one.Link == other.Link));
        var sharedLinks = Shared(entries, Link, (one, other) => Fold(one.Title) == Fold(other.Title));
        return [.. entries.Select(e => e with { Keys = [.. Keys(e, sharedIds, sharedLinks)] })];
    }

    private static IEnumerable<EntryKey> Keys(Entry entry, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        var hasId = entry.Id is { Length: > 0 } && !sharedIds.Contains(entry.Id);
        var hasLink = Link(entry) is { } link && !sharedLinks.Contains(link);
        if (hasId)
        {
            yield return Key("guid", entry.Id!);
        }

        if (hasLink)
        {
            yield return Key("link", Link(entry)!);
        }

        var text = Fold(entry.Content is null ? entry.Summary : PlainText.OfHtml(entry.Content));
        if (text.Length > 0 && text != Fold(entry.Title))
        {
            yield return Key("content", $"{Fold(entry.Title)}\n{text}");
        }
        else if (!hasId && !hasLink)
        {
            yield return Key("content", $"{Fold(entry.Title)}\n{entry.Id}\n{entry.Link}");
        }
    }

    private static HashSet<string> Shared(IReadOnlyList<Entry> entries, Func<Entry, string?> mark, Func<Entry, Entry, bool> areSame) =>
        [.. entries.Where(e => mark(e) is { Length: > 0 }).GroupBy(e => mark(e)!, StringComparer.Ordinal).Where(g => g.Any(e => !areSame(g.First(), e))).Select(g => g.Key)];

    private static string? Link(Entry entry) => entry.Link is null ? null : CanonicalLink.Of(entry.Link);

    private static string Fold(string text) => PlainText.Fold(text).Normalize().ToUpperInvariant();

    private static EntryKey Key(string kind, string mark) => new(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark))));
}
