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
        await using var fixture = await CommandFixture.OpenAsync();

        var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Member, "subscrbe", Nothing, false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains("There is no command “subscrbe”. Did you mean `/news subscribe`?", fixture.RenderText(reply));
    }

    [Fact]
    public async Task A_caller_who_is_not_a_manager_gets_a_refusal_and_nothing_changes()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        foreach (var spec in fixture.Dispatcher.Specs.Where(spec => spec.RequiresManager))
        {
            var options = spec.Options.ToDictionary(option => option.Name, _ => "ceasefire");
            var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Member, spec.Path, options, canShowForms: true,
                CancellationToken.None);

            Assert.True(reply.IsMistake);
            Assert.Null(reply.Form);
            Assert.StartsWith("Only managers can use", fixture.RenderText(reply), StringComparison.Ordinal);
        }

        Assert.Equal(1, await fixture.Test.NumberAsync("SELECT COUNT(*) FROM workspace"));
    }

    [Fact]
    public async Task Commands_open_to_everyone_are_read_only_and_all_others_require_a_manager()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        var managerOnly = fixture.Dispatcher.Specs.Where(spec => spec.RequiresManager).Select(spec => spec.Path);

        Assert.Superset(
            new HashSet<string> { "subscribe", "unsubscribe", "topic add", "topic edit", "topic remove", "feed add", "feed remove",
                "settings", "pause", "resume" },
            managerOnly.ToHashSet());
    }

    [Theory]
    [InlineData("subscribe", "", "", "Missing: `topic`. Usage: `/news subscribe topic [mode] [ping]`")]
    [InlineData("topic add", "name", "oil", "Missing: `query`. Usage:")]
    [InlineData("subscribe", "mode", "weekly",
        "`mode` must be instant or digest, not “weekly” (instant: each story at once; digest: once a day (settings digest-at)). Usage:")]
    [InlineData("subscribe", "topik", "oil", "Unknown option “topik”. Did you mean `topic`?")]
    [InlineData("resume", "for", "1h", "Unknown option “for”: this command has no options.")]
    [InlineData("pause", "for", "abcdefghijklmnopqrstuvwxyz", "`for` is too long: it has 26 characters, and the limit is 20.")]
    public async Task Options_are_validated_against_the_specification(string path, string option, string value, string expected)
    {
        await using var fixture = await CommandFixture.OpenAsync();
        var options = option.Length == 0 ? Nothing : new Dictionary<string, string> { [option] = value };

        var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Manager, path, options, canShowForms: false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, fixture.RenderText(reply));
    }

    [Fact]
    public async Task On_platforms_with_forms_a_missing_option_opens_a_form_prefilled_with_the_given_ones()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Manager, "topic add",
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
        await using var fixture = await CommandFixture.OpenAsync();
        await fixture.RunAsync(CommandFixture.Manager, "/news topic add oil oil, \"crude oil\"");

        var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Manager, "topic edit",
            new Dictionary<string, string> { ["name"] = "OIL" }, canShowForms: true, CancellationToken.None);

        Assert.Equal("oil, \"crude oil\"", reply.Form!.Fields[1].Value);
    }

    [Fact]
    public async Task No_form_is_shown_for_a_topic_that_cannot_be_changed()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        var reply = await fixture.Dispatcher.RunAsync(CommandFixture.Manager, "topic edit",
            new Dictionary<string, string> { ["name"] = "ceasefire" }, canShowForms: true, CancellationToken.None);

        Assert.Null(reply.Form);
        Assert.Contains("is defined in the settings file", fixture.RenderText(reply));
    }

    [Fact]
    public async Task An_internal_failure_gets_a_one_sentence_reply_and_is_logged_without_user_input()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        var log = new CapturingLogger<CommandDispatcher>();
        using var directory = new WorkspaceDirectory(test.Database);
        var dispatcher = new CommandDispatcher(
            [new Broken()], null!, new SuggestionProvider(directory), new WorkspaceStore(test.Database), log);

        var reply = await dispatcher.RunAsync(CommandFixture.Manager, "break",
            new Dictionary<string, string> { ["what"] = "https://me:password@a.example" }, false, CancellationToken.None);
        var buttonReply = await dispatcher.HandleButtonAsync(CommandFixture.Manager, "anything", CancellationToken.None);

        Assert.True(reply is { IsMistake: true, IsPublic: false });
        Assert.True(buttonReply.IsMistake);
        Assert.Equal(["Command break failed.", "Command (button) failed."], log.Lines);
    }

    [Fact]
    public async Task Slow_commands_run_one_at_a_time_per_workspace_without_delaying_others()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        using var directory = new WorkspaceDirectory(test.Database);
        var slow = new Slow();
        var dispatcher = new CommandDispatcher([slow], null!, new SuggestionProvider(directory), new WorkspaceStore(test.Database),
            NullLogger<CommandDispatcher>.Instance);

        var first = dispatcher.RunAsync(CommandFixture.Manager, "dig", Nothing, false, CancellationToken.None);
        await slow.Started.Task;
        var second = await dispatcher.RunAsync(CommandFixture.Member, "dig", Nothing, false, CancellationToken.None);
        var inOtherWorkspace = dispatcher.RunAsync(CommandFixture.OtherWorkspaceManager, "dig", Nothing, false, CancellationToken.None);
        slow.End.SetResult();

        Assert.True(second.IsMistake);
        Assert.False((await first).IsMistake);
        Assert.False((await inOtherWorkspace).IsMistake);
        Assert.False((await dispatcher.RunAsync(CommandFixture.Member, "dig", Nothing, false, CancellationToken.None)).IsMistake);
    }

    [Fact]
    public async Task An_unknown_command_or_option_has_no_suggestions()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        Assert.Empty(fixture.Dispatcher.Suggest(CommandFixture.Manager, "no such", "topic", ""));
        Assert.Empty(fixture.Dispatcher.Suggest(CommandFixture.Manager, "subscribe", "no such", ""));
    }

    [Fact]
    public async Task Suggestions_list_prefix_matches_first_and_at_most_25()
    {
        await using var fixture = await CommandFixture.OpenAsync();
        foreach (var name in Enumerable.Range(10, 30).Select(i => $"oil-{i}").Prepend("crude-oil"))
        {
            await fixture.RunAsync(CommandFixture.Manager, $"topic add {name} oil");
        }

        var suggestions = fixture.Suggestions(CommandFixture.Manager, "subscribe", "topic", " OIL").ToList();

        Assert.Equal(25, suggestions.Count);
        Assert.All(suggestions, name => Assert.StartsWith("oil-", name, StringComparison.Ordinal));
        Assert.Equal(["crude-oil"], fixture.Suggestions(CommandFixture.Manager, "topic remove", "name", "crude"));
        Assert.Equal(["crude-oil"], fixture.Suggestions(CommandFixture.Manager, "topic edit", "name", "e-o"));
    }

    [Fact]
    public async Task Changes_by_another_worker_appear_in_suggestions_after_a_second()
    {
        await using var fixture = await CommandFixture.OpenAsync();
        await fixture.RunAsync(CommandFixture.Manager, "topic add oil oil");
        using var otherWorker = new WorkspaceDirectory(fixture.Test.Database);
        await otherWorker.RefreshAsync(CancellationToken.None);
        using var refresher = new WorkspaceDirectoryRefresher(
            otherWorker, fixture.Test.Time, NullLogger<WorkspaceDirectoryRefresher>.Instance);
        await refresher.StartAsync(CancellationToken.None);

        await fixture.RunAsync(CommandFixture.Manager, "topic add gas gas");

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (otherWorker.OwnTopics(CommandFixture.Manager).Count() < 2 && await poll.WaitForNextTickAsync(timeout.Token))
        {
            fixture.Test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["oil", "gas"], otherWorker.OwnTopics(CommandFixture.Manager));
        await refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Every_command_specification_is_within_platform_limits()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        Assert.All(fixture.Dispatcher.Specs, spec =>
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
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource End { get; } = new();

        public CommandSpec Spec { get; } = new("dig", "Digs", []) { IsSlow = true };

        public async Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken)
        {
            Started.TrySetResult();
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
