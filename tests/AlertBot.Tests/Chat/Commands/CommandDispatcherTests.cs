using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Commands;

public class CommandDispatcherTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task An_unknown_command_suggests_the_nearest_one()
    {
        await using var room = await CommandFixture.OpenAsync();

        var reply = await room.Dispatcher.RunAsync(CommandFixture.Member, "subscrbe", Nothing, false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains("There is no command “subscrbe”. Did you mean `/news subscribe`?", room.RenderText(reply));
    }

    [Fact]
    public async Task A_caller_who_is_not_a_manager_gets_a_refusal_and_nothing_changes()
    {
        await using var room = await CommandFixture.OpenAsync();

        foreach (var spec in room.Dispatcher.Specs.Where(spec => spec.RequiresManager))
        {
            var options = spec.Options.ToDictionary(option => option.Name, _ => "ceasefire");
            var reply = await room.Dispatcher.RunAsync(CommandFixture.Member, spec.Path, options, canShowForms: true,
                CancellationToken.None);

            Assert.True(reply.IsMistake);
            Assert.Null(reply.Form);
            Assert.StartsWith("Only managers may use", room.RenderText(reply), StringComparison.Ordinal);
        }

        Assert.Equal(1, await room.Test.NumberAsync("SELECT COUNT(*) FROM workspace"));
    }

    [Fact]
    public async Task Commands_open_to_everyone_are_read_only_and_all_others_require_a_manager()
    {
        await using var room = await CommandFixture.OpenAsync();

        var managed = room.Dispatcher.Specs.Where(spec => spec.RequiresManager).Select(spec => spec.Path);

        Assert.Superset(
            new HashSet<string> { "subscribe", "unsubscribe", "topic add", "topic edit", "topic remove", "feed add", "feed remove",
                "settings", "pause", "resume" },
            managed.ToHashSet());
    }

    [Theory]
    [InlineData("subscribe", "", "", "Topic is missing. Type `/news subscribe topic [mode] [ping]`.")]
    [InlineData("topic add", "name", "oil", "Query is missing.")]
    [InlineData("subscribe", "mode", "digest", "Mode can only be instant: each story at once; digests come with a later version. Type")]
    [InlineData("subscribe", "topik", "oil", "There is no option “topik” here; did you mean topic?")]
    [InlineData("resume", "for", "1h", "There is no option “for”: this command takes none.")]
    [InlineData("pause", "for", "abcdefghijklmnopqrstuvwxyz", "For is 26 characters long, and 20 is the most: shorten it.")]
    public async Task Options_are_validated_against_the_specification(string path, string option, string value, string expected)
    {
        await using var room = await CommandFixture.OpenAsync();
        var options = option.Length == 0 ? Nothing : new Dictionary<string, string> { [option] = value };

        var reply = await room.Dispatcher.RunAsync(CommandFixture.Manager, path, options, canShowForms: false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, room.RenderText(reply));
    }

    [Fact]
    public async Task On_platforms_with_forms_a_missing_option_opens_a_form_prefilled_with_the_given_ones()
    {
        await using var room = await CommandFixture.OpenAsync();

        var reply = await room.Dispatcher.RunAsync(CommandFixture.Manager, "topic add",
            new Dictionary<string, string> { ["name"] = "oil" }, canShowForms: true, CancellationToken.None);

        Assert.Equal("Add topic", reply.Form!.Title);
        Assert.Equal(
            [new ReplyForm.Field("name", "Name", "oil", true, false, 64), new ReplyForm.Field("query", "Query", null, true, true, 1000)],
            reply.Form.Fields.Select(field => field with { Hint = "" }));
        Assert.All(reply.Form.Fields, field => Assert.InRange(field.Hint.Length, 1, 100));
    }

    [Fact]
    public async Task The_topic_edit_form_is_prefilled_with_the_current_query()
    {
        await using var room = await CommandFixture.OpenAsync();
        await room.RunAsync(CommandFixture.Manager, "/news topic add oil oil, \"crude oil\"");

        var reply = await room.Dispatcher.RunAsync(CommandFixture.Manager, "topic edit",
            new Dictionary<string, string> { ["name"] = "OIL" }, canShowForms: true, CancellationToken.None);

        Assert.Equal("oil, \"crude oil\"", reply.Form!.Fields[1].Value);
    }

    [Fact]
    public async Task No_form_is_shown_for_a_topic_that_cannot_be_changed()
    {
        await using var room = await CommandFixture.OpenAsync();

        var reply = await room.Dispatcher.RunAsync(CommandFixture.Manager, "topic edit",
            new Dictionary<string, string> { ["name"] = "ceasefire" }, canShowForms: true, CancellationToken.None);

        Assert.Null(reply.Form);
        Assert.Contains("stands in the settings file", room.RenderText(reply));
    }

    [Fact]
    public async Task An_internal_failure_gets_a_one_sentence_reply_and_is_logged_without_user_input()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        var log = new CapturingLogger<CommandDispatcher>();
        using var directory = new WorkspaceDirectory(test.Database);
        var desk = new CommandDispatcher([new Broken()], null!, new SuggestionProvider(directory), new WorkspaceStore(test.Database), log);

        var reply = await desk.RunAsync(CommandFixture.Manager, "break",
            new Dictionary<string, string> { ["what"] = "https://me:password@a.example" }, false, CancellationToken.None);
        var pressed = await desk.HandleButtonAsync(CommandFixture.Manager, "anything", CancellationToken.None);

        Assert.True(reply is { IsMistake: true, IsPublic: false });
        Assert.True(pressed.IsMistake);
        Assert.Equal(["The command break failed", "The command a button failed"], log.Lines);
    }

    [Fact]
    public async Task Slow_commands_run_one_at_a_time_per_workspace_without_delaying_others()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        using var directory = new WorkspaceDirectory(test.Database);
        var slow = new Slow();
        var desk = new CommandDispatcher([slow], null!, new SuggestionProvider(directory), new WorkspaceStore(test.Database),
            NullLogger<CommandDispatcher>.Instance);

        var first = desk.RunAsync(CommandFixture.Manager, "dig", Nothing, false, CancellationToken.None);
        await slow.Begun.Task;
        var second = await desk.RunAsync(CommandFixture.Member, "dig", Nothing, false, CancellationToken.None);
        var elsewhere = desk.RunAsync(CommandFixture.OtherWorkspaceManager, "dig", Nothing, false, CancellationToken.None);
        slow.End.SetResult();

        Assert.True(second.IsMistake);
        Assert.False((await first).IsMistake);
        Assert.False((await elsewhere).IsMistake);
        Assert.False((await desk.RunAsync(CommandFixture.Member, "dig", Nothing, false, CancellationToken.None)).IsMistake);
    }

    [Fact]
    public async Task An_unknown_command_or_option_has_no_suggestions()
    {
        await using var room = await CommandFixture.OpenAsync();

        Assert.Empty(room.Dispatcher.Suggest(CommandFixture.Manager, "no such", "topic", ""));
        Assert.Empty(room.Dispatcher.Suggest(CommandFixture.Manager, "subscribe", "no such", ""));
    }

    [Fact]
    public async Task Suggestions_list_prefix_matches_first_and_at_most_25()
    {
        await using var room = await CommandFixture.OpenAsync();
        foreach (var name in Enumerable.Range(10, 30).Select(i => $"oil-{i}").Prepend("crude-oil"))
        {
            await room.RunAsync(CommandFixture.Manager, $"topic add {name} oil");
        }

        var suggested = room.Suggestions(CommandFixture.Manager, "subscribe", "topic", " OIL").ToList();

        Assert.Equal(25, suggested.Count);
        Assert.All(suggested, name => Assert.StartsWith("oil-", name, StringComparison.Ordinal));
        Assert.Equal(["crude-oil"], room.Suggestions(CommandFixture.Manager, "topic remove", "name", "crude"));
        Assert.Equal(["crude-oil"], room.Suggestions(CommandFixture.Manager, "topic edit", "name", "e-o"));
    }

    [Fact]
    public async Task Changes_by_another_worker_appear_in_suggestions_after_a_second()
    {
        await using var room = await CommandFixture.OpenAsync();
        await room.RunAsync(CommandFixture.Manager, "topic add oil oil");
        using var elsewhere = new WorkspaceDirectory(room.Test.Database);
        await elsewhere.RefreshAsync(CancellationToken.None);
        using var watch = new WorkspaceDirectoryRefresher(elsewhere, room.Test.Time, NullLogger<WorkspaceDirectoryRefresher>.Instance);
        await watch.StartAsync(CancellationToken.None);

        await room.RunAsync(CommandFixture.Manager, "topic add gas gas");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (elsewhere.OwnTopics(CommandFixture.Manager).Count() < 2 && await look.WaitForNextTickAsync(patience.Token))
        {
            room.Test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["oil", "gas"], elsewhere.OwnTopics(CommandFixture.Manager));
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Every_command_specification_is_within_platform_limits()
    {
        await using var room = await CommandFixture.OpenAsync();

        Assert.All(room.Dispatcher.Specs, spec =>
        {
            Assert.InRange(spec.Description.Length, 1, 100);
            Assert.InRange(spec.Path.Split(' ').Length, 1, 2);
            Assert.Matches("^[a-z]+( [a-z]+)?$", spec.Path);
            Assert.Equal(spec.Options.OrderByDescending(option => option.IsRequired), spec.Options);
            Assert.All(spec.Options, option =>
            {
                Assert.Matches("^[a-z-]{1,32}$", option.Name);
                Assert.InRange(option.Description.Length, 1, 100);
                Assert.InRange(option.Choices.Count, option.Kind == OptionKind.Choice ? 1 : 0, 25);
            });
        });
    }

    private sealed class Slow : INewsCommand
    {
        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource End { get; } = new();

        public CommandSpec Spec { get; } = new("dig", "Digs", []) { IsSlow = true };

        public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
        {
            Begun.TrySetResult();
            await End.Task;
            return Reply.Of(new ReplyBlock.Paragraph("Dug."));
        }
    }

    private sealed class Broken : INewsCommand
    {
        public CommandSpec Spec { get; } = new("break", "Breaks", [new OptionSpec("what", "What", OptionKind.Text)]);

        public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
