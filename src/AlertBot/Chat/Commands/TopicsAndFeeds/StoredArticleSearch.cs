using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>Runs a query over the stored articles that a workspace sees, the newest first, within bounds; keeps nothing.</summary>
internal sealed class StoredArticleSearch(Database database, TimeProvider time)
{
    public const int MaxArticles = 20_000;
    public const int MaxShown = 5;

    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(10);

    private const int BatchSize = 200;

    public async Task<SearchResults> RunAsync(TopicQuery query, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var findings = new SearchResults();
        for (var before = long.MaxValue; findings.Searched < MaxArticles;)
        {
            if (time.GetElapsedTime(begun) >= MaxDuration)
            {
                findings.TimedOut = true;
                break;
            }

            var batch = await database.ReadAsync(
                session => ArticleQueries.ListBeforeAsync(session, workspace, before, BatchSize, cancellationToken), cancellationToken);
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
internal sealed class SearchResults
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
    public bool TimedOut { get; set; }

    public int Stories => _times.Count;

    /// <summary>Publication of the oldest article that was searched; null for none.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>At most <see cref="StoredArticleSearch.MaxShown"/>.</summary>
    public IReadOnlyList<(StoredArticle Article, IReadOnlyList<Evidence> Evidence)> Newest => _newest;

    /// <returns>How many stories are no older.</returns>
    public int CountSince(DateTimeOffset at) => _times.Count(time => time >= at);

    /// <param name="evidence">Null where the query does not match.</param>
    public void Add(StoredArticle article, IReadOnlyList<Evidence>? evidence)
    {
        Searched++;
        Oldest = Oldest is { } oldest && oldest <= article.PublishedOrSeenAt ? oldest : article.PublishedOrSeenAt;
        if (evidence is null)
        {
            return;
        }

        Matched++;
        var isNewTitle = _titles.Add(DisplayText.Clean(article.Title));
        var isNewStory = article.Story is not { } story || _stories.Add(story);
        if (isNewTitle && isNewStory)
        {
            _times.Add(article.PublishedOrSeenAt);
            AddToNewest(article, evidence);
        }
    }

    private void AddToNewest(StoredArticle article, IReadOnlyList<Evidence> evidence)
    {
        var place = _newest.FindIndex(shown => shown.Article.PublishedOrSeenAt < article.PublishedOrSeenAt);
        _newest.Insert(place < 0 ? _newest.Count : place, (article, evidence));
        if (_newest.Count > StoredArticleSearch.MaxShown)
        {
            _newest.RemoveAt(StoredArticleSearch.MaxShown);
        }
    }
}
