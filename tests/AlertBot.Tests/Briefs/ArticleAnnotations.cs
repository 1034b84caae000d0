namespace AlertBot.Tests.Briefs;

/// <summary>What a careful editor reads in a page of News/; written before the program had seen it.</summary>
/// <param name="Bylines">Any of them will do; “none” for a page that names no author.</param>
/// <param name="Paragraphs">How many the article has; two numbers where a subheading or an agency's line at its end may count or
/// not.</param>
/// <param name="Begins">The first words of the article.</param>
/// <param name="Dependent">How sentences begin that cannot be understood without the one before them.</param>
internal sealed record ArticleAnnotations(
    string Topic,
    string Query,
    string Title,
    IReadOnlyList<string> Bylines,
    string Site,
    string Published,
    IReadOnlyList<int> Paragraphs,
    string Begins,
    string Ends,
    IReadOnlyList<string> Dependent,
    IReadOnlyList<QuoteAnnotation> Quotes)
{
    /// <remarks>Lines of “key: value”; an empty line before each quotation.</remarks>
    public static ArticleAnnotations Read(string file)
    {
        var blocks = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n").Select(Block).ToList();
        var page = blocks[0].ToDictionary(line => line.Key, line => line.Value);
        var topic = page["topic"].Split(" = ", 2);
        return new ArticleAnnotations(
            topic[0],
            topic[1],
            QuoteAnnotation.Spaced(page["title"]),
            [.. page["byline"].Split('|')],
            page["site"],
            page["published"],
            [.. page["paragraphs"].Split('|').Select(int.Parse)],
            QuoteAnnotation.Spaced(page["begins"]),
            QuoteAnnotation.Spaced(page["ends"]),
            [.. page["dependent"].Split(" | ").Select(QuoteAnnotation.Spaced)],
            [.. blocks.Skip(1).Select(QuoteAnnotation.Of)]);
    }

    private static List<KeyValuePair<string, string>> Block(string block) =>
        [.. block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .Select(line => KeyValuePair.Create(line[0], line[1]))];
}

/// <summary>One pair of quotation marks on a page, with what belongs to it.</summary>
/// <param name="Kind">A quotation; nothing to be shown as one (a title, words held at arm's length); or open, where editors differ.</param>
/// <param name="Parts">More than one where the cue splits it.</param>
/// <param name="Names">The speaker's full name as the page may be read to give it; empty for one without a name.</param>
/// <param name="Mentions">How the page calls a speaker without a name.</param>
/// <param name="Venues">Empty where the page tells none; null where that is open.</param>
internal sealed record QuoteAnnotation(
    AnnotationKind Kind,
    IReadOnlyList<string> Parts,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Mentions,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Venues)
{
    public static QuoteAnnotation Of(IReadOnlyList<KeyValuePair<string, string>> lines)
    {
        var kind = lines[0].Key switch
        {
            "quote" => AnnotationKind.Quotation,
            "none" => AnnotationKind.None,
            "open" => AnnotationKind.Open,
            var other => throw new FormatException($"{other}: a label begins with quote, none or open"),
        };
        var venues = Values(lines, "venue");
        return new QuoteAnnotation(
            kind,
            [.. lines.Where(line => line.Key is "quote" or "none" or "open" or "and").Select(line => Spaced(line.Value))],
            Values(lines, "name"),
            Values(lines, "unnamed"),
            Values(lines, "role"),
            venues.Contains("?") ? null : venues);
    }

    /// <summary>Blank space of any kind and length is one space: pages have their own.</summary>
    public static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Values(IReadOnlyList<KeyValuePair<string, string>> lines, string key) =>
        [.. lines.Where(line => line.Key == key).SelectMany(line => line.Value.Split('|', StringSplitOptions.TrimEntries))];
}

internal enum AnnotationKind
{
    Quotation,
    None,
    Open,
}
