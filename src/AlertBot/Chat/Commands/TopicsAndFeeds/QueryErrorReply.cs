using System.Globalization;
using AlertBot.Chat.Content;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>The reply to a query with a mistake: the place and the fix.</summary>
internal static class QueryErrorReply
{
    /// <summary>UTF-16 code units of the query shown on each side of the mistake: the line does not wrap on a phone.</summary>
    private const int ContextLength = 40;

    public static Reply Of(string query, QueryParseResult.Invalid error)
    {
        var at = Math.Clamp(error.Position, 0, query.Length);
        var start = Math.Max(0, at - ContextLength);
        var before = (start > 0 ? "…" : "") + query[start..at];
        var after = query[at..Math.Min(query.Length, at + ContextLength)] + (at + ContextLength < query.Length ? "…" : "");
        return new Reply(
        [
            ReplyBlock.Paragraph.Of($"The query has a mistake: {error.Message}."),
            ReplyBlock.Paragraph.Of(new Span.Code(before + after)),

            // Dots instead of spaces: chat clients remove spaces at the start of a line.
            ReplyBlock.Paragraph.Of(new Span.Code(new string('·', new StringInfo(before).LengthInTextElements) + "^")),
        ])
        {
            IsMistake = true,
        };
    }

    /// <summary>For a query that was to be saved, given as the option <c>query</c>.</summary>
    public static Reply ForSave(string query, QueryParseResult.Invalid error)
    {
        var reply = Of(query, error);
        return reply with { Blocks = [.. reply.Blocks, ReplyBlock.Hint.Of("Nothing was saved.")], MistakenOption = "query" };
    }
}
