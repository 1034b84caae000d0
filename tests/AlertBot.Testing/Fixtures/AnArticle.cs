using AlertBot.Feeds;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Testing.Fixtures;

/// <summary>Builds matched articles for tests.</summary>
internal static class AnArticle
{
    public static MatchedArticle Seen(DateTimeOffset at) => new(
        new EntryId(1), Backlog.None, at, at, at, "Norvia and Sundmark agree on a truce",
        "Norvia and Sundmark agreed on a truce on Monday.",
        "https://a.example/truce", "en", "Harbour Post",
        [new MatchedTopic(new TopicId(1), "ceasefire", [new Evidence("title", 31, 36, "truce")])], []);
}
