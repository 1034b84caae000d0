namespace AlertBot.Briefs;

/// <summary>What is told about a story. All texts are plain and come from feeds and pages: each platform escapes them.</summary>
/// <param name="Topics">Names of the topics that matched, in the order of the settings.</param>
/// <param name="Matched">The words of the evidence, each once, e.g. “truce”.</param>
/// <param name="Summary">Two or three sentences: verbatim, or a language model's (<see cref="WrittenBy"/>).</param>
/// <param name="Quotes">The key quotes, the most telling first; more than are shown.</param>
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
    /// <summary>Address of a small picture that the feed gives; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The language model that wrote the summary; null where it is verbatim.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>
    /// The quotes that no verbatim sentence of the summary holds with its own words around them; the others wait behind the button with
    /// their speakers.
    /// </summary>
    public IEnumerable<BriefQuote> Unread =>
        Quotes.Where(
            quote => WrittenBy is not null
                || !quote.Parts.All(
                    part => Summary.Any(sentence => sentence.Length > part.Length && sentence.Contains(part, StringComparison.Ordinal))));
}

/// <summary>One quotation as shown: its parts are verbatim; a cue stood between two parts.</summary>
internal sealed record BriefQuote(IReadOnlyList<string> Parts, string? Speaker, string? Role, string? Venue);

/// <summary>One outlet that reports the story.</summary>
internal sealed record BriefSource(string Name, string? Link, DateTimeOffset? Published);
