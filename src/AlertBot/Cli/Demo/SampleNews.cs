namespace AlertBot.Cli.Demo;

/// <summary>The sample outlets, and how their news goes on while the demo runs.</summary>
internal static class SampleNews
{
    private const string ResourcePrefix = "AlertBot.Cli.Demo.Sample.";

    /// <summary>Feeds and the pages that they link to.</summary>
    public static IReadOnlyList<SampleDocument> Documents { get; } =
    [
        new("/courier/feed.xml", "courier.xml", "application/rss+xml; charset=utf-8", Outlet: "The Ardane Courier"),
        new("/kelmouth/feed.xml", "kelmouth.xml", "application/rss+xml; charset=utf-8", Outlet: "Kelmouth Radio News"),
        new("/northline/feed.xml", "northline.atom.xml", "application/atom+xml; charset=utf-8", Outlet: "Northline Wire"),
        new("/kelmouth/news/common-defence", "kelmouth-common-defence.html", "text/html; charset=utf-8", Outlet: null),
    ];

    public static IReadOnlyList<SampleDocument> Feeds { get; } = [.. Documents.Where(document => document.Outlet is not null)];

    public static IReadOnlyList<(string Name, string Query)> Topics { get; } =
    [
        ("ceasefire", "ceasefire, truce, \"cessation of hostilities\""),
        ("article-5", "\"Article 5\" NEAR/40 (treaty, compact, \"security guarantee\")"),
    ];

    /// <summary>The samples hold a number of each: 0 is what the feeds list when the demo begins.</summary>
    public static IReadOnlyList<SampleStep> Steps { get; } =
    [
        new("The feeds list three older entries, one of them about a truce: a feed that is new here posts no backlog.", []),
        new("The Ardane Courier publishes an article, in full in its feed.",
            ["Kestria and Velmark agree 30-day ceasefire along the Osk river"]),
        new("Northline Wire reports the same event under nearly the same title: one story, so no second alert.", []),
        new("The Courier issues its entry again under a new guid, and Northline edits title and text of its own: nothing is told twice.",
            []),
        new(
            "Kelmouth Radio News puts out a teaser: its page is read too. The Courier writes about a tram, which no topic matches.",
            ["Northern Compact weighs common defence promise for Kestria"]),
        new("Northline Wire has news of another event.", ["Unarmed monitors leave for Tarnmouth bridge as truce deadline nears"]),
    ];

    public static IReadOnlyList<string> ExpectedAlerts { get; } = [.. Steps.SelectMany(step => step.ExpectedAlerts)];

    public static string ReadTemplate(SampleDocument document)
    {
        using var reader = new StreamReader(typeof(SampleNews).Assembly.GetManifestResourceStream(ResourcePrefix + document.File)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A document of the sample server.</summary>
/// <param name="File">Its template under Sample/.</param>
/// <param name="Outlet">Who publishes it, where it is a feed; null for a page.</param>
internal sealed record SampleDocument(string Path, string File, string ContentType, string? Outlet);

/// <summary>One change of the sample news.</summary>
/// <param name="Description">What happens, for the person who watches.</param>
/// <param name="ExpectedAlerts">The headlines that are told because of it.</param>
internal sealed record SampleStep(string Description, IReadOnlyList<string> ExpectedAlerts);
