using AlertBot.Topics;
using static AlertBot.Chat.Commands.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>What commands about topics answer alike.</summary>
internal static class TopicReplies
{
    /// <summary>Of one query; a longer one is for several topics.</summary>
    public const int LongestQuery = 1000;

    private const int LongestWords = 1200;

    /// <returns>What the query looks for; for a reply.</returns>
    public static ReplyBlock InWords(TopicQuery query) =>
        new ReplyBlock.Paragraph($"It finds {PlainText.Cut(QueryWords.Of(query), LongestWords)}.");

    public static Reply Unknown(string name, IEnumerable<string> visible) =>
        Reply.Mistake(RichText.Of(
            NearestName.Of(name, visible) is { } nearest ? $"There is no topic “{Shown(name)}” here. Did you mean {nearest}? " : $"There is no topic “{Shown(name)}” here. ",
            CommandUsage.Typed("topic list"), " shows all, ", CommandUsage.Typed("topic add"), " makes one."));

    public static Reply OfSettings(string name) => Reply.Mistake(RichText.Of(
        new Span.Strong(name), " stands in the settings file, which chat cannot change: ask whoever runs AlertBot, or make a topic of your own with ", CommandUsage.Typed("topic add"), "."));

    private static string Shown(string name) => PlainText.Cut(name, 64);
}
