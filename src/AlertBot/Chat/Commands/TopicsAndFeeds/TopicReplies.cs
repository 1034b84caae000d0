using AlertBot.Chat.Content;
using AlertBot.Text;
using AlertBot.Topics.Queries;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>What commands about topics answer alike.</summary>
internal static class TopicReplies
{
    /// <summary>Of one query; a longer one is for several topics.</summary>
    public const int MaxQueryLength = 1000;

    private const int MaxDescriptionLength = 1200;

    /// <returns>What the query looks for; for a reply.</returns>
    public static ReplyBlock DescribeQuery(TopicQuery query) =>
        new ReplyBlock.Paragraph($"It finds {DisplayText.Truncate(QueryDescriber.Describe(query), MaxDescriptionLength)}.");

    /// <summary>In lower case they are words, as the reading says; who has read no manual may mean the operators.</summary>
    /// <returns>None or one.</returns>
    public static IEnumerable<ReplyBlock> LowercaseOperatorHints(TopicQuery query)
    {
        var words = new List<string>();
        for (var line = new CommandTokenizer(query.Text); !line.IsAtEnd;)
        {
            // What stands in quotation marks is taken as one word.
            if (line.ReadWord() is ("and" or "or" or "not") and var word && !words.Contains(word))
            {
                words.Add(word);
            }
        }

        if (words.Count > 0)
        {
            yield return new ReplyBlock.Hint(
                $"In lower "
                    + $"case,"
                    + $" {string.Join(" and ", words.Select(word => $"“{word}”"))} {(words.Count == 1 ? "is a word" : "are words")} to find like any other. As an operator: {string.Join(", ", words.Select(word => word.ToUpperInvariant()))}.");
        }
    }

    public static Reply UnknownTopic(string name, IEnumerable<string> visible) =>
        Reply.Mistake(RichText.Of(
            SpellingSuggestion.Find(name, visible) is { } nearest ? $"There is no topic “{Shorten(name)}” here. Did you mean {nearest}? "
                : $"There is no topic “{Shorten(name)}” here. ",
            CommandUsage.ToCode("topic list"), " shows all, ", CommandUsage.ToCode("topic add"), " makes one."));

    public static Reply FromSettings(string name) => Reply.Mistake(RichText.Of(
        new Span.Strong(name),
        " stands in the settings file, which chat cannot change: ask whoever runs AlertBot, or make a topic of your own with ",
        CommandUsage.ToCode("topic add"), "."));

    private static string Shorten(string name) => DisplayText.Truncate(name, 64);
}
