using System.Globalization;
using AlertBot.Chat.Content;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>Answers a query that cannot be read: with the place and the mend.</summary>
internal static class QueryErrorReply
{
    /// <summary>Characters shown on each side of the mistake.</summary>
    private const int ContextLength = 40;

    public static Reply Of(string query, QueryParseResult.Invalid mistaken)
    {
        var at = Math.Clamp(mistaken.Position, 0, query.Length);
        var start = Math.Max(0, at - ContextLength);
        var before = (start > 0 ? "…" : "") + query[start..at];
        var after = query[at..Math.Min(query.Length, at + ContextLength)] + (at + ContextLength < query.Length ? "…" : "");
        return new Reply(
        [
            new ReplyBlock.Paragraph($"The query has a mistake: {mistaken.Message}."),
            new ReplyBlock.Paragraph(RichText.Of(new Span.Code(before + after))),

            // Dots, for chats cut spaces off where a line begins.
            new ReplyBlock.Paragraph(RichText.Of(new Span.Code(new string('·', new StringInfo(before).LengthInTextElements) + "^"))),
        ])
        {
            IsMistake = true,
        };
    }

    /// <summary>Of a query that was to be saved, given as option <c>query</c>.</summary>
    public static Reply ForSave(string query, QueryParseResult.Invalid mistaken)
    {
        var reply = Of(query, mistaken);
        return reply with { Blocks = [.. reply.Blocks, new ReplyBlock.Hint("Nothing was saved.")], MistakenOption = "query" };
    }
}
