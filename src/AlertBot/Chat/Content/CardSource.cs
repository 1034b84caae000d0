using AlertBot.Briefs;

namespace AlertBot.Chat.Content;

/// <summary>One source on a card: an outlet and its article.</summary>
/// <param name="Name">Never empty.</param>
/// <param name="Link">Checked and percent-encoded; null when there is no usable link.</param>
internal sealed record CardSource(string Name, string? Link, DateTimeOffset? Published)
{
    /// <summary>Code points of the outlet's name.</summary>
    private const int MaxNameLength = 80;

    public static CardSource FromBrief(BriefSource source)
    {
        var link = WebLink.Sanitize(source.Link);
        var name = DisplayText.Clean(source.Name);
        name = name.Length > 0 ? name : link is null ? "unnamed source" : new Uri(link).Host;
        return new CardSource(DisplayText.Truncate(name, MaxNameLength), link, source.Published);
    }

    /// <returns>Null where nothing is left.</returns>
    public static string? CleanName(string name) =>
        DisplayText.Clean(name) is { Length: > 0 } clean ? DisplayText.Truncate(clean, MaxNameLength) : null;
}
