using System.Text;

namespace AlertBot.Chat.Content;

/// <summary>Builds a text of whole pieces, up to a platform's length limit.</summary>
/// <param name="max">Length limit in code points.</param>
internal sealed class BoundedTextBuilder(int max)
{
    private readonly StringBuilder _text = new();
    private int _count;

    /// <returns>False when the piece does not fit; nothing is appended then.</returns>
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

    /// <summary>Joins as many items as fit, and ends with the number of the omitted ones (“+3 more”).</summary>
    /// <param name="max">Length limit of the result in code points.</param>
    /// <returns>Empty when not even the first item fits.</returns>
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
