using AlertBot.Briefs;
using AlertBot.Text;

namespace AlertBot.Chat.Content;

/// <summary>
/// What an alert shows, for every platform: clean plain text within length limits. Each platform escapes and formats it.
/// </summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Link">Checked and percent-encoded; null when the feed gave no usable link.</param>
/// <param name="MatchedTerms">The words of the articles that the topics matched, without those that are the name of a topic.</param>
/// <param name="Summary">Whole sentences: verbatim when <see cref="SummaryNote"/> is null.</param>
/// <param name="Quotes">At most <see cref="MaxQuotes"/>; quotes that the verbatim summary contains are left out.</param>
/// <param name="MoreQuoteCount">Quotes of the story that the card does not show.</param>
/// <param name="Sources">At most <see cref="MaxSources"/>, each outlet once; empty only when no source is known.</param>
/// <param name="MoreSourceCount">Sources of the story that the card does not show.</param>
/// <param name="Published">Publication of the story's first article.</param>
/// <param name="Now">The time of rendering, for ages such as “5 min ago”.</param>
internal sealed record Card(
    string Headline,
    string? Link,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> MatchedTerms,
    IReadOnlyList<CardSentence> Summary,
    IReadOnlyList<CardQuote> Quotes,
    int MoreQuoteCount,
    IReadOnlyList<CardSource> Sources,
    int MoreSourceCount,
    DateTimeOffset? Published,
    DateTimeOffset Now)
{
    /// <summary>Address of a thumbnail, checked like <see cref="Link"/>; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The language model that wrote the summary; null when the summary is verbatim or empty.</summary>
    public string? SummaryModel { get; init; }

    /// <summary>The stories of a digest; empty for one story.</summary>
    public IReadOnlyList<CardStory> Stories { get; init; } = [];

    /// <summary>The story of which this is a decisive turn; null for none.</summary>
    public CardEarlier? Earlier { get; init; }

    /// <summary>When the newest article was found; null for one publisher.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>“4 publishers (2 independent)”; null for one.</summary>
    public string? PublishersText { get; init; }

    /// <summary>Figures on which the outlets differ.</summary>
    public IReadOnlyList<CardFigure> Figures { get; init; } = [];

    /// <summary>The source to which <see cref="Link"/> leads. Its link is not shown again; null where no source has it.</summary>
    public CardSource? LinkedSource => Link is null ? null : Sources.FirstOrDefault(source => source.Link == Link);

    /// <summary>Whether a button for more quotes has anything to show.</summary>
    public bool HasMoreQuotes => MoreQuoteCount > 0;

    /// <summary>Stories of a digest that the card does not show.</summary>
    public int MoreStoryCount { get; init; }

    /// <summary>“and 12 more stories”; null for none.</summary>
    public string? MoreStoriesText => MoreStoryCount <= 0 ? null : $"and {Humanize.Count(MoreStoryCount, "more story", "more stories")}";

    /// <summary>Keeps only the first stories, which fit a platform's limits; the others are counted.</summary>
    public Card WithStories(int count) =>
        this with { Stories = [.. Stories.Take(count)], MoreStoryCount = MoreStoryCount + Math.Max(0, Stories.Count - count) };

    /// <summary>Must be shown with a summary that is not verbatim; null for a verbatim one.</summary>
    public string? SummaryNote => SummaryModel is null ? null : $"Summary written by {SummaryModel}, not verbatim";

    /// <summary>Quotes on one card; the others are behind the “More quotes” button.</summary>
    public const int MaxQuotes = 3;

    /// <summary>Sources on one card; the others are behind the “Sources” button.</summary>
    public const int MaxSources = 5;

    /// <summary>Figures on one card.</summary>
    private const int MaxFigures = 4;

    /// <summary>Code points of one quote: a card is read at a glance.</summary>
    private const int MaxQuoteLength = 600;

    /// <summary>Code points of all summary sentences together: a card is read at a glance.</summary>
    private const int MaxSummaryLength = 900;

    /// <summary>Code points of the headline; no platform needs a longer one to identify the story.</summary>
    private const int MaxHeadlineLength = 300;

    /// <summary>Code points of a topic name, a matched term or a model name.</summary>
    private const int MaxNameLength = 80;

    public static Card FromBrief(Brief brief, DateTimeOffset now)
    {
        var link = WebLink.Sanitize(brief.Link);
        var summary = TakeWholeSentences(brief);
        var quotes = (brief with { Summary = [.. summary.Select(sentence => sentence.Text)] }).Unread.Select(
            quote => CardQuote.FromBrief(quote, MaxQuoteLength, SentenceSplitter.Split)).OfType<CardQuote>().Take(MaxQuotes).ToList();

        // An outlet that reports the story in several articles is named once, with its first one.
        var sources = brief.Sources.Select(CardSource.FromBrief).DistinctBy(source => source.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return new Card(
            HeadlineOrFallback(brief.Headline, link),
            link,
            CleanNames(brief.Topics),
            [.. CleanNames(brief.Matched).Where(term => !brief.Topics.Any(topic => IsNameOf(topic, term)))],
            summary,
            quotes,
            brief.Quotes.Count - quotes.Count,
            [.. sources.Take(MaxSources)],
            Math.Max(0, sources.Count - MaxSources),
            brief.Published,
            now)
        {
            Image = WebLink.Sanitize(brief.Image),
            Stories = [.. brief.Stories.Select(CardStory.FromBrief)],
            MoreStoryCount = brief.MoreStories,
            Earlier = brief.Earlier is { } earlier ? CardEarlier.FromBrief(earlier) : null,
            Figures = [.. (brief.Figures ?? []).Take(MaxFigures).Select(CardFigure.FromBrief).OfType<CardFigure>()],
            Updated = brief.Publishers > 1 ? brief.Updated : null,
            PublishersText = brief.Publishers > 1 ? FormatPublishers(brief) : null,
            SummaryModel = brief.WrittenBy is null || summary.Count == 0 ? null : CleanModelName(brief.WrittenBy),
        };
    }

    /// <summary>Keeps only the quotes that fit a platform's limits; the others are counted as more quotes.</summary>
    public Card WithQuotes(IReadOnlyList<CardQuote> shown) =>
        this with { Quotes = shown, MoreQuoteCount = MoreQuoteCount + Quotes.Count - shown.Count };

    /// <summary>“2 more quotes”; null for none.</summary>
    public string? MoreQuotesText => MoreQuoteCount switch
    {
        <= 0 => null,
        1 when Quotes.Count == 0 => "1 quote in the article",
        1 => "1 more quote",
        _ when Quotes.Count == 0 => $"{MoreQuoteCount} quotes in the article",
        _ => $"{MoreQuoteCount} more quotes",
    };

    private static string FormatPublishers(Brief brief) =>
        Humanize.Count(brief.Publishers, "publisher", "publishers")
            + (brief.IndependentPublishers < brief.Publishers ? $" ({brief.IndependentPublishers} independent)" : "");

    private static string HeadlineOrFallback(string headline, string? link)
    {
        var clean = DisplayText.Clean(headline);
        return clean.Length > 0 ? DisplayText.Truncate(clean, MaxHeadlineLength)
            : link is null ? "Untitled" : DisplayText.Truncate("Untitled, " + new Uri(link).Host, MaxHeadlineLength);
    }

    /// <summary>
    /// A matched word says nothing beside the topic of the same name, also in another spelling: “Article 5” beside article-5, “cease-fire”
    /// beside ceasefire.
    /// </summary>
    private static bool IsNameOf(string topic, string term) =>
        NormalizeTerm(topic).Equals(NormalizeTerm(term), StringComparison.OrdinalIgnoreCase);

    private static string NormalizeTerm(string term) =>
        string.Concat(DisplayText.Clean(term).Where(c => c is not (' ' or '-' or '_' or '\u2010' or '\u2011')));

    private static List<string> CleanNames(IReadOnlyList<string> names) =>
        [.. names.Select(DisplayText.Clean).Where(name => name.Length > 0)
            .Select(name => DisplayText.Truncate(name, MaxNameLength)).Distinct()];

    /// <summary>Never empty: without a name the summary would look verbatim.</summary>
    private static string CleanModelName(string model) =>
        DisplayText.Clean(model) is { Length: > 0 } clean ? DisplayText.Truncate(clean, MaxNameLength) : "a language model";

    /// <summary>A sentence is shown whole or not at all. The first one that does not fit ends the summary.</summary>
    private static List<CardSentence> TakeWholeSentences(Brief brief)
    {
        var remaining = MaxSummaryLength;
        var shown = new List<CardSentence>();
        string? last = null;
        foreach (var (sentence, outlet) in brief.Summary
            .SelectMany((text, i) => SplitLong(text).Select(sentence => (sentence, brief.SummaryOutlets?.ElementAtOrDefault(i)))))
        {
            var next = new CardSentence(sentence, outlet is null ? null : CardSource.CleanName(outlet));
            if ((remaining -= DisplayText.CountCodePoints(next.NamedText) + 1) < 0)
            {
                break;
            }

            // Consecutive sentences of an outlet name it once.
            shown.Add(next.Outlet == last ? next with { Outlet = null } : next);
            last = next.Outlet;
        }

        return shown;
    }

    private static IEnumerable<string> SplitLong(string text) =>
        DisplayText.CountCodePoints(text) <= MaxSummaryLength / 2
            ? Clean(text)
            : SentenceSplitter.Split(text).SelectMany(span => Clean(span.GetText(text)));

    private static IEnumerable<string> Clean(string text) => DisplayText.Clean(text) is { Length: > 0 } clean ? [clean] : [];
}

/// <summary>A sentence of the summary on a card.</summary>
/// <param name="Outlet">Named before the sentence, and before those that follow: another outlet than the one of the headline; null where
/// nothing is named.</param>
internal sealed record CardSentence(string Text, string? Outlet)
{
    /// <summary>“Outlet: sentence”.</summary>
    public string NamedText => Outlet is null ? Text : $"{Outlet}: {Text}";

    /// <summary>What separates it from the sentence before it: the part of another outlet is a paragraph of its own.</summary>
    public string Separator => Outlet is null ? " " : "\n";
}
