namespace AlertBot.Tests.Briefs;

/// <summary>The annotations of a page of News/ by an editor, written before the program read it.</summary>
/// <param name="Bylines">Each is correct; “none” for a page that names no author.</param>
/// <param name="Paragraphs">
/// The number of paragraphs; two numbers when a subheading or the line of an agency may or may not count.
/// </param>
/// <param name="Begins">The first words of the article.</param>
/// <param name="Ends">The last words of the article.</param>
/// <param name="Dependent">The beginnings of sentences that depend on the previous one.</param>
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
    /// <summary>Reads lines of “key: value”, with an empty line before each quotation.</summary>
    public static ArticleAnnotations Read(string file)
    {
        var blocks = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n").Select(ReadBlock).ToList();
        var page = blocks[0].ToDictionary(line => line.Key, line => line.Value);
        var topic = page["topic"].Split(" = ", 2);
        return new ArticleAnnotations(
            topic[0],
            topic[1],
            QuoteAnnotation.FoldSpaces(page["title"]),
            [.. page["byline"].Split('|')],
            page["site"],
            page["published"],
            [.. page["paragraphs"].Split('|').Select(int.Parse)],
            QuoteAnnotation.FoldSpaces(page["begins"]),
            QuoteAnnotation.FoldSpaces(page["ends"]),
            [.. page["dependent"].Split(" | ").Select(QuoteAnnotation.FoldSpaces)],
            [.. blocks.Skip(1).Select(QuoteAnnotation.From)]);
    }

    private static List<KeyValuePair<string, string>> ReadBlock(string block) =>
        [.. block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .Select(line => KeyValuePair.Create(line[0], line[1]))];
}

/// <summary>The annotation of text in quotation marks.</summary>
/// <param name="Parts">Several when the cue splits the quotation.</param>
/// <param name="Names">The acceptable forms of the full name of the speaker; empty when the page gives no name.</param>
/// <param name="Mentions">How the page refers to a speaker without a name.</param>
/// <param name="Venues">Empty when the page names none; null when editors may disagree.</param>
internal sealed record QuoteAnnotation(
    AnnotationKind Kind,
    IReadOnlyList<string> Parts,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Mentions,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Venues)
{
    public static QuoteAnnotation From(IReadOnlyList<KeyValuePair<string, string>> lines)
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
            [.. lines.Where(line => line.Key is "quote" or "none" or "open" or "and").Select(line => FoldSpaces(line.Value))],
            Values(lines, "name"),
            Values(lines, "unnamed"),
            Values(lines, "role"),
            venues.Contains("?") ? null : venues);
    }

    /// <summary>Folds white space of any kind and length into one space.</summary>
    public static string FoldSpaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Values(IReadOnlyList<KeyValuePair<string, string>> lines, string key) =>
        [.. lines.Where(line => line.Key == key).SelectMany(line => line.Value.Split('|', StringSplitOptions.TrimEntries))];
}

internal enum AnnotationKind
{
    Quotation,

    /// <summary>Not a quotation: a title, a scare quote.</summary>
    None,

    /// <summary>Editors may disagree.</summary>
    Open,
}
