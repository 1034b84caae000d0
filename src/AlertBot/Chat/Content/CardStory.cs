using AlertBot.Briefs;

namespace AlertBot.Chat.Content;

/// <summary>One story of a digest.</summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Sources">The outlet, and how many others report the story.</param>
/// <param name="Link">Checked and percent-encoded; null when there is no usable link.</param>
internal sealed record CardStory(string Headline, string? Link, string Sources, DateTimeOffset? Published)
{
    /// <summary>Code points of a headline in a list.</summary>
    private const int MaxHeadlineLength = 200;

    public static CardStory FromBrief(BriefStory story)
    {
        var source = CardSource.FromBrief(new BriefSource(story.Source, story.Link, story.Published));
        var headline = DisplayText.Clean(story.Headline);
        return new CardStory(
            headline.Length > 0 ? DisplayText.Truncate(headline, MaxHeadlineLength) : "Untitled",
            source.Link,
            story.OtherSources > 0 ? $"{source.Name} +{story.OtherSources}" : source.Name,
            story.Published);
    }
}

/// <summary>The story before a decisive turn.</summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Link">Of its article, checked and percent-encoded; null when there is no usable link.</param>
/// <param name="Workspace">The platform's id of the guild or team of its message; empty: not known.</param>
/// <param name="MessageId">The platform's id of its message; null: none.</param>
internal sealed record CardEarlier(string Headline, string? Link, string Workspace, string? MessageId)
{
    /// <summary>Code points of the headline: enough to recognise the story.</summary>
    private const int MaxHeadlineLength = 120;

    public static CardEarlier FromBrief(BriefEarlier earlier) => new(
        DisplayText.Truncate(DisplayText.Clean(earlier.Headline), MaxHeadlineLength) is { Length: > 0 } headline ? headline : "Untitled",
        WebLink.Sanitize(earlier.Link),
        earlier.Workspace,
        earlier.MessageId);
}
