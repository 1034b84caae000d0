using AlertBot.Alerts.Archive;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Chat.Commands.Reading;

/// <summary>Runs a query over the stored articles that a workspace sees, the newest first, within bounds; keeps nothing.</summary>
internal sealed class QueryTest(Database database, TimeProvider time)
{
    public const int MostArticles = 20_000;
    public const int Shown = 5;

    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private const int BatchSize = 200;

    public async Task<QueryFindings> RunAsync(TopicQuery query, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var findings = new QueryFindings();
        for (var before = long.MaxValue; findings.Searched < MostArticles;)
        {
            if (time.GetElapsedTime(begun) >= MostTime)
            {
                findings.RanOut = true;
                break;
            }

            var batch = await database.ReadAsync(session => ArticleArchive.BeforeAsync(session, workspace, before, BatchSize, cancellationToken), cancellationToken);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var article in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                findings.Add(article, query.Match(article.Document));
            }

            before = batch[^1].Id;

            // Bounded in time, and never in the way of what else this thread serves.
            await Task.Yield();
        }

        return findings;
    }
}

/// <summary>What a query found so far: each story once, an article without one by its title.</summary>
internal sealed class QueryFindings
{
    // The texts of thousands of articles are not held: only the few that are shown keep theirs.
    private readonly List<(StoredArticle Article, IReadOnlyList<Evidence> Evidence)> _newest = [];
    private readonly List<DateTimeOffset> _times = [];
    private readonly HashSet<StoryId> _stories = [];
    private readonly HashSet<string> _titles = new(StringComparer.OrdinalIgnoreCase);

    public int Searched { get; private set; }

    /// <summary>Articles, however many tell the same.</summary>
    public int Matched { get; private set; }

    /// <summary>The time was over before the articles were.</summary>
    public bool RanOut { get; set; }

    public int Stories => _times.Count;

    /// <summary>Publication of the oldest article that was searched; null for none.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>At most <see cref="QueryTest.Shown"/>.</summary>
    public IReadOnlyList<(StoredArticle Article, IReadOnlyList<Evidence> Evidence)> Newest => _newest;

    /// <returns>How many stories are no older.</returns>
    public int Since(DateTimeOffset at) => _times.Count(time => time >= at);

    /// <param name="evidence">Null where the query does not match.</param>
    public void Add(StoredArticle article, IReadOnlyList<Evidence>? evidence)
    {
        Searched++;
        Oldest = Oldest is { } oldest && oldest <= article.At ? oldest : article.At;
        if (evidence is null)
        {
            return;
        }

        Matched++;
        var isNewTitle = _titles.Add(PlainText.Clean(article.Title));
        var isNewStory = article.Story is not { } story || _stories.Add(story);
        if (isNewTitle && isNewStory)
        {
            _times.Add(article.At);
            Show(article, evidence);
        }
    }

    private void Show(StoredArticle article, IReadOnlyList<Evidence> evidence)
    {
        var place = _newest.FindIndex(shown => shown.Article.At < article.At);
        _newest.Insert(place < 0 ? _newest.Count : place, (article, evidence));
        if (_newest.Count > QueryTest.Shown)
        {
            _newest.RemoveAt(QueryTest.Shown);
        }
    }
}
