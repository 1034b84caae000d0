using AlertBot.Chat.Content;
using AlertBot.Text;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>Replies that several commands about topics share.</summary>
internal static class TopicReplies
{
    /// <summary>UTF-16 code units of a query typed in chat. A longer query is better split into several topics.</summary>
    public const int MaxQueryLength = 1000;

    /// <summary>Code points of a query's description: the reply stays within one message.</summary>
    private const int MaxDescriptionLength = 1200;

    /// <summary>Code points of a typed name that a reply repeats.</summary>
    private const int MaxNameLength = 64;

    /// <returns>What the query finds, in words.</returns>
    public static ReplyBlock DescribeQuery(TopicQuery query) =>
        ReplyBlock.Paragraph.Of($"It finds {DisplayText.Truncate(QueryDescriber.Describe(query), MaxDescriptionLength)}.");

    /// <summary>In lower case, “and”, “or” and “not” are ordinary words; the author of the query may have meant operators.</summary>
    /// <returns>None or one.</returns>
    public static IEnumerable<ReplyBlock> LowercaseOperatorHints(TopicQuery query)
    {
        var words = FindLowercaseOperators(query);
        if (words.Count > 0)
        {
            var quoted = string.Join(" and ", words.Select(word => $"“{word}”"));
            var operators = string.Join(", ", words.Select(word => word.ToUpperInvariant()));
            yield return ReplyBlock.Hint.Of(words.Count == 1
                ? $"In lower case, {quoted} is searched for as an ordinary word. For the operator, type {operators}."
                : $"In lower case, {quoted} are searched for as ordinary words. For the operators, type {operators}.");
        }
    }

    /// <summary>Suggests the nearest name.</summary>
    /// <param name="visible">The names that the caller can see.</param>
    public static Reply UnknownTopic(string name, IEnumerable<string> visible)
    {
        var nearest = SpellingSuggestion.Find(name, visible);
        return Reply.Mistake(RichText.Of(
        [
            $"There is no topic “{Shorten(name)}” here. ",
            .. nearest is null ? [] : new Span[] { "Did you mean ", new Span.Strong(nearest), "? " },
            CommandUsage.ToCode("topic list"), " shows all topics; ", CommandUsage.ToCode("topic add"), " creates one.",
        ]));
    }

    public static Reply FromSettings(string name) => Reply.Mistake(RichText.Of(
        new Span.Strong(name),
        " is defined in the settings file, so chat commands cannot change it. Ask the operator of AlertBot, or create a topic of your "
            + "own: ",
        CommandUsage.ToCode("topic add")));

    /// <returns>A typed name as a reply repeats it.</returns>
    public static string Shorten(string name) => DisplayText.Truncate(DisplayText.Clean(name), MaxNameLength);

    private static List<string> FindLowercaseOperators(TopicQuery query)
    {
        // Text in quotation marks is one word, so operators inside a phrase do not count.
        var words = new List<string>();
        for (var line = new CommandTokenizer(query.Text); !line.IsAtEnd;)
        {
            if (line.ReadWord() is ("and" or "or" or "not") and var word && !words.Contains(word))
            {
                words.Add(word);
            }
        }

        return words;
    }
}
