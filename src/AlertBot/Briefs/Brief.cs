using System.Text.Json.Serialization;

namespace AlertBot.Briefs;

/// <summary>
/// What an alert shows about a story. All texts are plain. They come from feeds and pages and are not trusted: each platform escapes them.
/// </summary>
/// <param name="Topics">Names of the topics that matched, in the order of the settings.</param>
/// <param name="Matched">The words of the evidence, each once, e.g. “truce”.</param>
/// <param name="Summary">Two or three sentences: verbatim, or written by a language model (<see cref="WrittenBy"/>).</param>
/// <param name="Quotes">The key quotes, the most important first; more than are shown.</param>
/// <param name="Published">When the article was published; null where no date is known.</param>
internal sealed record Brief(
    string Headline,
    string? Link,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Matched,
    IReadOnlyList<string> Summary,
    IReadOnlyList<BriefQuote> Quotes,
    IReadOnlyList<BriefSource> Sources,
    DateTimeOffset? Published)
{
    /// <summary>URL of the image that the feed declares; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The language model that wrote the summary; null where it is verbatim.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>The stories of a digest; empty for the brief of one story. Default: none.</summary>
    public IReadOnlyList<BriefStory> Stories { get => field ?? []; init; } = []; // Null in JSON that an earlier version stored.

    /// <summary>The story of which this is a decisive turn; null for none.</summary>
    public BriefEarlier? Earlier { get; init; }

    /// <summary>The publishers that report the story; 0 in a digest or a notice.</summary>
    public int Publishers { get; init; }

    /// <summary>Those of them that do not print the same agency's text as another one.</summary>
    public int IndependentPublishers { get; init; }

    /// <summary>When the newest article was first seen; null in a digest or a notice.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Stories of a digest that are not in <see cref="Stories"/>.</summary>
    public int MoreStories { get; init; }

    /// <summary>
    /// For each sentence of the summary, the outlet whose article it is from; null for the outlet of the headline. Null: all are from it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string?>? SummaryOutlets { get; init; }

    /// <summary>Figures on which the outlets differ; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BriefFigure>? Figures { get; init; }

    /// <summary>
    /// The quotes that the summary does not contain already. A verbatim summary sentence contains a quote when it holds the quote and other
    /// words. The left-out quotes are still shown by the button for all quotes.
    /// </summary>
    public IEnumerable<BriefQuote> Unread =>
        Quotes.Where(quote => WrittenBy is not null || !quote.Parts.All(IsInSummary));

    private bool IsInSummary(string part) =>
        Summary.Any(sentence => sentence.Length > part.Length && sentence.Contains(part, StringComparison.Ordinal));
}

/// <summary>One quotation as shown. Its parts are verbatim; in the article, a cue such as “he said” separates them.</summary>
internal sealed record BriefQuote(IReadOnlyList<string> Parts, string? Speaker, string? Role, string? Venue)
{
    /// <summary>
    /// What is between two parts in the article, such as “he said,”; empty where it is too long, or ends a sentence. One less than parts.
    /// </summary>
    public IReadOnlyList<string> Cues { get => field ?? []; init; } = []; // Null in JSON that an earlier version stored.
}

/// <summary>One outlet that reports the story.</summary>
internal sealed record BriefSource(string Name, string? Link, DateTimeOffset? Published);

/// <summary>A figure on which outlets differ.</summary>
/// <param name="Label">What is counted: “dead”.</param>
internal sealed record BriefFigure(string Label, IReadOnlyList<BriefFigureValue> Values);

/// <summary>One value of a figure, with the articles that report it.</summary>
/// <param name="Number">As shown: “at least 32”.</param>
internal sealed record BriefFigureValue(string Number, IReadOnlyList<BriefSource> Sources);

/// <summary>One story of a digest: the article that opened its alert.</summary>
/// <param name="OtherSources">The other outlets that report it.</param>
internal sealed record BriefStory(string Headline, string? Link, string Source, int OtherSources, DateTimeOffset? Published);

/// <summary>The story before a decisive turn, as it was posted in the same channel.</summary>
/// <param name="Link">The article that opened its alert.</param>
/// <param name="Workspace">The platform's id of the guild or team; empty: not known.</param>
/// <param name="MessageId">The platform's id of its message; null: not posted yet, or the platform gave none.</param>
internal sealed record BriefEarlier(string Headline, string? Link, string Workspace, string? MessageId);
