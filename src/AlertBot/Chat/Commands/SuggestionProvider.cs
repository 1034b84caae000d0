using AlertBot.Chat.Content;
using AlertBot.Feeds;

namespace AlertBot.Chat.Commands;

/// <summary>Values for an option that someone is typing, from memory.</summary>
internal sealed class SuggestionProvider(WorkspaceDirectory directory)
{
    /// <summary>As many as the platforms show.</summary>
    public const int MaxSuggestions = 25;

    private const int MaxLabelLength = 100;

    /// <summary>Those that begin as typed, then those that hold it somewhere.</summary>
    public IReadOnlyList<Suggestion> Suggest(Caller caller, OptionSpec option, string typed)
    {
        var part = typed.Trim();
        return [.. ListCandidates(caller, option)
            .Select(value => (Value: value, Place: RankMatch(value, part)))
            .Where(value => value.Place >= 0)
            .OrderBy(value => value.Place == 0 ? 0 : 1)
            .Take(MaxSuggestions)
            .Select(value => value.Value)];
    }

    private IEnumerable<Suggestion> ListCandidates(Caller caller, OptionSpec option) => option.Kind switch
    {
        OptionKind.Topic => directory.Topics(caller).Select(Plain),
        OptionKind.OwnTopic => directory.OwnTopics(caller).Select(Plain),
        OptionKind.FollowedTopic => directory.FollowedTopics(caller).Select(Plain),
        OptionKind.OwnFeed => directory.OwnFeeds(caller).Select(Feed),
        OptionKind.Choice => option.Choices.Select(Plain),
        _ => [],
    };

    private static int RankMatch(Suggestion value, string part) =>
        value.Label.StartsWith(part, StringComparison.OrdinalIgnoreCase)
            || value.Value.StartsWith(part, StringComparison.OrdinalIgnoreCase) ? 0
        : value.Label.Contains(part, StringComparison.OrdinalIgnoreCase) || value.Value.Contains(part, StringComparison.OrdinalIgnoreCase)
            ? 1
        : -1;

    private static Suggestion Plain(string name) => new(name, name);

    // Its number where the address is longer than a platform takes: it means the same to feed remove.
    private static Suggestion Feed(WorkspaceFeed feed) =>
        new(DisplayText.Truncate(DisplayText.Clean($"{feed.Label} · {new Uri(feed.Url).Authority}"), MaxLabelLength),
            feed.Url.Length <= MaxLabelLength ? feed.Url : $"#{feed.Id}");
}
