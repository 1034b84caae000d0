using AlertBot.Chat.Content;
using AlertBot.Feeds;

namespace AlertBot.Chat.Commands;

/// <summary>Suggests values for an option while someone types it, from memory.</summary>
internal sealed class SuggestionProvider(WorkspaceDirectory directory)
{
    /// <summary>Suggestions at once: Discord's limit (https://docs.discord.com/developers/interactions/application-commands).</summary>
    public const int MaxSuggestions = 25;

    /// <summary>Code points of a label, and characters of a value: Discord's limit.</summary>
    private const int MaxLabelLength = 100;

    /// <returns>Values that start with the typed text, then values that contain it.</returns>
    public IReadOnlyList<Suggestion> Suggest(Caller caller, OptionSpec option, string typed)
    {
        var part = typed.Trim();
        return [.. ListCandidates(caller, option)
            .Select(candidate => (Candidate: candidate, Rank: RankMatch(candidate, part)))
            .Where(match => match.Rank is not null)
            .OrderBy(match => match.Rank)
            .Take(MaxSuggestions)
            .Select(match => match.Candidate)];
    }

    private IEnumerable<Suggestion> ListCandidates(Caller caller, OptionSpec option) => option.Kind switch
    {
        OptionKind.Topic => directory.Topics(caller).Select(FromName),
        OptionKind.OwnTopic => directory.OwnTopics(caller).Select(FromName),
        OptionKind.FollowedTopic => directory.FollowedTopics(caller).Select(FromName),
        OptionKind.OwnFeed => directory.OwnFeeds(caller).Select(FromFeed),
        OptionKind.Choice => option.Choices.Select(FromName),
        _ => [],
    };

    /// <returns>0 when it starts with the typed text, 1 when it contains it, null when it does not match.</returns>
    private static int? RankMatch(Suggestion candidate, string part) =>
        candidate.Label.StartsWith(part, StringComparison.OrdinalIgnoreCase)
        || candidate.Value.StartsWith(part, StringComparison.OrdinalIgnoreCase) ? 0
        : candidate.Label.Contains(part, StringComparison.OrdinalIgnoreCase)
        || candidate.Value.Contains(part, StringComparison.OrdinalIgnoreCase) ? 1
        : null;

    private static Suggestion FromName(string name) => new(name, name);

    // “feed remove” also accepts the feed's number, for an address that is longer than a suggestion may be.
    private static Suggestion FromFeed(WorkspaceFeed feed) =>
        new(DisplayText.Truncate(DisplayText.Clean($"{feed.Label} · {new Uri(feed.Url).Authority}"), MaxLabelLength),
            feed.Url.Length <= MaxLabelLength ? feed.Url : $"#{feed.Id}");
}
