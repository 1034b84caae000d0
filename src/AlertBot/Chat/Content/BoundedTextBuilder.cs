using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>A text that takes whole pieces as long as they fit a platform's limit in code points.</summary>
internal sealed class BoundedTextBuilder(int max)
{
    private readonly StringBuilder _text = new();
    private int _count;

    /// <returns>False, and nothing is appended, where the piece does not fit.</returns>
    public bool TryAppend(string piece)
    {
        var count = DisplayText.CountCodePoints(piece);
        if (_count + count > max)
        {
            return false;
        }

        _text.Append(piece);
        _count += count;
        return true;
    }

    /// <summary>Joins as many items as fit; says how many did not where that fits too.</summary>
    public static string JoinWithinLimit(IEnumerable<string> items, string separator, int max)
    {
        var all = items.ToList();
        for (var shown = all.Count; shown > 0; shown--)
        {
            var more = shown < all.Count ? $"{separator}+{all.Count - shown} more" : "";
            var text = string.Join(separator, all.Take(shown)) + more;
            if (DisplayText.CountCodePoints(text) <= max)
            {
                return text;
            }
        }

        return "";
    }

    public override string ToString() => _text.ToString();
}
