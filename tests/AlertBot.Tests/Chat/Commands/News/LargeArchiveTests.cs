using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Reading;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class LargeArchiveTests : NewsCommandTests
{
    /// <summary>
    /// The maximum number of SQLite instructions for one command: a hundred for each of the 20,000 matches, which some commands visit.
    /// </summary>
    private const long MaxInstructions = 2_000_000;

    [Fact]
    public async Task Commands_over_a_hundred_thousand_entries_take_bounded_work()
    {
        await FillAsync();
        var status = new StatusCommand(Test.Database, new SubscriptionStore(Test.Database), new NewsOptions(), Test.Time);
        await RunAsync(Latest, NorthCaller);

        await WithinAsync(() => RunAsync(Latest, NorthCaller, ("count", "5")));
        await WithinAsync(() => RunAsync(Quotes, NorthCaller));
        await WithinAsync(() => RunAsync(Quotes, NorthCaller, ("speaker", "Nobody")));
        await WithinAsync(() => RunAsync(Why, NorthCaller));
        await WithinAsync(() => RunAsync(Why, NorthCaller, ("link", "https://f1.example/7")));
        await WithinAsync(() => RunAsync(Why, NorthCaller, ("link", "https://f1.example/nowhere")));
        await WithinAsync(() => RunAsync(status, NorthCaller));
        await WithinAsync(() => Buttons.HandleAsync(NorthCaller, "news1:quotes:50000", None));
    }

    private async Task WithinAsync(Func<Task<Reply>> ask)
    {
        var instructions = await Test.CountInstructionsAsync(async () => Assert.NotEmpty((await ask()).Blocks));

        TestContext.Current.TestOutputHelper!.WriteLine($"{instructions} instructions");
        Assert.InRange(instructions, 0, MaxInstructions);
    }

    // Every fifth article is on the truce, a story and an alert of its own, with two quotations.
    private Task FillAsync() => News.ExecuteAsync(
        """
        INSERT INTO subscription (destination_id, topic_id, origin, created_at) VALUES (1, 1, 'chat', 0), (2, 1, 'chat', 0);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
        INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, published_at, news_at, title, link, host, summary,
            due_at)
        SELECT i, 1 + i % 3, CASE WHEN i % 50 = 3 THEN 'new' ELSE 'done' END, 0, @now - i * 20000, @now, @now - i * 20000,
            @now - i * 20000, 'Title ' || i, 'https://f1.example/' || i, 'f.example', '', 0 FROM n;
        INSERT INTO article (id, entry_id, link, title, published_at, language, source, text)
            SELECT id, id, link, title, published_at, 'en', 'Shared Wire', @text FROM entry WHERE state = 'done';
        INSERT INTO match (article_id, topic_id, topic_revision, evidence)
            SELECT id, 1, 1, '[{"Field":"text","Start":32,"End":37,"Text":"truce"}]' FROM article WHERE id % 5 = 0;
        INSERT INTO quote (article_id, n, start_at, end_at, speaker, name, continues)
            SELECT article_id, 0, 10, 40, 'Lindqvist', 'Mara Lindqvist ' || article_id, 0 FROM match;
        INSERT INTO quote (article_id, n, start_at, end_at, speaker, name, continues)
            SELECT article_id, 1, 50, 90, 'Berel', 'Tomas Berel', 0 FROM match;
        INSERT INTO story (id, first_at, last_at, revision) SELECT article_id, 0, 0, 1 FROM match;
        INSERT INTO story_entry (entry_id, story_id, kind, sequence) SELECT article_id, article_id, 'first', article_id FROM match;
        INSERT INTO alert (id, story_id, destination_id, wanted_revision, told_revision) SELECT article_id, article_id, 1, 1, 1 FROM match;
        INSERT INTO decision (entry_id, destination_id, verdict, reason, alert_id, at)
            SELECT article_id, 1, 'told', 'it matches', article_id, 0 FROM match;
        INSERT INTO message (id, destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at, sent_at,
            platform_id)
        SELECT article_id, 1, 'alert', 'story:' || article_id, '',
            '{"Headline":"Truce","Topics":[],"Matched":[],"Summary":[],"Quotes":[],"Sources":[]}', 'sent', 0, 0, 0,
                @now - article_id * 20000, 'c1/m' || article_id FROM match;
        INSERT INTO message_alert (message_id, alert_id) SELECT article_id, article_id FROM match;
        """,
        ("now", Test.Now.ToUnixTimeMilliseconds()),
        ("text", string.Concat(Enumerable.Repeat(StoredNewsFixture.Speech + "\n\n", 3))));
}
