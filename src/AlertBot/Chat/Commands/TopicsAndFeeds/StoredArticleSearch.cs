using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Chat.Commands.TopicsAndFeeds;

/// <summary>Runs a query over the stored articles that a workspace can see, newest first, within limits. Saves nothing.</summary>
internal sealed class StoredArticleSearch(Database database, TimeProvider time)
{
    /// <summary>Articles searched at most: about a month of a dozen busy feeds.</summary>
    public const int MaxArticles = 20_000;

    /// <summary>Stories shown in the reply: it stays within one message.</summary>
    public const int MaxShown = 5;

    /// <summary>The search stops after this time: a person waits for the reply.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(10);

    /// <summary>Articles read from the database at once: their texts stay within a few megabytes.</summary>
    private const int BatchSize = 200;

    public async Task<SearchResults> RunAsync(TopicQuery query, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var results = new SearchResults();
        for (var before = long.MaxValue; results.Searched < MaxArticles;)
        {
            if (time.GetElapsedTime(started) >= MaxDuration)
            {
                results.TimedOut = true;
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
                results.Add(article, query.Match(article.Document));
            }

            before = batch[^1].Id;

            // Lets other work of this thread run between two batches.
            await Task.Yield();
        }

        return results;
    }
}

/// <summary>What a search found so far. A story counts once; articles without a story count once per title.</summary>
internal sealed class SearchResults
{
    // Only the few articles that are shown stay in memory, not the texts of thousands.
    private readonly List<(StoredArticle Article, IReadOnlyList<Evidence> Evidence)> _newest = [];
    private readonly List<DateTimeOffset> _times = [];
    private readonly HashSet<StoryId> _stories = [];
    private readonly HashSet<string> _titles = new(StringComparer.OrdinalIgnoreCase);

    public int Searched { get; private set; }

    /// <summary>Matching articles, including several of one story.</summary>
    public int Matched { get; private set; }

    /// <summary>True when the search stopped at <see cref="StoredArticleSearch.MaxDuration"/>.</summary>
    public bool TimedOut { get; set; }

    public int Stories => _times.Count;

    /// <summary>Publication of the oldest article that was searched; null when there was none.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>At most <see cref="StoredArticleSearch.MaxShown"/>.</summary>
    public IReadOnlyList<(StoredArticle Article, IReadOnlyList<Evidence> Evidence)> Newest => _newest;

    /// <returns>The number of stories that are not older than the instant.</returns>
    public int CountSince(DateTimeOffset at) => _times.Count(time => time >= at);

    /// <param name="evidence">Null when the query does not match.</param>
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
