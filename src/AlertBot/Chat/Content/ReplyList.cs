using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Content;

/// <summary>Lists that fit one chat message.</summary>
internal static class ReplyList
{
    /// <summary>UTF-16 code units of one list: with its heading it fits Discord's 2,000 characters, the lowest limit.</summary>
    private const int MaxLength = 1700;

    /// <summary>The characters of an item's bullet and line break.</summary>
    private const int ItemOverhead = 4;

    /// <returns>As many items as fit; a last item gives the number of the omitted ones.</returns>
    public static IEnumerable<ReplyBlock> ToItems<T>(IReadOnlyList<T> all, Func<T, RichText> format)
    {
        var remaining = MaxLength;
        for (var shown = 0; shown < all.Count; shown++)
        {
            var item = format(all[shown]);
            remaining -= item.Spans.Sum(Length) + ItemOverhead;
            if (remaining < 0)
            {
                yield return new ReplyBlock.Item($"and {all.Count - shown} more");
                yield break;
            }

            yield return new ReplyBlock.Item(item);
        }
    }

    /// <summary>An estimate of the rendered length, with the characters of the markup.</summary>
    private static int Length(Span span) => span switch
    {
        Span.Plain plain => plain.Text.Length,
        Span.Strong strong => strong.Text.Length + 4,
        Span.Code code => code.Text.Length + 2,
        Span.Link link => link.Label.Length + (link.Url?.Length ?? 0) + 4,
        _ => 30,
    };
}
