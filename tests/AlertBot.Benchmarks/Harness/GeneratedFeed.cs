using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Benchmarks.Harness;

/// <summary>A feed of invented stories. Each story has words that no other has. The feed lists the newest ones.</summary>
/// <param name="listed">How many stories the feed lists at most.</param>
/// <param name="rareEvery">Every how many stories one has the rare topic.</param>
internal sealed partial class GeneratedFeed(int number, int listed, int rareEvery)
{
    /// <summary>A word in every story.</summary>
    public const string Topic = "harbour";

    /// <summary>A word in few stories, for Slack: its webhooks accept one message a second.</summary>
    public const string RareTopic = "lighthouse";

    private static readonly string[] Syllables =
        ["ka", "lo", "mi", "ru", "ten", "vas", "por", "dil", "gue", "han", "sel", "bor", "fin", "wex", "yal", "zum"];

    private readonly List<string> _items = [];
    private readonly Lock _lock = new();
    private int _served;
    private int _answers;

    /// <summary>The number of complete responses.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>The number of stories published so far.</summary>
    public int Published { get; private set; }

    /// <summary>The number of stories that left the list before any response had them, so that no client can have read them.</summary>
    public int Missed { get; private set; }

    public static string Link(int feed, int story) => string.Create(CultureInfo.InvariantCulture, $"https://outlet-{feed}.invalid/{story}");

    /// <returns>The numbers of the feed and the story. Null: not a link of a generated feed.</returns>
    public static (int Feed, int Story)? ParseLink(string link) => GeneratedLink().Match(link) is { Success: true } match
        ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    public bool IsRare(int story) => ((story * 7) + number) % rareEvery == 0;

    public void Publish(DateTimeOffset now)
    {
        lock (_lock)
        {
            _items.Add(Item(Published++, now));
            if (_items.Count > listed)
            {
                _items.RemoveAt(0);
            }
        }
    }

    public ServedDocument Serve()
    {
        lock (_lock)
        {
            var published = Published;
            var body = $"""
                <?xml version="1.0" encoding="utf-8"?>
                <rss version="2.0"><channel><title>Outlet {number}</title><link>https://outlet-{number}.invalid/</link><language>en</language>
                {string.Join('\n', Enumerable.Reverse(_items))}
                </channel></rss>
                """;
            return new ServedDocument(Encoding.UTF8.GetBytes(body), "application/rss+xml; charset=utf-8", () => RecordResponse(published));
        }
    }

    private void RecordResponse(int published)
    {
        lock (_lock)
        {
            Missed += Math.Max(0, published - listed - _served);
            _served = Math.Max(_served, published);
            _answers++;
        }
    }

    private string Item(int story, DateTimeOffset now)
    {
        var words = Words(story);
        var rare = IsRare(story) ? $" Its {RareTopic} stays lit." : "";
        return $"""
            <item><title>{words[0]} {words[1]} {words[2]} {words[3]}</title><link>{Link(number, story)}</link><guid isPermaLink="false">{number}-{story}</guid>
            <pubDate>{now.ToString("r", CultureInfo.InvariantCulture)}</pubDate>
            <description>The {Topic} of {words[0]} was closed on Monday, the mayor of {words[1]} said.{rare} “We will open it again when {words[2]} agrees,” said {words[3]} Marlow, who leads the port.</description></item>
            """;
    }

    /// <summary>Four words that encode the feed, the story and a hash of both.</summary>
    private string[] Words(int story)
    {
        var mixed = unchecked((uint)((number * 7919) + story + 1) * 2654435761u);
        return [Word((uint)((number * 100_000) + story), "a"), Word(mixed, "o"), Word(mixed ^ 0x5bd1e995u, "e"),
            Word(unchecked(mixed * 31 + 7), "i")];
    }

    private static string Word(uint value, string end)
    {
        var word = new StringBuilder();
        for (var i = 0; i < 8; i++, value >>= 4)
        {
            word.Append(Syllables[value & 15]);
        }

        word[0] = char.ToUpperInvariant(word[0]);
        return word.Append(end).ToString();
    }

    [GeneratedRegex(@"^https://outlet-(\d+)\.invalid/(\d+)$")]
    private static partial Regex GeneratedLink();
}
