namespace AlertBot.Cli.Demo;

/// <summary>The sample outlets, their feeds, and the steps in which the feeds change while the demo runs.</summary>
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

    /// <summary>The templates refer to a step by its index. Step 0 is what the feeds list when the demo starts.</summary>
    public static IReadOnlyList<SampleStep> Steps { get; } =
    [
        new("The feeds list three older entries, one of them about a truce. A new feed posts no backlog.", []),
        new("The Ardane Courier publishes an article. Its feed carries the full text.",
            ["Kestria and Velmark agree 30-day ceasefire along the Osk river"]),
        new("Northline Wire reports the same event under a similar title. This is one story, so there is no second alert.", []),
        new("The Courier publishes its entry again under a new guid, and Northline edits its title and text. Neither is posted again.", []),
        new(
            "Kelmouth Radio News publishes a teaser, so AlertBot reads the linked page. The Courier writes about a tram, which matches "
                + "no topic.",
            ["Northern Compact weighs common defence promise for Kestria"]),
        new("Northline Wire reports another event.", ["Unarmed monitors leave for Tarnmouth bridge as truce deadline nears"]),
    ];

    public static IReadOnlyList<string> ExpectedAlerts { get; } = [.. Steps.SelectMany(step => step.ExpectedAlerts)];

    public static string ReadTemplate(SampleDocument document)
    {
        using var reader = new StreamReader(typeof(SampleNews).Assembly.GetManifestResourceStream(ResourcePrefix + document.File)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A document of the sample server.</summary>
/// <param name="File">The name of its template in Sample/.</param>
/// <param name="Outlet">The name of the outlet, for a feed. Null for a page.</param>
internal sealed record SampleDocument(string Path, string File, string ContentType, string? Outlet);

/// <summary>One change of the sample news.</summary>
/// <param name="Description">What happens, as printed.</param>
/// <param name="ExpectedAlerts">The headlines of the alerts that the step causes.</param>
internal sealed record SampleStep(string Description, IReadOnlyList<string> ExpectedAlerts);
