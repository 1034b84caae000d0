using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Content;

/// <summary>Lists that stay within what a chat shows in one message.</summary>
internal static class ReplyList
{
    /// <summary>In UTF-16 code units: two lists and their headings fit the tightest platform.</summary>
    private const int MaxLength = 1700;

    /// <summary>As many items as there is room for, and how many there are beside.</summary>
    public static IEnumerable<ReplyBlock> ToItems<T>(IReadOnlyList<T> all, Func<T, RichText> say)
    {
        var room = MaxLength;
        for (var shown = 0; shown < all.Count; shown++)
        {
            var item = say(all[shown]);
            room -= item.Spans.Sum(Length) + 4;
            if (room < 0)
            {
                yield return new ReplyBlock.Item($"and {all.Count - shown} more");
                yield break;
            }

            yield return new ReplyBlock.Item(item);
        }
    }

    private static int Length(Span span) => span switch
    {
        Span.Plain plain => plain.Text.Length,
        Span.Strong strong => strong.Text.Length + 4,
        Span.Code code => code.Text.Length + 2,
        Span.Link link => link.Label.Length + (link.Url?.Length ?? 0) + 4,
        _ => 30,
    };
}
