using System.Globalization;
using AlertBot.Stories;

namespace AlertBot.Briefs.Figures;

/// <summary>Finds figures on which the outlets of a story differ: of the same persons, in the same role.</summary>
internal static class FigureConflicts
{
    /// <summary>Characters of a text that are read. Figures further below are often of earlier events.</summary>
    private const int LeadLength = 800;

    /// <summary>Figures in a brief: a card is read at a glance.</summary>
    private const int MaxFigures = 4;

    /// <summary>Publishers of one figure, the newest first.</summary>
    private const int MaxPublishers = 6;

    public static IReadOnlyList<BriefFigure> Find(IReadOnlyList<MatchedArticle> articles)
    {
        if (articles.Count < 2)
        {
            return [];
        }

        var publishers = Publisher.Identify([.. articles.Select(article => (article.Source, article.Link))]);
        return
        [
            .. articles
                .SelectMany((article, i) => Read(article).Select(figure => (Figure: figure, Article: article, Publisher: publishers[i])))
                .GroupBy(found => (found.Figure.Role, found.Figure.Unit))
                .Select(group => group.OrderByDescending(found => GetTime(found.Article)).DistinctBy(found => found.Publisher)
                    .Take(MaxPublishers).ToList())
                .Where(newest => newest.Select(found => found.Figure.Value).Distinct().Skip(1).Any())
                .Take(MaxFigures)
                .Select(newest => new BriefFigure(
                    GetLabel(newest[0].Figure),
                    [.. newest.GroupBy(found => Format(found.Figure)).OrderBy(same => same.First().Figure.Value)
                        .Select(same => new BriefFigureValue(same.Key,
                            [.. same.Select(found => ToSource(found.Article))]))])),
        ];
    }

    private static BriefSource ToSource(MatchedArticle article) => new(article.Source, article.Link, article.Published);

    /// <summary>The first figure of each kind: the title and the lead say it before the parts that it is made of.</summary>
    private static IEnumerable<Figure> Read(MatchedArticle article)
    {
        if (FigureVocabulary.For(article.Language) is not { } words)
        {
            return [];
        }

        return FigureReader.Read(Cut(article.Title), words).Concat(FigureReader.Read(Cut(article.Text), words))
            .DistinctBy(figure => (figure.Role, figure.Unit));
    }

    private static string Cut(string text) => text.Length > LeadLength ? text[..LeadLength] : text;

    private static DateTimeOffset GetTime(MatchedArticle article) => article.Published ?? article.FirstSeen;

    private static string GetLabel(Figure figure) => figure.Unit.Length == 0 ? figure.Role : $"{figure.Unit} {figure.Role}";

    private static string Format(Figure figure)
    {
        var number = figure.Value.ToString("N0", CultureInfo.InvariantCulture);
        return figure.Qualifier is null ? number : $"{figure.Qualifier} {number}";
    }
}
