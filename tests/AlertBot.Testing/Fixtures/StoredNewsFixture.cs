using System.Globalization;
using AlertBot.Feeds.Parsing;
using AlertBot.Quotes;
using AlertBot.Reading;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Testing.Fixtures;

/// <summary>
/// Two guilds with their own feeds, topics and channels, and stored articles in the states that the stages leave. People and outlets are
/// invented.
/// </summary>
internal sealed class StoredNewsFixture(TestDatabase test)
{
    public const long North = 1;
    public const long South = 2;

    /// <summary>A feed of the settings file, and one of each guild.</summary>
    public const long SharedFeed = 1;
    public const long NorthFeed = 2;
    public const long SouthFeed = 3;

    /// <summary>A topic of the settings file (truce, ceasefire), and one of each guild (harbour, fishing).</summary>
    public const long Truce = 1;
    public const long Harbour = 2;
    public const long Fishing = 3;

    public const string Speech =
        "NORDHAVEN — Both sides accepted a truce on Monday after nine hours of talks in the old customs house.\n\n"
        + "“We have counted every hour of this war, and tonight we stop counting,” said Prime Minister Mara Lindqvist at a news "
        + "conference in Nordhaven.\n\n"
        + "“The harbour opens on Friday, whatever the weather says,” said Tomás Berel, the chief mediator.\n\n"
        + "“Nobody has told the fishermen what happens to their boats,” said Ana Ruiz, who leads the boat owners.\n\n"
        + "“My crews will wait until the last gun is silent,” said Jonas Ekdahl, a ship owner.\n\n"
        + "“There is no paper yet that I would sign twice,” said Ilse Brandt, a former judge.";

    public async Task OpenAsync()
    {
        await test.ExecuteAsync(
            "INSERT INTO workspace (id, platform, external_id) VALUES (1, 'discord', 'north'), (2, 'discord', 'south')");
        await AddFeedAsync(SharedFeed, 0, "Shared Wire");
        await AddFeedAsync(NorthFeed, North, "North Gazette");
        await AddFeedAsync(SouthFeed, South, "South Courier");
        await AddTopicAsync(Truce, 0, "truce", "truce, ceasefire");
        await AddTopicAsync(Harbour, North, "harbour", "harbour");
        await AddTopicAsync(Fishing, South, "fishing", "fishermen");
        await test.ExecuteAsync(
            "INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (1, 1, 'discord', 'north-news'), (2, 2, "
                + "'discord', 'south-news')");
    }

    public Task AddFeedAsync(long id, long workspace, string name) => ExecuteAsync(
        """
        INSERT INTO feed (id, url, host, title, added_at, due_at, taken_in_at, last_polled_at, last_ok_at)
            VALUES (@id, @url, 'f.example', @name, 0, 0, @now, @now, @now);
        INSERT INTO workspace_feed (workspace_id, feed_id, name, added_at) VALUES (@workspace, @id, @name, 0);
        """,
        ("id", id), ("url", $"https://f{id}.example/feed"), ("name", name), ("workspace", workspace), ("now", Millis(test.Now)));

    /// <param name="isSearched">Whether it has been backfilled.</param>
    public Task AddTopicAsync(long id, long workspace, string name, string query, bool isSearched = true) => ExecuteAsync(
        "INSERT INTO topic (id, workspace_id, name, query, origin, position, searched_revision) VALUES (@id, @workspace, @name, "
            + "@query, 'chat', @id, @searched)",
        ("id", id), ("workspace", workspace), ("name", name), ("query", query), ("searched", isSearched ? 1L : 0L));

    public Task SubscribeAsync(long channel, long topic) => ExecuteAsync(
        "INSERT INTO subscription (destination_id, topic_id, origin, created_at) VALUES (@channel, @topic, 'chat', @now)",
        ("channel", channel), ("topic", topic), ("now", Millis(test.Now)));

    /// <summary>Adds an entry that has been read. It waits for grouping if a topic matches; else it is done.</summary>
    /// <param name="topics">The topics to match; only matching ones are stored.</param>
    /// <returns>Its id, which is also the id of the article.</returns>
    public async Task<long> AddAsync(string title, string text, long feed = SharedFeed, string? link = null,
        DateTimeOffset? published = null, params long[] topics)
    {
        var id = (await test.NumberAsync("SELECT COALESCE(MAX(id), 0) + 1 FROM entry"))!.Value;
        link ??= $"https://f{feed}.example/{id}";
        var source = (await test.TextsAsync($"SELECT title FROM feed WHERE id = {feed}"))[0];
        var at = published ?? test.Now;
        await ExecuteAsync(
            """
            INSERT INTO entry (id, feed_id, state, reason, backlog, first_seen_at, last_listed_at, published_at, news_at, title, link,
                host, summary, due_at)
            VALUES (@id, @feed, 'done', 'no topic matches', 0, @now, @now, @at, @at, @title, @link, 'f.example', '', @now);
            INSERT INTO article (id, entry_id, link, title, published_at, language, source, text)
                VALUES (@id, @id, @link, @title, @at, 'en', @source, @text);
            INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES (@feed, 'link', @hash, @id);
            """,
            ("id", id), ("feed", feed), ("now", Millis(test.Now)), ("at", Millis(at)), ("title", title), ("link", link),
            ("source", source), ("text", text), ("hash", EntryKeys.ForLink(link).Hash));
        await MatchAsync(id, title, text, source!, topics);
        return id;
    }

    /// <summary>Runs the group stage until no entry is waiting.</summary>
    public Task GroupAsync() => new NewsroomFixture(test).GroupAsync();

    /// <summary>Marks the queued messages as sent, with ids as Discord gives them.</summary>
    public Task MarkSentAsync() =>
        test.ExecuteAsync(
            $"UPDATE message SET state = 'sent', sent_at = {Millis(test.Now)}, platform_id = 'c' || destination_id || '/m' || id WHERE "
                + $"state = 'ready'");

    public async Task<long> StoryAsync(long entry) =>
        (await test.NumberAsync($"SELECT story_id FROM story_entry WHERE entry_id = {entry}"))!.Value;

    public Task ExecuteAsync(string sql, params (string Name, object? Value)[] values) =>
        test.Database.WriteAsync(session => session.ExecuteAsync(sql, values, CancellationToken.None), CancellationToken.None);

    private async Task MatchAsync(long article, string title, string text, string source, long[] topics)
    {
        var isMatched = false;
        foreach (var topic in topics)
        {
            var query = ((QueryParseResult.Parsed)TopicQuery.Parse(
                (await test.TextsAsync($"SELECT query FROM topic WHERE id = {topic}"))[0]!)).Query;
            if (query.Match(new TopicDocument(title, text, source, null, "en")) is { } evidence)
            {
                isMatched = true;
                await ExecuteAsync(
                    "INSERT INTO match (article_id, topic_id, topic_revision, evidence) VALUES (@article, @topic, 1, @evidence)",
                    ("article", article), ("topic", topic),
                    ("evidence", EvidenceJson.Serialize(evidence)));
            }
        }

        if (isMatched)
        {
            await test.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"UPDATE entry SET state = 'matched', reason = NULL WHERE id = {article}"));
            await test.Database.WriteAsync(
                session => QuoteStore.InsertAsync(session, article, QuoteExtractor.Extract(text, "en"), CancellationToken.None),
                CancellationToken.None);
        }
    }

    private static long Millis(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
