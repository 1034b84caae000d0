using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Tests.Chat.Commands;

public sealed class TopicCommandTests : IAsyncLifetime
{
    private CommandRoom _room = null!;

    public async ValueTask InitializeAsync() => _room = await CommandRoom.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    private IReadOnlyList<TopicMatch> Found(TopicDocument document) => _room.Get<TopicIndex>().Match(document, new HashSet<WorkspaceId> { WorkspaceId.Settings });

    [Fact]
    public async Task A_topic_that_is_added_is_found_in_articles_at_once()
    {
        var text = await AskAsync("/news topic add oil oil, \"crude oil\"");

        var match = Assert.Single(Found(new TopicDocument("Crude oil falls", null, null, null, "en")));
        Assert.Equal("oil", match.Topic.Name);
        Assert.Contains("any of: the word oil, the exact phrase “crude oil”; words also with their plural, possessive and verb endings", text);
        Assert.Contains("`/news topic remove oil`", text);
    }

    [Fact]
    public async Task A_mistake_in_a_query_is_shown_with_its_place_and_mend_and_nothing_is_saved()
    {
        var reply = await _room.SayAsync(CommandRoom.Manager, "/news topic add peace war && peace");

        Assert.True(reply.IsMistake);
        Assert.Equal("The query has a mistake: & is no operator here: write AND.\n`war && peace`\n`····^`\nNothing was saved.\n", _room.Text(reply));
        Assert.Equal(2, await _room.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Theory]
    [InlineData("topic add talks harbour or strait", "In lower case, “or” is a word to find like any other. As an operator: OR.")]
    [InlineData("topic add talks harbour and strait not football", "In lower case, “and” and “not” are words to find like any other. As an operator: AND, NOT.")]
    [InlineData("topic test harbour or strait", "In lower case, “or” is a word to find like any other. As an operator: OR.")]
    public async Task An_operator_in_lower_case_is_said_to_be_a_word(string line, string expected) => Assert.Contains(expected, await AskAsync(line));

    [Theory]
    [InlineData("topic add talks harbour OR strait")]
    [InlineData("topic add talks \"war and peace\"")]
    [InlineData("topic add talks title:\"war and peace\", strait")]
    public async Task Other_queries_are_not_lectured(string line) => Assert.DoesNotContain("lower case", await AskAsync(line));

    [Fact]
    public async Task A_mistake_far_into_a_query_is_shown_with_what_stands_around_it()
    {
        var text = await AskAsync($"/news topic add long {string.Join(", ", Enumerable.Repeat("harbour", 50))}, && {string.Join(", ", Enumerable.Repeat("strait", 50))}");

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Contains("`…", text);
    }

    [Theory]
    [InlineData("OIL")]
    [InlineData("Ceasefire")]
    public async Task A_name_is_given_once_whatever_its_case(string name)
    {
        await AskAsync("topic add oil oil");

        var reply = await _room.SayAsync(CommandRoom.Manager, $"topic add {name} crude");

        Assert.True(reply.IsMistake);
        Assert.Contains("already", _room.Text(reply));
        Assert.Equal(3, await _room.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Theory]
    [InlineData("\"two words\"")]
    [InlineData("@everyone")]
    [InlineData("<@&1402>")]
    [InlineData("-dash")]
    [InlineData("a/b")]
    [InlineData("it’s")]
    [InlineData("\u202Eoil")]
    public async Task A_name_that_is_no_word_is_refused(string name)
    {
        var reply = await _room.Desk.RunAsync(
            CommandRoom.Manager, "topic add", new Dictionary<string, string> { ["name"] = name == "\u202Eoil" ? "oil;gas" : name, ["query"] = "oil" }, false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Equal(2, await _room.Test.NumberAsync("SELECT COUNT(*) FROM topic"));
    }

    [Fact]
    public async Task Names_of_other_scripts_are_names()
    {
        Assert.Contains("The topic перемирие is there.", await AskAsync("topic add перемирие перемирие"));
    }

    [Fact]
    public async Task A_query_goes_on_over_lines_as_one()
    {
        await _room.Desk.RunAsync(CommandRoom.Manager, "topic add", new Dictionary<string, string> { ["name"] = "oil", ["query"] = " oil,\r\n  gas \u202E" }, false, CancellationToken.None);

        Assert.Equal(["oil, gas"], await _room.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil'"));
    }

    [Fact]
    public async Task A_query_beyond_the_limit_is_refused()
    {
        var reply = await _room.SayAsync(CommandRoom.Manager, $"topic add oil {string.Join(",", Enumerable.Repeat("oil", 300))}");

        Assert.Contains("1000 is the most", _room.Text(reply));
    }

    [Fact]
    public async Task Topics_beyond_the_limit_are_refused_in_words()
    {
        await AskAsync("topic add oil oil");
        await _room.Test.ExecuteAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199) INSERT INTO topic (workspace_id, name, query, origin, position) SELECT 1, 'n' || i, 'oil', 'chat', i FROM n");

        Assert.Contains("There are 200 topics here, which is the most", await AskAsync("topic add gas gas"));
        Assert.Contains("The topic gas is there.", await _room.AskAsync(CommandRoom.Stranger, "topic add gas gas"));
        await AskAsync("topic remove n7");
        Assert.Contains("The topic gas is there.", await AskAsync("topic add gas gas"));
    }

    [Fact]
    public async Task An_edit_gives_the_topic_a_new_revision_and_says_how_to_undo_it()
    {
        await AskAsync("topic add oil oil");

        var text = await AskAsync("topic edit OIL crude");

        Assert.Contains("Undo: `/news topic edit oil oil`", text);
        Assert.Equal(2, await _room.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
        Assert.Single(Found(new TopicDocument("Crude falls", null, null, null, "en")));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_says_so()
    {
        await AskAsync("topic add oil oil");

        Assert.Contains("nothing changed", await AskAsync("topic edit oil oil"));
        Assert.Equal(1, await _room.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
    }

    [Fact]
    public async Task A_topic_that_is_removed_ends_everywhere_and_its_name_is_free_again()
    {
        await AskAsync("topic add oil oil");
        await AskAsync("subscribe oil");

        var text = await AskAsync("topic remove oil");

        Assert.Contains("the channel that followed it gets no more of it", text);
        Assert.Contains("Undo: `/news topic add oil oil`, then `/news subscribe oil` in each channel", text);
        Assert.Empty(Found(new TopicDocument("Oil falls", null, null, null, "en")));
        Assert.Contains("The topic Oil is there.", await AskAsync("topic add Oil \"crude oil\""));
        Assert.Equal(0, await _room.Test.NumberAsync("SELECT COUNT(*) FROM subscription"));
        await AskAsync("topic remove Oil");
        Assert.Contains("The topic oil is there.", await AskAsync("topic add oil oil"));
        Assert.Equal(2, await _room.Test.NumberAsync("SELECT revision FROM topic WHERE name = 'oil'"));
    }

    [Theory]
    [InlineData("topic edit ceasefire war")]
    [InlineData("topic remove ceasefire")]
    [InlineData("topic remove Article-5")]
    public async Task The_topics_of_the_settings_file_cannot_be_changed_by_chat(string line)
    {
        var reply = await _room.SayAsync(CommandRoom.Manager, line);

        Assert.True(reply.IsMistake);
        Assert.Contains("stands in the settings file, which chat cannot change: ask whoever runs AlertBot", _room.Text(reply));
        Assert.Equal(["ceasefire, truce", "\"Article 5\""], await _room.Test.TextsAsync("SELECT query FROM topic WHERE removed_at IS NULL ORDER BY id"));
    }

    [Fact]
    public async Task Another_servers_topics_are_not_seen_suggested_or_changed()
    {
        await AskAsync("topic add oil oil");
        await AskAsync("subscribe oil");

        Assert.DoesNotContain("oil", await _room.AskAsync(CommandRoom.Stranger, "topic list"));
        Assert.Equal(["ceasefire", "article-5"], _room.Suggested(CommandRoom.Stranger, "subscribe", "topic"));
        Assert.Empty(_room.Suggested(CommandRoom.Stranger, "topic edit", "name"));
        Assert.Empty(_room.Suggested(CommandRoom.Stranger, "unsubscribe", "topic"));
        foreach (var line in new[] { "topic edit oil war", "topic remove oil", "subscribe oil", "unsubscribe oil" })
        {
            Assert.Contains("There is no topic “oil” here", await _room.AskAsync(CommandRoom.Stranger, line));
        }

        Assert.Equal(["oil"], await _room.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil' AND removed_at IS NULL"));
    }

    [Fact]
    public async Task Two_servers_may_use_the_same_name()
    {
        await AskAsync("topic add oil oil");
        await _room.AskAsync(CommandRoom.Stranger, "topic add oil petroleum");

        await _room.AskAsync(CommandRoom.Stranger, "topic remove oil");

        Assert.Equal(["oil"], await _room.Test.TextsAsync("SELECT query FROM topic WHERE name = 'oil' AND removed_at IS NULL"));
    }

    [Fact]
    public async Task The_workspace_of_the_settings_file_cannot_be_spoken_for()
    {
        var impostor = CommandRoom.Of("", "100") with { Channel = new AlertBot.Alerts.DestinationAddress("settings", "") };

        Assert.Contains("stands in the settings file", await _room.AskAsync(impostor, "topic remove ceasefire"));
    }

    [Fact]
    public async Task A_long_list_says_how_much_there_is_beside()
    {
        for (var i = 0; i < 60; i++)
        {
            await AskAsync($"topic add oil-{i} {string.Join(", ", Enumerable.Repeat("petroleum", 9))}");
        }

        var text = await AskAsync("topic list");

        Assert.Matches("and [0-9]+ more", text);
        Assert.InRange(text.Length, 500, 3800);
    }

    private Task<string> AskAsync(string line) => _room.AskAsync(CommandRoom.Manager, line);
}
