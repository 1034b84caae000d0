using System.Text;
using AlertBot.Articles;

namespace AlertBot.Tests.Articles;

/// <summary>Builds and reads news pages of an invented outlet.</summary>
internal static class APage
{
    private static readonly string[] Sentences =
    [
        "The harbour of Port Velin was closed on Monday after a storm tore two cranes from their rails, the port authority said.",
        "Engineers from three companies spent the night checking the quay, and they found cracks in the oldest of its four walls.",
        "“We will not open a single berth before the divers have seen every metre,” said Marta Olen, who leads the authority.",
        "Ferries to the islands of Sarn and Little Sarn were sent to the fishing port of Ulm Bay, forty kilometres to the north.",
        "Shopkeepers on the islands said that fresh bread and milk would last until Wednesday, and medicine for about two weeks.",
        "The last storm of this strength, eleven years ago, kept the harbour closed for nine days and cost the town a fifth of its income.",
        "Insurers have asked for photographs of the damage, while the town council meets on Thursday to decide about a loan.",
        "Fishermen offered their boats to carry parcels across the strait, and by noon more than sixty of them had signed up.",
    ];

    public static readonly DateTimeOffset Now = new(2025, 8, 20, 12, 0, 0, TimeSpan.Zero);

    public static string Paragraph(int number) => Sentences[number % Sentences.Length] + " " + Sentences[(number + 3) % Sentences.Length];

    public static string Paragraphs(int count) => Paragraphs(0, count);

    private static string Paragraphs(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(i => $"<p>{Paragraph(i)}</p>\n"));

    /// <summary>Builds an ordinary page with a heading and eight paragraphs.</summary>
    /// <param name="between">Markup between the fourth and the fifth paragraph.</param>
    /// <param name="head">Markup in the head.</param>
    /// <param name="before">Markup between the heading and the first paragraph.</param>
    /// <param name="after">Markup after the last paragraph.</param>
    /// <param name="attributes">Attributes of the root element.</param>
    public static string With(string between = "", string head = "", string before = "", string after = "",
        string attributes = "lang=\"en\"") =>
        $"""
        <!DOCTYPE html><html {attributes}><head><title>Storm closes the harbour - The Velin Courier</title>{head}</head>
        <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
        <article><h1>Storm closes the harbour</h1>{before}{Paragraphs(0, 4)}{between}{Paragraphs(4, 4)}{after}</article>
        </body></html>
        """;

    public static Page Read(string html, string? url = "https://www.velincourier.example/news/storm", string? contentType = "text/html",
        DateTimeOffset? now = null) =>
        Read(Encoding.UTF8.GetBytes(html), contentType, url, now);

    public static Page Read(byte[] body, string? contentType, string? url = "https://www.velincourier.example/news/storm",
        DateTimeOffset? now = null) =>
        Assert.IsType<PageReadResult.Extracted>(PageReader.Read(body, contentType, url is null ? null : new Uri(url), now ?? Now)).Page;
}
