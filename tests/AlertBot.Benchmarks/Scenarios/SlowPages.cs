using System.Text;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Pages that a hostile or faulty server could send: large, deeply nested, or without the ends that a parser looks for.</summary>
internal static class SlowPages
{
    private const string Sentence =
        "The council of Lower Wexham voted on Tuesday to repair the old bridge before the winter, its mayor told the meeting. ";

    public static IEnumerable<(string Name, string Html)> All()
    {
        yield return ("5 MB of paragraphs", Page(Repeat($"<p>{Sentence}{Sentence}</p>", 5_000_000)));
        yield return ("5 MB in one paragraph", Page($"<p>{Repeat(Sentence, 5_000_000)}</p>"));
        yield return ("5 MB of markup around one article",
            Page($"<p>{Repeat(Sentence, 4_000)}</p>"
                + Repeat("<div class='ad'><img alt='x' src='/y.png'><a href='/z'>more</a></div>", 5_000_000)));
        yield return ("5 MB of JSON-LD",
            Page($"<script type='application/ld+json'>[{Repeat("{\"@type\":\"NewsArticle\",\"headline\":\"x\"},", 5_000_000)}{{}}]</script>"
                + $"<p>{Repeat(Sentence, 4_000)}</p>"));
        yield return ("100,000 nested elements", Page(Times("<div>", 100_000) + Sentence + Times("</div>", 100_000)));
        yield return ("100,000 nested, never closed", Page(Times("<b><i>", 50_000) + Sentence));
        yield return ("1,400 nested around the article",
            Page(Times("<div>", 1_400) + $"<p>{Repeat(Sentence, 4_000)}</p>" + Times("</div>", 1_400)));
        yield return ("1 MB without a full stop", Page($"<p>{Repeat("the bridge and the river and the mayor said ", 1_000_000)}</p>"));
        yield return ("1 MB without a space", Page($"<p>{new string('x', 1_000_000)}</p>"));
        yield return ("1 MB of opening quotation marks", Page($"<p>{Repeat("“so ", 1_000_000)}</p>"));
        yield return ("1 MB of straight quotation marks", Page($"<p>{Repeat("\"so\" he said ", 1_000_000)}</p>"));
        yield return ("1 MB of names", Page($"<p>{Repeat("Ann Bo Cy Do ", 1_000_000)}</p>"));
        yield return ("1 MB of initials", Page($"<p>{Repeat("A.B. ", 1_000_000)}</p>"));
        yield return ("1 MB of quotations with speakers",
            Page(Repeat("<p>“We will wait for the water to fall,” said Ann Bexley, the mayor of Wexham, in a statement.</p>", 1_000_000)));
        yield return ("1 MB of commas", Page($"<p>{Repeat("a, ", 1_000_000)}</p>"));
        yield return ("24,000 links", Page(Repeat("<a href='/news/1'>The bridge is closed again</a> ", 24_000 * 53)));
        yield return ("40,000 links", Page(Repeat("<a href='/news/1'>The bridge is closed again</a> ", 40_000 * 53)));
        yield return ("20,000 paragraphs of one word", Page(Times("<p>x</p>", 20_000)));
        yield return ("1 MB of entities", Page($"<p>{Repeat("&amp;&lt;&quot;&nbsp;", 1_000_000)}</p>"));
        yield return ("100,000 attributes",
            $"<html><body {string.Join(' ', Enumerable.Range(0, 100_000).Select(n => $"a{n}='x'"))}><p>{Repeat(Sentence, 4_000)}</p>");
        yield return ("an inline image of 4 MB",
            Page($"<img src='data:image/png;base64,{new string('A', 4_000_000)}'><p>{Repeat(Sentence, 4_000)}</p>"));
        yield return ("20,000 nested tables", Page(Times("<table><tr><td>", 20_000) + Sentence));
        yield return ("20,000 frames", Page($"<p>{Repeat(Sentence, 4_000)}</p>" + Times("<iframe></iframe>", 20_000)));
        yield return ("24,000 headings", Page($"<p>{Repeat(Sentence, 4_000)}</p>" + Times("<h1>The bridge is closed again</h1>", 24_000)));
        yield return ("10,000 links in one paragraph",
            Page($"<p>{Times("<a href='/news/1'>The bridge is closed again</a> and the river rose, ", 10_000)}</p>"));
        yield return ("15,000 blocks, 110 deep",
            Page(Times("<div>", 105) + Times($"<div><p>{Sentence}</p></div>", 7_500) + Times("</div>", 105)));
        yield return ("5,000 noscript elements",
            Page($"<p>{Repeat(Sentence, 4_000)}</p>" + Times($"<noscript><p>{Sentence}</p></noscript>", 5_000)));
        yield return ("10,000 labels above headings",
            $"<html><body>{Times("<p>World</p><h1>Bridge closed</h1>", 10_000)}<p>{Repeat(Sentence, 4_000)}</p>");
        yield return ("15,000 bylines with days",
            Page(Times("<div class='byline'>By Ann Bexley, <time>3 March</time>, </div>", 15_000) + $"<p>{Repeat(Sentence, 4_000)}</p>"));
        yield return ("1 MB of wide text without a stop", Page($"<p>{Repeat("市長は橋について述べた「", 1_000_000)}</p>"));
    }

    private static string Page(string body) =>
        "<!doctype html><html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>"
        + $"{body}</article></body></html>";

    private static string Times(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Repeat(string text, int length) => Times(text, Math.Max(1, length / text.Length));
}
