using AlertBot.Alerts;
using AlertBot.Chat.Commands;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Commands;

public class CommandDeskTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task An_unknown_command_is_answered_with_the_nearest()
    {
        await using var room = await CommandRoom.OpenAsync();

        var reply = await room.Desk.RunAsync(CommandRoom.Member, "subscrbe", Nothing, false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains("There is no command “subscrbe”. Did you mean `/news subscribe`?", room.Text(reply));
    }

    [Fact]
    public async Task Whoever_is_no_manager_is_refused_in_words_and_nothing_changes()
    {
        await using var room = await CommandRoom.OpenAsync();

        foreach (var spec in room.Desk.Specs.Where(spec => spec.ForManagers))
        {
            var options = spec.Options.ToDictionary(option => option.Name, _ => "ceasefire");
            var reply = await room.Desk.RunAsync(CommandRoom.Member, spec.Path, options, canShowForms: true, CancellationToken.None);

            Assert.True(reply.IsMistake);
            Assert.Null(reply.Form);
            Assert.StartsWith("Only managers may use", room.Text(reply), StringComparison.Ordinal);
        }

        Assert.Equal(1, await room.Test.NumberAsync("SELECT COUNT(*) FROM workspace"));
    }

    [Fact]
    public async Task What_everyone_may_do_changes_nothing_and_the_rest_is_for_managers()
    {
        await using var room = await CommandRoom.OpenAsync();

        var managed = room.Desk.Specs.Where(spec => spec.ForManagers).Select(spec => spec.Path);

        Assert.Superset(
            new HashSet<string> { "subscribe", "unsubscribe", "topic add", "topic edit", "topic remove", "feed add", "feed remove", "settings", "pause", "resume" },
            managed.ToHashSet());
    }

    [Theory]
    [InlineData("subscribe", "", "", "Topic is missing. Type `/news subscribe topic [mode] [ping]`.")]
    [InlineData("topic add", "name", "oil", "Query is missing.")]
    [InlineData("subscribe", "mode", "digest", "Mode can only be instant: each story at once; digests come with a later version. Type")]
    [InlineData("subscribe", "topik", "oil", "There is no option “topik” here; did you mean topic?")]
    [InlineData("resume", "for", "1h", "There is no option “for”: this command takes none.")]
    [InlineData("pause", "for", "abcdefghijklmnopqrstuvwxyz", "For is 26 characters long, and 20 is the most: shorten it.")]
    public async Task Options_are_held_against_the_spec(string path, string option, string value, string expected)
    {
        await using var room = await CommandRoom.OpenAsync();
        var options = option.Length == 0 ? Nothing : new Dictionary<string, string> { [option] = value };

        var reply = await room.Desk.RunAsync(CommandRoom.Manager, path, options, canShowForms: false, CancellationToken.None);

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, room.Text(reply));
    }

    [Fact]
    public async Task Where_the_platform_has_forms_a_missing_option_is_asked_for_with_what_was_given()
    {
        await using var room = await CommandRoom.OpenAsync();

        var reply = await room.Desk.RunAsync(CommandRoom.Manager, "topic add", new Dictionary<string, string> { ["name"] = "oil" }, canShowForms: true, CancellationToken.None);

        Assert.Equal("Add topic", reply.Form!.Title);
        Assert.Equal(
            [new ReplyForm.Field("name", "Name", "oil", true, false, 64), new ReplyForm.Field("query", "Query", null, true, true, 1000)],
            reply.Form.Fields.Select(field => field with { Hint = "" }));
        Assert.All(reply.Form.Fields, field => Assert.InRange(field.Hint.Length, 1, 100));
    }

    [Fact]
    public async Task The_form_of_topic_edit_begins_with_the_present_query()
    {
        await using var room = await CommandRoom.OpenAsync();
        await room.SayAsync(CommandRoom.Manager, "/news topic add oil oil, \"crude oil\"");

        var reply = await room.Desk.RunAsync(CommandRoom.Manager, "topic edit", new Dictionary<string, string> { ["name"] = "OIL" }, canShowForms: true, CancellationToken.None);

        Assert.Equal("oil, \"crude oil\"", reply.Form!.Fields[1].Value);
    }

    [Fact]
    public async Task A_form_is_not_shown_for_a_topic_that_cannot_be_changed()
    {
        await using var room = await CommandRoom.OpenAsync();

        var reply = await room.Desk.RunAsync(CommandRoom.Manager, "topic edit", new Dictionary<string, string> { ["name"] = "ceasefire" }, canShowForms: true, CancellationToken.None);

        Assert.Null(reply.Form);
        Assert.Contains("stands in the settings file", room.Text(reply));
    }

    [Fact]
    public async Task A_failure_of_ours_is_answered_in_a_sentence_and_logged_without_what_was_typed()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        var log = new SaidLogger<CommandDesk>();
        using var directory = new WorkspaceDirectory(test.Database);
        var desk = new CommandDesk([new Broken()], null!, new Suggestions(directory), new WorkspaceStore(test.Database), log);

        var reply = await desk.RunAsync(CommandRoom.Manager, "break", new Dictionary<string, string> { ["what"] = "https://me:password@a.example" }, false, CancellationToken.None);
        var pressed = await desk.PressAsync(CommandRoom.Manager, "anything", CancellationToken.None);

        Assert.True(reply is { IsMistake: true, ToAll: false });
        Assert.True(pressed.IsMistake);
        Assert.Equal(["The command break failed", "The command a button failed"], log.Lines);
    }

    [Fact]
    public async Task A_slow_command_runs_once_at_a_time_in_a_workspace_and_others_do_not_wait()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        using var directory = new WorkspaceDirectory(test.Database);
        var slow = new Slow();
        var desk = new CommandDesk([slow], null!, new Suggestions(directory), new WorkspaceStore(test.Database), NullLogger<CommandDesk>.Instance);

        var first = desk.RunAsync(CommandRoom.Manager, "dig", Nothing, false, CancellationToken.None);
        await slow.Begun.Task;
        var second = await desk.RunAsync(CommandRoom.Member, "dig", Nothing, false, CancellationToken.None);
        var elsewhere = desk.RunAsync(CommandRoom.Stranger, "dig", Nothing, false, CancellationToken.None);
        slow.End.SetResult();

        Assert.True(second.IsMistake);
        Assert.False((await first).IsMistake);
        Assert.False((await elsewhere).IsMistake);
        Assert.False((await desk.RunAsync(CommandRoom.Member, "dig", Nothing, false, CancellationToken.None)).IsMistake);
    }

    [Fact]
    public async Task Suggestions_for_what_does_not_exist_are_none()
    {
        await using var room = await CommandRoom.OpenAsync();

        Assert.Empty(room.Desk.Suggest(CommandRoom.Manager, "no such", "topic", ""));
        Assert.Empty(room.Desk.Suggest(CommandRoom.Manager, "subscribe", "no such", ""));
    }

    [Fact]
    public async Task Suggestions_begin_with_what_begins_as_typed_and_are_25_at_most()
    {
        await using var room = await CommandRoom.OpenAsync();
        foreach (var name in Enumerable.Range(10, 30).Select(i => $"oil-{i}").Prepend("crude-oil"))
        {
            await room.SayAsync(CommandRoom.Manager, $"topic add {name} oil");
        }

        var suggested = room.Suggested(CommandRoom.Manager, "subscribe", "topic", " OIL").ToList();

        Assert.Equal(25, suggested.Count);
        Assert.All(suggested, name => Assert.StartsWith("oil-", name, StringComparison.Ordinal));
        Assert.Equal(["crude-oil"], room.Suggested(CommandRoom.Manager, "topic remove", "name", "crude"));
        Assert.Equal(["crude-oil"], room.Suggested(CommandRoom.Manager, "topic edit", "name", "e-o"));
    }

    [Fact]
    public async Task What_another_worker_changes_is_suggested_after_a_second()
    {
        await using var room = await CommandRoom.OpenAsync();
        await room.SayAsync(CommandRoom.Manager, "topic add oil oil");
        using var elsewhere = new WorkspaceDirectory(room.Test.Database);
        await elsewhere.RefreshAsync(CancellationToken.None);
        using var watch = new DirectoryWatch(elsewhere, room.Test.Time, NullLogger<DirectoryWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);

        await room.SayAsync(CommandRoom.Manager, "topic add gas gas");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (elsewhere.OwnTopics(CommandRoom.Manager).Count() < 2 && await look.WaitForNextTickAsync(patience.Token))
        {
            room.Test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["oil", "gas"], elsewhere.OwnTopics(CommandRoom.Manager));
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Every_spec_keeps_the_limits_of_the_platforms()
    {
        await using var room = await CommandRoom.OpenAsync();

        Assert.All(room.Desk.Specs, spec =>
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
