using System.Diagnostics;
using System.Globalization;
using AlertBot.Benchmarks.Harness;
using AlertBot.Stories;
using AlertBot.Stories.Grouping;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>
/// Articles a second that are grouped, and memory, while the number of stored articles grows. The articles are of invented words whose
/// frequencies fall as in natural text (Zipf's law): a few articles each about the same event.
/// </summary>
internal static class StoriesScenario
{
    private const int Vocabulary = 60_000;

    /// <summary>Articles on one event.</summary>
    private const int MaxReports = 6;

    /// <summary>Articles between two reports of one event.</summary>
    private const int OpenEvents = 500;

    public static Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (articles, leadWords) = (options.Number("articles", 100_000), options.Number("words", 60));
        var stored = options.Number("stored", articles);
        var news = new GeneratedNews(options.Number("seed", 1), leadWords);
        var grouper = new StoryGrouper();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var interval = TimeSpan.FromHours(72) / stored;
        var rows = new List<IReadOnlyList<object>>();
        var stories = 0L;
        var step = Math.Max(1, articles / 10);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < articles; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var item = news.Next(start + (interval * i), i);
            grouper.Add(item, grouper.Find(item).Story ?? ++stories);
            if ((i + 1) % step == 0)
            {
                var seconds = clock.Elapsed.TotalSeconds;
                rows.Add([(i + 1).ToString("N0", CultureInfo.InvariantCulture), grouper.Count.ToString("N0", CultureInfo.InvariantCulture),
                    (step / seconds).ToString("N0", CultureInfo.InvariantCulture),
                    $"{GC.GetTotalMemory(forceFullCollection: true) / 1024 / 1024} MiB"]);
                clock.Restart();
            }
        }

        report.Title($"{articles:N0} articles with {leadWords} words of text, {stored:N0} in 72 hours; {stories:N0} stories");
        report.Table(["articles", "stories in memory", "articles a second", "memory in use"], rows);
        report.Note($"peak working set {Environment.WorkingSet / 1024 / 1024} MiB at the end");
        return Task.CompletedTask;
    }

    /// <summary>Articles of invented words; the same seed gives the same articles.</summary>
    private sealed class GeneratedNews(int seed, int leadWords)
    {
        private readonly Random _random = new(seed);
        private readonly List<(string[] Words, int Left)> _open = [];

        public StoryItem Next(DateTimeOffset at, int number)
        {
            if (_open.Count < OpenEvents)
            {
                _open.Add(([.. Enumerable.Range(0, 12).Select(_ => Word())], _random.Next(1, MaxReports + 1)));
            }

            var index = _random.Next(_open.Count);
            var (words, left) = _open[index];
            _open[index] = (words, left - 1);
            if (left == 1)
            {
                _open.RemoveAt(index);
            }

            var title = Capitalize(string.Join(' ', words[..6].OrderBy(_ => _random.Next()).Append(Word())));
            var lead = Enumerable.Range(0, leadWords).Select(_ => _random.Next(4) == 0 ? words[_random.Next(words.Length)] : Word());
            return new StoryItem(title, leadWords > 0 ? Capitalize(string.Join(' ', lead)) + "." : null, $"Outlet {number % 997}", at,
                $"https://outlet{number % 997}.example/{number}", "en");
        }

        private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];

        /// <summary>The word of rank r occurs about 1/r times as often as the first; every fifth word is a name.</summary>
        private string Word()
        {
            var rank = (int)Math.Pow(Vocabulary, _random.NextDouble());
            var word = new char[6];
            for (var (i, rest) = (0, (uint)rank * 2654435761); i < word.Length; i++, rest /= 26)
            {
                word[i] = (char)('a' + (rest % 26));
            }

            return rank % 5 == 0 ? Capitalize(new string(word)) : new string(word);
        }
    }
}
