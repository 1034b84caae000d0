using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;
using BenchmarkDotNet.Attributes;

namespace AlertBot.Benchmarks;

/// <summary>Time of matching all topics against one article. Ten times the topics should take less than ten times the time.</summary>
[MemoryDiagnoser]
public class TopicMatchingBenchmark
{
    private static readonly string[] Words =
        ["harbour", "strike", "vote", "quake", "mayor", "grain", "talks", "truce", "court", "tariff", "drone", "budget", "border",
            "flood", "election", "minister", "parliament", "sanction"];

    private TopicQuery[] _topics = [];
    private string _article = "";

    [GlobalSetup]
    public void CreateTopics()
    {
        var random = new Random(5);
        string Word() => Words[random.Next(Words.Length)];
        _article = string.Join("\n\n", Enumerable.Range(0, 12).Select(_ =>
            string.Join(' ',
                Enumerable.Range(0, 5)
                    .Select(_ =>
                        $"The {Word()} of the old town said on Monday that the {Word()}s and a post-{Word()} plan cost $5.2 million."))));
        _topics = [.. Enumerable.Range(0, 600).Select(n => Query((n % 6) switch
        {
            0 => $"{Word()}, {Word()}{n}",
            1 => $"{Word()} {Word()}{n}",
            2 => $"\"the {Word()}\" NEAR/10 ({Word()}, {Word()})",
            3 => $"{Word()} AND {Word()} NOT {Word()}",
            4 => $"{Word()[..4]}*",
            _ => $"title:{Word()} AND =Monday",
        }))];
    }

    [Benchmark(Baseline = true)]
    public int SixtyTopics() => Match(60);

    [Benchmark]
    public int SixHundredTopics() => Match(600);

    private int Match(int count)
    {
        var document = new TopicDocument("The mayor and the harbour strike", _article, "Harbour Post", null, "en");
        return _topics.Take(count).Count(topic => topic.Match(document) is not null);
    }

    private static TopicQuery Query(string text) => ((QueryParseResult.Parsed)TopicQuery.Parse(text)).Query;
}
