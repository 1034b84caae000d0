using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Gives the entries of one document the marks that they are recognised by.</summary>
internal static class EntryKeys
{
    /// <summary>An id or a link that different entries of the document share tells none of them apart, so it is no key.</summary>
    public static IReadOnlyList<Entry> Assign(IReadOnlyList<Entry> entries)
    {
        var marked = entries.Select(e => new KeyCandidate(e, Fold(e.Title), e.Link is null ? null : CanonicalUrl.From(e.Link))).ToList();
        var sharedIds = FindShared(marked, m => m.Entry.Id,
            (one, other) => one.Title == other.Title || (one.Link is not null && one.Link == other.Link));
        var sharedLinks = FindShared(marked, m => m.Link, (one, other) => one.Title == other.Title);
        return [.. marked.Select(m => m.Entry with { Keys = BuildKeys(m, sharedIds, sharedLinks) })];
    }

    /// <summary>The key of a link, however it is written.</summary>
    public static EntryKey ForLink(string link) => HashKey("link", CanonicalUrl.From(link));

    private static List<EntryKey> BuildKeys(KeyCandidate marks, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        var (entry, title, link) = marks;
        var keys = new List<EntryKey>(3);
        if (entry.Id is { Length: > 0 } id && !sharedIds.Contains(id))
        {
            keys.Add(HashKey("guid", id));
        }

        if (link is not null && !sharedLinks.Contains(link))
        {
            keys.Add(HashKey("link", link));
        }

        var text = Fold(entry.Content is null ? entry.Summary : PlainTextConverter.FromHtml(entry.Content));
        if (text.Length > 0 && text != title)
        {
            // A series ("Morning briefing") says the same every day: another id, link and date make another entry.
            var date = keys.Count == 2 ? (entry.Published ?? entry.Updated)?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                : null;
            keys.Add(HashKey("content", title, "\n", text, date is null ? "" : "\n", date ?? ""));
        }
        else if (keys.Count == 0)
        {
            keys.Add(HashKey("content", title, "\n", entry.Id ?? "", "\n", entry.Link ?? ""));
        }

        return keys;
    }

    /// <returns>The marks that entries have in common which are not the same.</returns>
    private static HashSet<string> FindShared(List<KeyCandidate> entries, Func<KeyCandidate, string?> mark,
        Func<KeyCandidate, KeyCandidate, bool> areSame)
    {
        var firsts = new Dictionary<string, KeyCandidate>(entries.Count, StringComparer.Ordinal);
        return [.. entries.Where(e => mark(e) is { Length: > 0 } own && !firsts.TryAdd(own, e) && !areSame(firsts[own], e))
            .Select(e => mark(e)!)];
    }

    private static string Fold(string text) => PlainTextConverter.CollapseWhitespace(text).Normalize().ToUpperInvariant();

    private static EntryKey HashKey(string kind, params ReadOnlySpan<string> mark)
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

    private sealed record KeyCandidate(Entry Entry, string Title, string? Link);
}
