using AlertBot.Briefs;
using AlertBot.Briefs.Figures;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Briefs.Figures;

public class FigureConflictsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_of_the_same_people_in_the_same_role_are_side_by_side() =>
        Assert.Equal(["dead: 32 (Harbour), 41 (Wire)"],
            Find(Article("Harbour", 0, "32 people were killed."), Article("Wire", 1, "41 dead.")));

    [Fact]
    public void Equal_figures_are_not_shown() =>
        Assert.Empty(Find(Article("Harbour", 0, "Thirty-two people were killed."), Article("Wire", 1, "At least 32 dead.")));

    [Fact]
    public void Other_persons_and_other_roles_are_not_compared() =>
        Assert.Empty(Find(Article("Harbour", 0, "32 soldiers were killed and 12 people injured."),
            Article("Wire", 1, "41 civilians were killed.")));

    [Fact]
    public void The_newest_figure_of_each_publisher_counts() =>
        Assert.Equal(["dead: 40 (Harbour), 41 (Wire)"], Find(Article("Harbour", 0, "32 dead."), Article("Wire", 1, "41 dead."),
            Article("Harbour", 2, "40 dead.")));

    [Fact]
    public void An_outlet_that_has_corrected_its_figure_does_not_differ_any_more() =>
        Assert.Empty(Find(Article("Harbour", 0, "32 dead."), Article("Wire", 1, "41 dead."), Article("Harbour", 2, "41 dead.")));

    [Fact]
    public void Outlets_with_the_same_figure_share_it() =>
        Assert.Equal(["injured: 32 (Coast, Harbour), 1,041 (Wire)"], Find(Article("Harbour", 0, "32 people were injured."),
            Article("Wire", 1, "1,041 people were wounded."), Article("Coast", 2, "Thirty-two people were hurt.")));

    [Fact]
    public void Figures_of_languages_that_are_not_read_are_left_out() =>
        Assert.Empty(Find(Article("Harbour", 0, "32 dead."), Article("Wire", 1, "41 dead.") with { Language = "de" }));

    private static MatchedArticle Article(string source, int minutes, string text) => AnArticle.Seen(Now.AddMinutes(minutes)) with
    {
        Source = source,
        Link = $"https://{source}.example/{minutes}",
        Title = "Ferry sinks off Osk",
        Text = text,
    };

    private static IEnumerable<string> Find(params MatchedArticle[] articles) => FigureConflicts.Find(articles).Select(figure =>
        $"{figure.Label}: {string.Join(", ", figure.Values.Select(Format))}");

    private static string Format(BriefFigureValue value) =>
        $"{value.Number} ({string.Join(", ", value.Sources.Select(source => source.Name))})";
}
