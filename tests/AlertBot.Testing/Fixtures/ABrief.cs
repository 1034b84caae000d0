using AlertBot.Briefs;

namespace AlertBot.Testing.Fixtures;

/// <summary>Briefs of invented news.</summary>
internal static class ABrief
{
    public static readonly DateTimeOffset Now = new(2025, 3, 9, 12, 0, 0, TimeSpan.Zero);

    public static Brief Full { get; } = new(
        "Harbour talks resume as both sides accept a 30-day truce",
        "https://news.example/world/harbour-talks?id=7&from=rss",
        ["ceasefire", "harbour"],
        ["truce", "cease-fire"],
        ["Delegations from Norland and Sudria met again on Sunday after two weeks of silence.",
            "Both accepted a truce of 30 days, the mediators said."],
        [
            new BriefQuote(["We did not come here to talk about talks."], "Mara Lindqvist", "foreign minister of Norland",
                "In an interview with Radio Nord"),
            new BriefQuote(["The guns fall silent at midnight,", "and this time we will count the hours."], "Tomas Berel",
                "the chief mediator", null)
            {
                Cues = ["Berel said,"],
            },
            new BriefQuote(["Nobody has told the fishermen."], null, null, null),
            new BriefQuote(["We will see."], "Ana Ruiz", null, null),
            new BriefQuote(["It is a beginning."], "Ana Ruiz", null, null),
        ],
        [
            new BriefSource("Harbour Post", "https://news.example/world/harbour-talks?id=7&from=rss", Now.AddMinutes(-12)),
            new BriefSource("Norland Today (world)", "https://today.example/a_(b)|c", Now.AddHours(-3)),
        ],
        Now.AddMinutes(-12))
    {
        SummaryOutlets = [null, "Norland Today (world)"],
        Publishers = 3,
        IndependentPublishers = 2,
        Updated = Now.AddMinutes(-2),
        Figures =
        [
            new BriefFigure("missing",
            [
                new BriefFigureValue("3",
                    [new BriefSource("Harbour Post", "https://news.example/world/harbour-talks?id=7&from=rss", null)]),
                new BriefFigureValue("at least 5", [new BriefSource("Norland Today (world)", "https://today.example/a_(b)|c", null)]),
            ]),
        ],
    };



    /// <summary>Without all optional parts.</summary>
    public static Brief Bare { get; } = new("", null, [], [], [], [], [], null);

    public static Brief Quoting(params string[] parts) =>
        Bare with { Headline = "A headline", Quotes = [new BriefQuote(parts, "Mara Lindqvist", null, null)] };

    /// <summary>Several stories in one message.</summary>
    public static Brief Digest { get; } = Bare with
    {
        Headline = "3 stories from the quiet hours",
        Stories =
        [
            new BriefStory("Harbour talks resume as both sides accept a truce", "https://news.example/harbour-talks", "Harbour Post",
                2, Now.AddHours(-7)),
            new BriefStory("Truce broken at *dawn* [again]", "https://today.example/a_(b)|c", "Norland Today (world)", 0, Now.AddHours(-3)),
            new BriefStory("Mediators leave", null, "Coast Wire", 0, null),
        ],
        MoreStories = 12,
    };

    /// <summary>The same text in all parts that come from feeds and pages.</summary>
    public static Brief Everywhere(string text) => new(
        text,
        "https://news.example/a",
        ["ceasefire"],
        [text],
        [text],
        [new BriefQuote([text, text], text, text, text) { Cues = [text] }],
        [new BriefSource(text, "https://news.example/b", Now.AddMinutes(-1))],
        Now.AddMinutes(-1))
    {
        SummaryOutlets = [text],
        Publishers = 2,
        IndependentPublishers = 1,
        Updated = Now,
        Figures =
        [
            new BriefFigure(text,
            [
                new BriefFigureValue("32", [new BriefSource(text, "https://news.example/a", null)]),
                new BriefFigureValue(text, [new BriefSource(text, null, null)]),
            ]),
        ],
    };
}
