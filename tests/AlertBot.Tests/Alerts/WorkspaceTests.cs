using AlertBot.Alerts;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Tests.Storage;
using AlertBot.Topics;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts;

public abstract class WorkspaceTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private Newsroom? _room;

    private Newsroom Room => _room ??= new Newsroom(Test);

    [Fact]
    public async Task What_a_guilds_own_feed_brings_is_told_to_that_guild_alone()
    {
        await Room.OpenAsync();
        await Room.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Room.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);

        await Room.AddMatchedAsync("Truce in Norvia", feed: 21);
        await Room.GroupAsync();
        await Room.TellAsync(_sender);

        Assert.Equal(["channel-11 Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task A_story_that_one_guild_was_told_of_is_told_to_another_when_a_feed_that_it_sees_has_it()
    {
        await Room.OpenAsync();
        await Room.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Room.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);
        await Room.AddMatchedAsync("Truce in Norvia", feed: 21, source: "Secret Letter");
        await Room.AddMatchedAsync("Truce in Norvia", feed: 1, source: "Harbour Post");

        await Room.GroupAsync();
        await Room.TellAsync(_sender);

        Assert.Equal(["channel-11 Truce in Norvia", "channel-12 Truce in Norvia"], _sender.Posted.Order());
        var brief = await Test.Database.ReadAsync(session => StoryBriefs.WriteAsync(session, new StoryId(1), new WorkspaceId(12), [], None), None);
        Assert.Equal(["Harbour Post"], brief!.Sources.Select(source => source.Name));
        Assert.Equal(["Secret Letter", "Harbour Post"], _sender.Messages.Single(message => message.Address == "channel-11").Brief.Sources.Select(source => source.Name));
        Assert.Equal(["Harbour Post"], _sender.Messages.Single(message => message.Address == "channel-12").Brief.Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task A_brief_names_no_topic_of_another_guild()
    {
        await Room.OpenAsync();
        await Room.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Room.AddGuildAsync(12, feed: 22, topic: 32, followed: [1]);
        var entry = await Room.AddMatchedAsync("Truce in Norvia");
        await Room.MatchAsync(entry, 31);
        await Room.GroupAsync();

        var briefs = new List<Brief?>();
        foreach (var workspace in new[] { 11, 12 })
        {
            briefs.Add(await Test.Database.ReadAsync(session => StoryBriefs.WriteAsync(session, new StoryId(1), new WorkspaceId(workspace), [], None), None));
        }

        Assert.Equal(["ceasefire", "own"], briefs[0]!.Topics);
        Assert.Equal(["ceasefire"], briefs[1]!.Topics);
    }

    [Fact]
    public async Task A_guild_is_not_told_what_a_feed_brought_before_the_guild_added_it()
    {
        await Room.OpenAsync();
        await Room.AddGuildAsync(11, feed: 21, topic: 31, followed: [1]);
        await Room.AddMatchedAsync("Truce in Norvia", feed: 21);
        await Test.ExecuteAsync($"UPDATE workspace_feed SET added_at = {Test.Now.ToUnixTimeMilliseconds() + 1} WHERE feed_id = 21");

        await Room.GroupAsync();

        Assert.Equal(["it was seen before the subscription"], await Test.TextsAsync("SELECT reason FROM decision"));
    }

    [Fact]
    public async Task An_article_is_held_against_the_topics_of_those_who_see_its_feed()
    {
        await Room.OpenAsync();
        await Room.AddGuildAsync(11, feed: 21, topic: 31);
        await Room.AddGuildAsync(12, feed: 22, topic: 32);
        var index = new TopicIndex(new TopicStore(Test.Database), NullLogger<TopicIndex>.Instance);
        await index.CatchUpAsync(None);
        var document = new TopicDocument("Truce in Norvia", "A truce.", "Harbour Post", null, "en");

        long[] Found(params long[] seenBy) => [.. index.Match(document, seenBy.Select(id => new WorkspaceId(id)).ToHashSet()).Select(match => match.Topic.Id.Value)];

        Assert.Equal([1, 31, 32], Found(0));
        Assert.Equal([1, 31], Found(11));
        Assert.Empty(Found());
        Assert.False(index.CouldMatch(document, new HashSet<WorkspaceId>()));
    }

    [Fact]
    public async Task A_stored_topic_that_this_version_cannot_read_is_left_out_and_named_and_the_others_go_on()
    {
        await Room.OpenAsync();
        await Test.ExecuteAsync("UPDATE topic SET query = '((' WHERE id = 2");
        var log = new SaidLogger<TopicIndex>();
        var index = new TopicIndex(new TopicStore(Test.Database), log);

        await index.CatchUpAsync(None);

        Assert.Equal(["ceasefire"], index.Topics.Select(topic => topic.Name));
        Assert.Contains("article-5 cannot be read", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task A_channel_of_the_settings_file_belongs_to_its_guild_once_the_platform_has_told()
    {
        await Room.OpenAsync("newsroom");
        var workspaces = new WorkspaceStore(Test.Database);
        var guild = await workspaces.FindOrAddAsync("webhook", "guild", None);

        await workspaces.ClaimAsync(guild, "webhook", ["newsroom", "other"], None);

        Assert.Equal(guild, await workspaces.FindOrAddAsync("webhook", "guild", None));
        Assert.Equal(guild.Value, await Test.NumberAsync("SELECT workspace_id FROM destination WHERE external_id = 'newsroom'"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM destination"));
    }
}

public sealed class WorkspaceOnSqliteTests : WorkspaceTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
