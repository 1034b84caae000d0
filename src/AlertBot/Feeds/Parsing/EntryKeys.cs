using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Computes the keys by which the entries of a document are recognized in later documents.</summary>
internal static class EntryKeys
{
    /// <summary>An id or a link that different entries of the document share does not identify any of them, so it is not a key.</summary>
    public static IReadOnlyList<Entry> Assign(IReadOnlyList<Entry> entries)
    {
        var candidates = entries
            .Select(e => new KeyCandidate(e, Fold(e.Title), e.Link is null ? null : CanonicalUrl.From(e.Link)))
            .ToList();
        var sharedIds = FindShared(candidates, c => c.Entry.Id,
            (one, other) => one.Title == other.Title || (one.Link is not null && one.Link == other.Link));
        var sharedLinks = FindShared(candidates, c => c.Link, (one, other) => one.Title == other.Title);
        return [.. candidates.Select(c => c.Entry with { Keys = BuildKeys(c, sharedIds, sharedLinks) })];
    }

    /// <summary>The key of a link. Spellings of the same address give the same key.</summary>
    public static EntryKey ForLink(string link) => HashKey("link", CanonicalUrl.From(link));

    private static List<EntryKey> BuildKeys(KeyCandidate candidate, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        var (entry, title, link) = candidate;
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
            // A series ("Morning briefing") repeats its words: with another id, link and date it is another entry.
            var date = keys.Count == 2
                ? (entry.Published ?? entry.Updated)?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                : null;
            keys.Add(HashKey("content", title, "\n", text, date is null ? "" : "\n", date ?? ""));
        }
        else if (keys.Count == 0)
        {
            keys.Add(HashKey("content", title, "\n", entry.Id ?? "", "\n", entry.Link ?? ""));
        }

        return keys;
    }

    /// <returns>The values that several different entries have.</returns>
    private static HashSet<string> FindShared(
        List<KeyCandidate> candidates,
        Func<KeyCandidate, string?> valueOf,
        Func<KeyCandidate, KeyCandidate, bool> areSame)
    {
        var firsts = new Dictionary<string, KeyCandidate>(candidates.Count, StringComparer.Ordinal);
        return [.. candidates
            .Where(c => valueOf(c) is { Length: > 0 } value && !firsts.TryAdd(value, c) && !areSame(firsts[value], c))
            .Select(c => valueOf(c)!)];
    }

    private static string Fold(string text) => PlainTextConverter.CollapseWhitespace(text).Normalize().ToUpperInvariant();

    private static EntryKey HashKey(string kind, params ReadOnlySpan<string> parts)
    {
        var maxBytes = 0;
        foreach (var part in parts)
        {
            maxBytes += Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(maxBytes);
        var length = 0;
        foreach (var part in parts)
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
