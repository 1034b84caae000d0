using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using AlertBot.Topics.Matching;

namespace AlertBot.Tests.Chat.Commands.TopicsAndFeeds;

public sealed class TopicCommandTests : IAsyncLifetime
{
    private CommandFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await CommandFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private IReadOnlyList<TopicMatch> FindMatches(TopicDocument document) =>
        _fixture.Get<TopicIndex>().Match(document, new HashSet<WorkspaceId> { WorkspaceId.Settings });

    [Fact]
    public async Task An_added_topic_matches_articles_at_once()
    {
        var text = await RunAsync("/news topic add oil oil, \"crude oil\"");

        var match = Assert.Single(FindMatches(new TopicDocument("Crude oil falls", null, null, null, "en")));
        Assert.Equal("oil", match.Topic.Name);
        Assert.Contains("any of: the word oil, the exact phrase “crude oil”. Plural, possessive and verb forms also match",
            text);
        Assert.Contains("`/news topic remove oil`", text);
    }

    [Fact]
    public async Task A_query_error_is_shown_with_its_position_and_fix_and_nothing_is_saved()
    {
        var reply = await _fixture.RunAsync(CommandFixture.Manager, "/news topic add peace war && peace");

        Assert.True(reply.IsMistake);
        Assert.Equal("The query has a mistake: & is not an operator: write AND.\n`war && peace`\n`····^`\nNothing was saved.\n",
            _fixture.RenderText(reply));
        Assert.Equal(2, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Theory]
    [InlineData("topic add talks harbour or strait", "In lower case, “or” is searched for as an ordinary word. For the operator, type OR.")]
    [InlineData("topic add talks harbour and strait not football",
        "In lower case, “and” and “not” are searched for as ordinary words. For the operators, type AND, NOT.")]
    [InlineData("topic test harbour or strait", "In lower case, “or” is searched for as an ordinary word. For the operator, type OR.")]
    public async Task A_lower_case_operator_is_reported_as_a_word(string line, string expected) =>
        Assert.Contains(expected, await RunAsync(line));

    [Theory]
    [InlineData("topic add talks harbour OR strait")]
    [InlineData("topic add talks \"war and peace\"")]
    [InlineData("topic add talks title:\"war and peace\", strait")]
    public async Task Valid_queries_get_no_hints(string line) => Assert.DoesNotContain("lower case", await RunAsync(line));

    [Fact]
    public async Task An_error_far_into_a_query_is_shown_with_its_context()
    {
        var text = await RunAsync(
            $"/news topic add "
                + $"long {string.Join(", ", Enumerable.Repeat("harbour", 50))}, && {string.Join(", ", Enumerable.Repeat("strait", 50))}");

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Contains("`…", text);
    }

    [Theory]
    [InlineData("OIL")]
    [InlineData("Ceasefire")]
    public async Task Topic_names_are_unique_ignoring_case(string name)
    {
        await RunAsync("topic add oil oil");

        var reply = await _fixture.RunAsync(CommandFixture.Manager, $"topic add {name} crude");

        Assert.True(reply.IsMistake);
        Assert.Contains("already", _fixture.RenderText(reply));
        Assert.Equal(3, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Theory]
    [InlineData("\"two words\"")]
    [InlineData("@everyone")]
    [InlineData("<@&1402>")]
    [InlineData("-dash")]
    [InlineData("a/b")]
    [InlineData("it’s")]
    [InlineData("\u202Eoil")]
    public async Task An_invalid_topic_name_is_refused(string name)
    {
        var reply = await _fixture.Dispatcher.RunAsync(
            CommandFixture.Manager, "topic add",
            new Dictionary<string, string> { ["name"] = name == "\u202Eoil" ? "oil;gas" : name, ["query"] = "oil" }, false,
            CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Equal(2, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Fact]
    public async Task Topic_names_in_other_scripts_are_valid()
    {
        Assert.Contains("Created the topic перемирие.", await RunAsync("topic add перемирие перемирие"));
    }

    [Fact]
    public async Task A_query_over_several_lines_is_one_query()
    {
        await _fixture.Dispatcher.RunAsync(CommandFixture.Manager, "topic add",
            new Dictionary<string, string> { ["name"] = "oil", ["query"] = " oil,\r\n  gas \u202E" }, false, CancellationToken.None);

        Assert.Equal(["oil, gas"], await _fixture.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil'"));
    }

    [Fact]
    public async Task A_query_beyond_the_limit_is_refused()
    {
        var reply = await _fixture.RunAsync(CommandFixture.Manager, $"topic add oil {string.Join(",", Enumerable.Repeat("oil", 300))}");

        Assert.Contains("the limit is 1000", _fixture.RenderText(reply));
    }

    [Fact]
    public async Task Topics_beyond_the_limit_are_refused_with_an_explanation()
    {
        await RunAsync("topic add oil oil");
        await _fixture.Test.ExecuteAsync(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199) INSERT INTO topic (workspace_id, name, "
                + "query, origin, position) SELECT 1, 'n' || i, 'oil', 'chat', i FROM n");

        Assert.Contains("The limit of 200 topics is reached", await RunAsync("topic add gas gas"));
        Assert.Contains("Created the topic gas.",
            await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "topic add gas gas"));
        await RunAsync("topic remove n7");
        Assert.Contains("Created the topic gas.", await RunAsync("topic add gas gas"));
    }

    [Fact]
    public async Task An_edit_gives_the_topic_a_new_revision_and_says_how_to_undo_it()
    {
        await RunAsync("topic add oil oil");

        var text = await RunAsync("topic edit OIL crude");

        Assert.Contains("Undo: `/news topic edit oil oil`", text);
        Assert.Equal(2, await _fixture.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
        Assert.Single(FindMatches(new TopicDocument("Crude falls", null, null, null, "en")));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_says_so()
    {
        await RunAsync("topic add oil oil");

        Assert.Contains("Nothing changed", await RunAsync("topic edit oil oil"));
        Assert.Equal(1, await _fixture.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
    }

    [Fact]
    public async Task A_removed_topic_ends_all_its_subscriptions_and_frees_its_name()
    {
        await RunAsync("topic add oil oil");
        await RunAsync("subscribe oil");

        var text = await RunAsync("topic remove oil");

        Assert.Contains("The channel that followed it will no longer get alerts on it", text);
        Assert.Contains("Undo: `/news topic add oil oil`, then `/news subscribe oil` in each channel", text);
        Assert.Empty(FindMatches(new TopicDocument("Oil falls", null, null, null, "en")));
        Assert.Contains("Created the topic Oil.", await RunAsync("topic add Oil \"crude oil\""));
        Assert.Equal(0, await _fixture.Test.NumberAsync("SELECT COUNT(*) FROM subscription"));
        await RunAsync("topic remove Oil");
        Assert.Contains("Created the topic oil.", await RunAsync("topic add oil oil"));
        Assert.Equal(2, await _fixture.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
    }

    [Theory]
    [InlineData("topic edit ceasefire war")]
    [InlineData("topic remove ceasefire")]
    [InlineData("topic remove Article-5")]
    public async Task Configured_topics_cannot_be_changed_from_chat(string line)
    {
        var reply = await _fixture.RunAsync(CommandFixture.Manager, line);

        Assert.True(reply.IsMistake);
        Assert.Contains("is defined in the settings file, so chat commands cannot change it. Ask the operator", _fixture.RenderText(reply));
        Assert.Equal(["ceasefire, truce", "\"Article 5\""],
            await _fixture.Test.TextsAsync("SELECT query FROM topic WHERE removed_at IS NULL ORDER BY id"));
    }

    [Fact]
    public async Task Topics_of_another_server_are_not_listed_suggested_or_changed()
    {
        await RunAsync("topic add oil oil");
        await RunAsync("subscribe oil");

        Assert.DoesNotContain("oil", await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "topic list"));
        Assert.Equal(["ceasefire", "article-5"], _fixture.Suggestions(CommandFixture.OtherWorkspaceManager, "subscribe", "topic"));
        Assert.Empty(_fixture.Suggestions(CommandFixture.OtherWorkspaceManager, "topic edit", "name"));
        Assert.Empty(_fixture.Suggestions(CommandFixture.OtherWorkspaceManager, "unsubscribe", "topic"));
        foreach (var line in new[] { "topic edit oil war", "topic remove oil", "subscribe oil", "unsubscribe oil" })
        {
            Assert.Contains("There is no topic “oil” here", await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, line));
        }

        Assert.Equal(["oil"], await _fixture.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil' AND removed_at IS NULL"));
    }

    [Fact]
    public async Task Two_servers_may_use_the_same_name()
    {
        await RunAsync("topic add oil oil");
        await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "topic add oil petroleum");

        await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "topic remove oil");

        Assert.Equal(["oil"], await _fixture.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil' AND removed_at IS NULL"));
    }

    [Fact]
    public async Task A_caller_cannot_impersonate_the_configuration_workspace()
    {
        var impostor = CommandFixture.CallerIn("", "100") with { Channel = new DestinationAddress("settings", "") };

        Assert.Contains("is defined in the settings file", await _fixture.RunToTextAsync(impostor, "topic remove ceasefire"));
    }

    [Fact]
    public async Task A_truncated_list_gives_the_number_of_omitted_items()
    {
        for (var i = 0; i < 60; i++)
        {
            await RunAsync($"topic add oil-{i} {string.Join(", ", Enumerable.Repeat("petroleum", 9))}");
        }

        var text = await RunAsync("topic list");

        Assert.Matches("and [0-9]+ more", text);
        Assert.InRange(text.Length, 500, 3800);
    }

    private Task<string> RunAsync(string line) => _fixture.RunToTextAsync(CommandFixture.Manager, line);
}
