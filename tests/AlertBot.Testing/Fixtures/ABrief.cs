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
                Between = ["Berel said,"],
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
        Coverage = new BriefCoverage(Now.AddMinutes(-2), 2, 2),
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

    /// <summary>The same text in all parts that come from feeds and pages.</summary>
    public static Brief Everywhere(string text) => new(
        text,
        "https://news.example/a",
        ["ceasefire"],
        [text],
        [text],
        [new BriefQuote([text, text], text, text, text) { Between = [text] }],
        [new BriefSource(text, "https://news.example/a", Now.AddMinutes(-1))],
        Now.AddMinutes(-1))
    {
        SummaryOutlets = [text],
        Coverage = new BriefCoverage(Now, 2, 1),
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
