using AlertBot.Stories;
using AlertBot.Topics.Matching;

namespace AlertBot.Tests.Stories;

public class TitleGrouperTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly TitleGrouper _grouper = new();

    [Theory]
    [InlineData("Harbour workers in Norland begin strike over pay", true)]
    [InlineData("HARBOUR WORKERS IN NORLAND BEGIN STRIKE OVER PAY", true)]
    [InlineData("Norland harbour workers begin a strike over pay | The Coast", true)]
    [InlineData("Harbour workers in Norland begin strike over pay - Coast Daily News", true)]
    [InlineData("Harbour workers in Westland end strike after deal", false)]
    [InlineData("Norland elects a new mayor", false)]
    public void Nearly_the_same_headline_is_one_story(string headline, bool isSameStory)
    {
        _grouper.Add(Item("Harbour workers in Norland begin strike over pay"), 7);

        Assert.Equal(isSameStory ? 7 : null, _grouper.Find(Item(headline, source: "Other Post")));
    }

    [Theory]
    [InlineData("Quake in Norland kills 12 people", null)]
    [InlineData("Quake in Norland kills 5 people", 7L)]
    [InlineData("Quake in Norland kills people", 7L)]
    public void Headlines_with_different_numbers_are_different_stories(string headline, long? story)
    {
        _grouper.Add(Item("Quake in Norland kills 5 people"), 7);

        Assert.Equal(story, _grouper.Find(Item(headline)));
    }

    [Fact]
    public void The_same_link_is_one_story_whatever_the_headline()
    {
        _grouper.Add(Item("Harbour strike begins", link: "https://news.example/a"), 7);

        Assert.Equal(7, _grouper.Find(Item("A wholly rewritten line about dockers", link: "https://news.example/a")));
        Assert.Null(_grouper.Find(Item("A wholly rewritten line about dockers", link: "https://news.example/b")));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(-23, true)]
    [InlineData(25, false)]
    public void A_headline_of_another_day_is_another_story(int hours, bool isSameStory)
    {
        _grouper.Add(Item("Harbour workers begin strike"), 7);

        Assert.Equal(isSameStory ? 7 : null, _grouper.Find(Item("Harbour workers begin strike", at: Noon.AddHours(hours))));
    }

    [Fact]
    public void Generic_headlines_are_not_compared()
    {
        _grouper.Add(Item("Live updates"), 7);

        Assert.Null(_grouper.Find(Item("Live updates")));
    }

    [Fact]
    public void The_most_similar_story_wins_and_the_earliest_of_equals()
    {
        _grouper.Add(Item("Harbour workers begin long strike today"), 1);
        _grouper.Add(Item("Harbour workers begin strike"), 2);
        _grouper.Add(Item("Harbour workers begin strike"), 3);

        Assert.Equal(2, _grouper.Find(Item("Harbour workers begin strike")));
    }

    [Fact]
    public void Old_stories_are_forgotten()
    {
        for (var hour = 0; hour < 1000; hour++)
        {
            _grouper.Add(
                Item($"Harbour strike enters hour {hour} of many", at: Noon.AddHours(hour), link: $"https://news.example/{hour}"), hour);
        }

        Assert.InRange(_grouper.Count, 1, 75);
        Assert.Null(_grouper.Find(Item("Another line altogether here", link: "https://news.example/0")));
        Assert.Equal(999, _grouper.Find(Item("Another line altogether here", link: "https://news.example/999")));
    }

    [Fact]
    public void One_item_dated_far_ahead_does_not_make_the_others_old()
    {
        _grouper.Add(Item("Harbour workers begin strike"), 7);
        _grouper.Add(Item("Something else happens entirely", at: Noon.AddYears(50)), 8);

        Assert.Equal(7, _grouper.Find(Item("Harbour workers begin strike")));
    }

    [Fact]
    public void The_index_finds_the_same_story_as_an_exhaustive_comparison()
    {
        string[] words = ["harbour", "strike", "vote", "quake", "norland", "mayor", "grain", "talks", "truce", "court"];
        var random = new Random(11);
        var items = Enumerable.Range(0, 300)
            .Select(_ => Item(string.Join(' ', Enumerable.Range(0, 6).Select(_ => words[random.Next(words.Length)])))).ToArray();
        var grouped = 0;

        for (var i = 0; i < items.Length; i++)
        {
            var title = TitleWords.Of(items[i].Title, items[i].Source);
            var best = Enumerable.Range(0, i)
                .Select(n => (Story: n, Other: TitleWords.Of(items[n].Title, items[n].Source)))
                .Where(pair => title.IsDistinctive && pair.Other.IsDistinctive && title.SimilarityTo(pair.Other) >= 0.6)
                .OrderByDescending(pair => title.SimilarityTo(pair.Other)).ThenBy(pair => pair.Story)
                .Select(pair => (long?)pair.Story).FirstOrDefault();

            Assert.Equal(best, _grouper.Find(items[i]));
            grouped += best is null ? 0 : 1;
            _grouper.Add(items[i], i);
        }

        Assert.InRange(grouped, 100, 299);
    }

    private static StoryItem Item(string title, DateTimeOffset? at = null, string? link = null, string source = "Harbour Post") =>
        new(title, null, source, at ?? Noon, link);
}
