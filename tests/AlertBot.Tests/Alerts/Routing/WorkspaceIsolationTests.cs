using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Matching;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts.Routing;

public abstract class WorkspaceIsolationTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private NewsroomFixture? _fixture;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task Entries_of_a_guilds_own_feed_reach_only_that_guild()
    {
        await Fixture.OpenAsync();
        await Fixture.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Fixture.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);

        await Fixture.AddMatchedAsync("Truce in Norvia", feed: 21);
        await Fixture.GroupAsync();
        await Fixture.DeliverAsync(_sender);

        Assert.Equal(["channel-11 Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task A_story_posted_to_one_guild_reaches_another_once_a_feed_visible_to_it_reports_it()
    {
        await Fixture.OpenAsync();
        await Fixture.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Fixture.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);
        await Fixture.AddMatchedAsync("Truce in Norvia", feed: 21, source: "Secret Letter");
        await Fixture.AddMatchedAsync("Truce in Norvia", feed: 1, source: "Harbour Post");

        await Fixture.GroupAsync();
        await Fixture.DeliverAsync(_sender);

        Assert.Equal(["channel-11 Truce in Norvia", "channel-12 Truce in Norvia"], _sender.Posted.Order());
        var brief = await Test.Database.ReadAsync(
            session => StoryBriefComposer.ComposeAsync(session, new StoryId(1), new WorkspaceId(12), [], None), None);
        Assert.Equal(["Harbour Post"], brief!.Sources.Select(source => source.Name));
        Assert.Equal(["Secret Letter", "Harbour Post"],
            _sender.Messages.Single(message => message.Address == "channel-11").Brief.Sources.Select(source => source.Name));
        Assert.Equal(["Harbour Post"],
            _sender.Messages.Single(message => message.Address == "channel-12").Brief.Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task A_brief_names_no_topic_of_another_guild()
    {
        await Fixture.OpenAsync();
        await Fixture.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Fixture.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);
        var entry = await Fixture.AddMatchedAsync("Truce in Norvia");
        await Fixture.AddMatchAsync(entry, 31);
        await Fixture.GroupAsync();

        var briefs = new List<Brief?>();
        foreach (var workspace in new[] { 11, 12 })
        {
            briefs.Add(await Test.Database.ReadAsync(
                session => StoryBriefComposer.ComposeAsync(session, new StoryId(1), new WorkspaceId(workspace), [], None), None));
        }

        Assert.Equal(["ceasefire", "own"], briefs[0]!.Topics);
        Assert.Equal(["ceasefire"], briefs[1]!.Topics);
    }

    [Fact]
    public async Task A_guild_gets_no_entries_from_before_it_added_the_feed()
    {
        await Fixture.OpenAsync();
        await Fixture.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Fixture.AddMatchedAsync("Truce in Norvia", feed: 21);
        await Test.ExecuteAsync($"UPDATE workspace_feed SET added_at = {Test.Now.ToUnixTimeMilliseconds() + 1} WHERE feed_id = 21");

        await Fixture.GroupAsync();

        Assert.Equal(["it was seen before the subscription"], await Test.TextsAsync("SELECT reason FROM decision"));
    }

    [Fact]
    public async Task An_article_is_matched_against_the_topics_of_workspaces_that_see_its_feed()
    {
        await Fixture.OpenAsync();
        await Fixture.AddGuildAsync(11, feed: 21, topic: 31);
        await Fixture.AddGuildAsync(12, feed: 22, topic: 32);
        var index = new TopicIndex(new TopicStore(Test.Database), NullLogger<TopicIndex>.Instance);
        await index.CatchUpAsync(None);
        var document = new TopicDocument("Truce in Norvia", "A truce.", "Harbour Post", null, "en");

        long[] Match(params long[] workspaces) =>
            [.. index.Match(document, workspaces.Select(id => new WorkspaceId(id)).ToHashSet()).Select(match => match.Topic.Id.Value)];

        Assert.Equal([1, 31, 32], Match(0));
        Assert.Equal([1, 31], Match(11));
        Assert.Empty(Match());
        Assert.False(index.CouldMatch(document, new HashSet<WorkspaceId>()));
    }

    [Fact]
    public async Task A_stored_topic_that_cannot_be_parsed_is_skipped_with_a_warning_and_others_still_match()
    {
        await Fixture.OpenAsync();
        await Test.ExecuteAsync("UPDATE topic SET query = '((' WHERE id = 2");
        var log = new CapturingLogger<TopicIndex>();
        var index = new TopicIndex(new TopicStore(Test.Database), log);

        await index.CatchUpAsync(None);

        Assert.Equal(["ceasefire"], index.Topics.Select(topic => topic.Name));
        Assert.Contains("the stored topic article-5", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task A_configured_channel_is_assigned_to_its_guild_once_the_platform_reports_it()
    {
        await Fixture.OpenAsync("newsroom");
        var workspaces = new WorkspaceStore(Test.Database);
        var guild = await workspaces.FindOrAddAsync("webhook", "guild", None);

        await workspaces.AssignDestinationsAsync(guild, "webhook", ["newsroom", "other"], None);

        Assert.Equal(guild, await workspaces.FindOrAddAsync("webhook", "guild", None));
        Assert.Equal(guild.Value, await Test.NumberAsync("SELECT workspace_id FROM destination WHERE external_id = 'newsroom'"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM destination"));
    }
}

public sealed class WorkspaceIsolationOnSqliteTests : WorkspaceIsolationTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
