using AlertBot.Articles;
using AlertBot.Briefs;

namespace AlertBot.Chat;

/// <summary>An alert, said once: what every platform shows, in clean plain text that each escapes for itself.</summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Link">Checked and percent-encoded; null where the feed gave none that is fit.</param>
/// <param name="Summary">Whole sentences, verbatim unless <see cref="SummaryNote"/> says otherwise.</param>
/// <param name="Quotes">At most <see cref="MaxQuotes"/>, without those that the verbatim summary holds.</param>
/// <param name="MoreQuotes">How many the article has beside those.</param>
/// <param name="Sources">At most <see cref="MaxSources"/>; never empty unless nothing is known.</param>
internal sealed record Card(
    string Headline,
    string? Link,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Matched,
    IReadOnlyList<string> Summary,
    IReadOnlyList<CardQuote> Quotes,
    int MoreQuotes,
    IReadOnlyList<CardSource> Sources,
    int MoreSources,
    DateTimeOffset? Published,
    DateTimeOffset Now)
{
    /// <summary>Address of a small picture, checked like <see cref="Link"/>; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The language model that wrote the summary; null where it is verbatim or there is none.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>Stands with every summary that is not verbatim; null beside one that is.</summary>
    public string? SummaryNote => WrittenBy is null ? null : $"Summary written by {WrittenBy}, not verbatim";

    public const int MaxQuotes = 3;
    public const int MaxSources = 5;

    /// <summary>Code points of one quote: a card is read at a glance.</summary>
    private const int QuoteLength = 600;

    /// <summary>Code points of all summary sentences.</summary>
    private const int SummaryLength = 900;

    private const int HeadlineLength = 300;
    private const int NameLength = 80;

    public static Card Of(Brief brief, DateTimeOffset now)
    {
        var link = WebLink.Of(brief.Link);
        var summary = Whole(brief.Summary);
        var quotes = (brief with { Summary = summary }).Unread.Select(quote => CardQuote.Of(quote, QuoteLength, Sentences.Split)).OfType<CardQuote>().Take(MaxQuotes).ToList();
        return new Card(
            Title(brief.Headline, link),
            link,
            Names(brief.Topics),
            Names(brief.Matched),
            summary,
            quotes,
            brief.Quotes.Count - quotes.Count,
            [.. brief.Sources.Take(MaxSources).Select(CardSource.Of)],
            Math.Max(0, brief.Sources.Count - MaxSources),
            brief.Published,
            now)
        {
            Image = WebLink.Of(brief.Image),
            WrittenBy = brief.WrittenBy is null || summary.Count == 0 ? null : Author(brief.WrittenBy),
        };
    }

    /// <summary>Puts quotes that a platform has no room for among those that are only counted.</summary>
    public Card WithQuotes(IReadOnlyList<CardQuote> shown) =>
        this with { Quotes = shown, MoreQuotes = MoreQuotes + Quotes.Count - shown.Count };

    /// <returns>“2 more quotes”; null for none.</returns>
    public string? MoreQuotesText => MoreQuotes switch
    {
        <= 0 => null,
        1 when Quotes.Count == 0 => "1 quote in the article",
        1 => "1 more quote",
        _ when Quotes.Count == 0 => $"{MoreQuotes} quotes in the article",
        _ => $"{MoreQuotes} more quotes",
    };

    private static string Title(string headline, string? link)
    {
        var clean = PlainText.Clean(headline);
        return clean.Length > 0 ? PlainText.Cut(clean, HeadlineLength)
            : link is null ? "Untitled" : PlainText.Cut("Untitled, " + new Uri(link).Host, HeadlineLength);
    }

    private static List<string> Names(IReadOnlyList<string> names) =>
        [.. names.Select(PlainText.Clean).Where(n => n.Length > 0).Select(n => PlainText.Cut(n, NameLength)).Distinct()];

    /// <summary>A name that cannot be shown must not make the summary look verbatim.</summary>
    private static string Author(string model) => PlainText.Clean(model) is { Length: > 0 } clean ? PlainText.Cut(clean, NameLength) : "a language model";

    /// <summary>A sentence is shown whole or not at all; the first that does not fit ends the summary.</summary>
    private static List<string> Whole(IReadOnlyList<string> summary)
    {
        var room = SummaryLength;
        return [.. summary.SelectMany(SentencesOf).TakeWhile(s => (room -= PlainText.Count(s) + 1) >= 0)];
    }

    private static IEnumerable<string> SentencesOf(string text) =>
        PlainText.Count(text) <= SummaryLength / 2
            ? Clean(text)
            : Sentences.Split(text).SelectMany(span => Clean(span.Of(text)));

    private static IEnumerable<string> Clean(string text) => PlainText.Clean(text) is { Length: > 0 } clean ? [clean] : [];
}

/// <summary>One outlet on a card.</summary>
internal sealed record CardSource(string Name, string? Link, DateTimeOffset? Published)
{
    private const int NameLength = 80;

    public static CardSource Of(BriefSource source)
    {
        var link = WebLink.Of(source.Link);
        var name = PlainText.Clean(source.Name);
        name = name.Length > 0 ? name : link is null ? "unnamed source" : new Uri(link).Host;
        return new CardSource(PlainText.Cut(name, NameLength), link, source.Published);
    }
}
