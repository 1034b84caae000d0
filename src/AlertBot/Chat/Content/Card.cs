using AlertBot.Briefs;
using AlertBot.Text;

namespace AlertBot.Chat.Content;

/// <summary>An alert, said once: what every platform shows, in clean plain text that each escapes for itself.</summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Link">Checked and percent-encoded; null where the feed gave none that is fit.</param>
/// <param name="Summary">Whole sentences, verbatim unless <see cref="SummaryNote"/> says otherwise.</param>
/// <param name="Quotes">At most <see cref="MaxQuotes"/>, without those that the verbatim summary holds.</param>
/// <param name="MoreQuoteCount">How many the article has beside those.</param>
/// <param name="Sources">At most <see cref="MaxSources"/>; never empty unless nothing is known.</param>
internal sealed record Card(
    string Headline,
    string? Link,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> MatchedTerms,
    IReadOnlyList<string> Summary,
    IReadOnlyList<CardQuote> Quotes,
    int MoreQuoteCount,
    IReadOnlyList<CardSource> Sources,
    int MoreSourceCount,
    DateTimeOffset? Published,
    DateTimeOffset Now)
{
    /// <summary>Address of a small picture, checked like <see cref="Link"/>; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The language model that wrote the summary; null where it is verbatim or there is none.</summary>
    public string? SummaryModel { get; init; }

    /// <summary>Stands with every summary that is not verbatim; null beside one that is.</summary>
    public string? SummaryNote => SummaryModel is null ? null : $"Summary written by {SummaryModel}, not verbatim";

    public const int MaxQuotes = 3;
    public const int MaxSources = 5;

    /// <summary>Code points of one quote: a card is read at a glance.</summary>
    private const int MaxQuoteLength = 600;

    /// <summary>Code points of all summary sentences.</summary>
    private const int MaxSummaryLength = 900;

    private const int MaxHeadlineLength = 300;
    private const int MaxNameLength = 80;

    public static Card FromBrief(Brief brief, DateTimeOffset now)
    {
        var link = WebLink.Sanitize(brief.Link);
        var summary = TakeWholeSentences(brief.Summary);
        var quotes = (brief with { Summary = summary }).Unread.Select(
            quote => CardQuote.FromBrief(quote, MaxQuoteLength, SentenceSplitter.Split)).OfType<CardQuote>().Take(MaxQuotes).ToList();
        return new Card(
            HeadlineOrFallback(brief.Headline, link),
            link,
            CleanNames(brief.Topics),
            CleanNames(brief.Matched),
            summary,
            quotes,
            brief.Quotes.Count - quotes.Count,
            [.. brief.Sources.Take(MaxSources).Select(CardSource.FromBrief)],
            Math.Max(0, brief.Sources.Count - MaxSources),
            brief.Published,
            now)
        {
            Image = WebLink.Sanitize(brief.Image),
            SummaryModel = brief.WrittenBy is null || summary.Count == 0 ? null : CleanModelName(brief.WrittenBy),
        };
    }

    /// <summary>Puts quotes that a platform has no room for among those that are only counted.</summary>
    public Card WithQuotes(IReadOnlyList<CardQuote> shown) =>
        this with { Quotes = shown, MoreQuoteCount = MoreQuoteCount + Quotes.Count - shown.Count };

    /// <returns>“2 more quotes”; null for none.</returns>
    public string? MoreQuotesText => MoreQuoteCount switch
    {
        <= 0 => null,
        1 when Quotes.Count == 0 => "1 quote in the article",
        1 => "1 more quote",
        _ when Quotes.Count == 0 => $"{MoreQuoteCount} quotes in the article",
        _ => $"{MoreQuoteCount} more quotes",
    };

    private static string HeadlineOrFallback(string headline, string? link)
    {
        var clean = DisplayText.Clean(headline);
        return clean.Length > 0 ? DisplayText.Truncate(clean, MaxHeadlineLength)
            : link is null ? "Untitled" : DisplayText.Truncate("Untitled, " + new Uri(link).Host, MaxHeadlineLength);
    }

    private static List<string> CleanNames(IReadOnlyList<string> names) =>
        [.. names.Select(DisplayText.Clean).Where(n => n.Length > 0).Select(n => DisplayText.Truncate(n, MaxNameLength)).Distinct()];

    /// <summary>A name that cannot be shown must not make the summary look verbatim.</summary>
    private static string CleanModelName(string model) =>
        DisplayText.Clean(model) is { Length: > 0 } clean ? DisplayText.Truncate(clean, MaxNameLength) : "a language model";

    /// <summary>A sentence is shown whole or not at all; the first that does not fit ends the summary.</summary>
    private static List<string> TakeWholeSentences(IReadOnlyList<string> summary)
    {
        var room = MaxSummaryLength;
        return [.. summary.SelectMany(SentencesOf).TakeWhile(s => (room -= DisplayText.CountCodePoints(s) + 1) >= 0)];
    }

    private static IEnumerable<string> SentencesOf(string text) =>
        DisplayText.CountCodePoints(text) <= MaxSummaryLength / 2
            ? Clean(text)
            : SentenceSplitter.Split(text).SelectMany(span => Clean(span.GetText(text)));

    private static IEnumerable<string> Clean(string text) => DisplayText.Clean(text) is { Length: > 0 } clean ? [clean] : [];
}

/// <summary>One outlet on a card.</summary>
internal sealed record CardSource(string Name, string? Link, DateTimeOffset? Published)
{
    private const int MaxNameLength = 80;

    public static CardSource FromBrief(BriefSource source)
    {
        var link = WebLink.Sanitize(source.Link);
        var name = DisplayText.Clean(source.Name);
        name = name.Length > 0 ? name : link is null ? "unnamed source" : new Uri(link).Host;
        return new CardSource(DisplayText.Truncate(name, MaxNameLength), link, source.Published);
    }
}
