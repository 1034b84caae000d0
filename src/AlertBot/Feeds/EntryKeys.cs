using System.Buffers;
using System.Globalization;
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
        return [.. marked.Select(m => m.Entry with { Keys = Keys(m, sharedIds, sharedLinks) })];
    }

    /// <summary>The key of a link, however it is written.</summary>
    public static EntryKey OfLink(string link) => Key("link", CanonicalLink.Of(link));

    private static List<EntryKey> Keys(Marks marks, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        var (entry, title, link) = marks;
        var keys = new List<EntryKey>(3);
        if (entry.Id is { Length: > 0 } id && !sharedIds.Contains(id))
        {
            keys.Add(Key("guid", id));
        }

        if (link is not null && !sharedLinks.Contains(link))
        {
            keys.Add(Key("link", link));
        }

        var text = Fold(entry.Content is null ? entry.Summary : PlainText.OfHtml(entry.Content));
        if (text.Length > 0 && text != title)
        {
            // A series ("Morning briefing") says the same every day: another id, link and date make another entry.
            var date = keys.Count == 2 ? (entry.Published ?? entry.Updated)?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : null;
            keys.Add(Key("content", title, "\n", text, date is null ? "" : "\n", date ?? ""));
        }
        else if (keys.Count == 0)
        {
            keys.Add(Key("content", title, "\n", entry.Id ?? "", "\n", entry.Link ?? ""));
        }

        return keys;
    }

    /// <returns>The marks that entries have in common which are not the same.</returns>
    private static HashSet<string> Shared(List<Marks> entries, Func<Marks, string?> mark, Func<Marks, Marks, bool> areSame)
    {
        var firsts = new Dictionary<string, Marks>(entries.Count, StringComparer.Ordinal);
        return [.. entries.Where(e => mark(e) is { Length: > 0 } own && !firsts.TryAdd(own, e) && !areSame(firsts[own], e)).Select(e => mark(e)!)];
    }

    private static string Fold(string text) => PlainText.Fold(text).Normalize().ToUpperInvariant();

    private static EntryKey Key(string kind, params ReadOnlySpan<string> mark)
    {
        var longest = 0;
        foreach (var part in mark)
        {
            longest += Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var (bytes, length) = (ArrayPool<byte>.Shared.Rent(longest), 0);
        foreach (var part in mark)
        {
            length += Encoding.UTF8.GetBytes(part, bytes.AsSpan(length));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return new EntryKey(kind, Convert.ToHexStringLower(hash));
    }

    private sealed record Marks(Entry Entry, string Title, string? Link);
}
