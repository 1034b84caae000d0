using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Slack;
using AlertBot.Tests.Chat.Discord;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack;

public class SlackTalkTests
{
    [Fact]
    public async Task A_command_is_answered_to_the_asker_alone_and_joins_the_channel()
    {
        await using var room = await SlackRoom.OpenAsync();

        var said = await room.AskAsync("subscribe ceasefire");

        Assert.Contains("News on *ceasefire* comes to <#C0ROOM0001> from now on.", said, StringComparison.Ordinal);
        var message = Assert.Single(room.Slack.Said);
        Assert.Equal(("ephemeral", false, null), (message.ResponseType, message.ReplaceOriginal, message.ThreadTs));
        Assert.Equal(SlackRoom.Answers, Assert.Single(room.Slack.SaidTo).AbsoluteUri);
        Assert.Equal(SlackRoom.Channel, (string?)Assert.Single(room.Slack.Views("conversations.join"))!["channel"]);
        Assert.Equal(1, await room.Room.Test.NumberAsync("SELECT count(*) FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN workspace w ON w.id = d.workspace_id WHERE d.platform = 'slack' AND d.external_id = 'C0ROOM0001' AND w.external_id = 'T0ROOM0001'"));
    }

    [Fact]
    public async Task News_is_answered_to_everyone_and_a_mistake_to_the_asker()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.TypeAsync("latest");
        await room.TypeAsync("latest nosuchtopic");

        Assert.Equal(["in_channel", "ephemeral"], room.Slack.Said.Select(message => message.ResponseType));
    }

    [Theory]
    [InlineData("sbscribe ceasefire", "Did you mean `/news subscribe`?")]
    [InlineData("topic ad x", "Did you mean `/news topic add`?")]
    [InlineData("unsubscribe", "Type `/news unsubscribe topic`")]
    [InlineData("topic", "Which one: `/news topic add`")]
    [InlineData("&lt;!channel&gt;", "There is no command “&lt;!channel›”.")]
    public async Task What_is_mistyped_is_answered_with_what_was_meant(string text, string answer)
    {
        await using var room = await SlackRoom.OpenAsync();

        Assert.Contains(answer, await room.AskAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotation_marks_straight_and_curly_and_entities_reach_the_query()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.TypeAsync("topic add ferries “port closure” NEAR/5 (union, =TUI), \"R&amp;D\"");

        Assert.Equal(["“port closure” NEAR/5 (union, =TUI), \"R&D\""], await room.Room.Test.TextsAsync("SELECT query FROM topic WHERE name = 'ferries'"));
    }

    [Fact]
    public async Task A_user_group_is_pinged_by_its_mention_and_nothing_else_is()
    {
        await using var room = await SlackRoom.OpenAsync();

        Assert.Contains("Ping takes", await room.AskAsync("subscribe ceasefire ping:<!channel>"), StringComparison.Ordinal);
        Assert.Contains("Ping takes", await room.AskAsync("subscribe ceasefire ping:140200000000000"), StringComparison.Ordinal);
        Assert.Contains("Ping takes", await room.AskAsync("subscribe ceasefire ping:<@U0123ABCD|mara>"), StringComparison.Ordinal);
        Assert.Contains("each alert mentions", await room.AskAsync("subscribe ceasefire ping:<!subteam^S0123ABCD|@desk>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_manager_is_refused_in_words_and_told_which_scope_is_missing()
    {
        await using var room = await SlackRoom.OpenAsync(new SlackManagers.Admins());
        room.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlack.Refused("missing_scope") : null;

        var said = await room.AskAsync("subscribe ceasefire");

        Assert.Contains("Only managers may use `/news subscribe` here", said, StringComparison.Ordinal);
        Assert.Contains("`users:read`", said, StringComparison.Ordinal);
        Assert.Empty(room.Slack.Views("conversations.join"));
    }

    [Fact]
    public async Task Who_was_a_manager_a_minute_ago_is_asked_about_again()
    {
        var time = new FakeTimeProvider();
        await using var room = await SlackRoom.OpenAsync(new SlackManagers.Admins(), time);
        room.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlack.Done("""{"user":{"is_admin":true}}""") : null;
        Assert.Contains("comes to", await room.AskAsync("subscribe ceasefire"), StringComparison.Ordinal);
        room.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlack.Done("""{"user":{"is_admin":false}}""") : null;
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("Only managers", await room.AskAsync("unsubscribe ceasefire"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method_not_supported_for_channel_type", false, "type `/invite @AlertBot` here")]
    [InlineData("channel_not_found", false, "type `/invite @AlertBot` here")]
    [InlineData("method_not_supported_for_channel_type", true, null)]
    [InlineData("missing_scope", false, "could not join this channel by itself (Slack says `missing_scope`)")]
    [InlineData("is_archived", false, "This channel is archived")]
    public async Task A_channel_that_cannot_be_joined_is_subscribed_and_the_asker_hears_what_to_do(string error, bool isMember, string? hint)
    {
        await using var room = await SlackRoom.OpenAsync();
        room.Slack.Answers = (method, _) => method switch
        {
            "conversations.join" => RecordingSlack.Refused(error),
            "conversations.info" => isMember ? RecordingSlack.Done("""{"channel":{"is_member":true}}""") : RecordingSlack.Refused("channel_not_found"),
            _ => null,
        };

        var said = await room.AskAsync("subscribe ceasefire");

        Assert.Contains("News on *ceasefire* comes to", said, StringComparison.Ordinal);
        Assert.Equal(hint is not null, said.Contains(hint ?? "/invite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_that_was_refused_joins_nothing()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.TypeAsync("subscribe nosuchtopic");

        Assert.Empty(room.Slack.Views("conversations.join"));
    }

    [Fact]
    public async Task A_command_without_what_it_needs_opens_its_form()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.TypeAsync("topic add ferries");

        var opened = Assert.Single(room.Slack.Views("views.open"));
        Assert.StartsWith("trigger.", (string?)opened["trigger_id"], StringComparison.Ordinal);
        Assert.Equal("form1:topic add", (string?)opened["view"]!["callback_id"]);
        Assert.Contains("\"initial_value\":\"ferries\"", opened.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(room.Slack.Said);
    }

    [Theory]
    [InlineData("topic add", "Type `/news topic add name query`.")]
    [InlineData("", "Type `/news topic list`")]
    public async Task A_form_that_came_too_late_is_answered_in_words(string text, string answer)
    {
        await using var room = await SlackRoom.OpenAsync();
        room.Slack.Answers = (method, _) => method == "views.open" ? RecordingSlack.Refused("expired_trigger_id") : null;

        Assert.Contains(answer, await room.AskAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_command_says_once_that_it_is_worked_on_and_answers_then()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var room = await SlackRoom.OpenAsync(null, time, new ACommand(new CommandSpec("latest", "d", []) { AnswersAll = true }, (_, _) => done.Task));

        var work = room.TypeAsync("latest");
        time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.Empty(room.Slack.Said);
        await AdvanceUntilAsync(time, () => !room.Slack.Said.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(20));
        done.SetResult(Reply.Of(new ReplyBlock.Paragraph("Here it is.")));
        await work;

        Assert.Equal([("AlertBot is working on it …", "ephemeral"), ("Here it is.", "in_channel")], room.Slack.Said.Select(message => (SlackRoom.Words(message), message.ResponseType)));
    }

    [Fact]
    public async Task An_answer_takes_five_messages_and_no_more()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var room = await SlackRoom.OpenAsync(null, time, new ACommand(new CommandSpec("latest", "d", []), (_, _) => done.Task));

        var work = room.TypeAsync("latest");
        await AdvanceUntilAsync(time, () => !room.Slack.Said.IsEmpty);
        done.SetResult(Reply.Of([.. Enumerable.Range(0, 3_000).Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"))]));
        await work;

        Assert.Equal(5, room.Slack.Said.Count);
    }

    [Fact]
    public async Task An_answer_that_may_have_arrived_is_not_sent_again_and_one_that_is_refused_ends_it()
    {
        var reply = Reply.Of([.. Enumerable.Range(0, 500).Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"))]);
        await using var room = await SlackRoom.OpenAsync(null, null, ACommand.Saying("latest", reply));
        room.Slack.Responses = nth => nth == 1 ? new SlackAnswer.Unclear("reset") : RecordingSlack.Refused("used_url");

        await room.TypeAsync("latest");

        Assert.Equal(2, room.Slack.Said.Count);
        Assert.NotEqual(room.Slack.Said.First().Text, room.Slack.Said.Last().Text);
    }

    [Fact]
    public async Task A_failure_of_ours_is_answered_with_an_apology_and_no_secret_is_logged()
    {
        await using var room = await SlackRoom.OpenAsync();
        room.Slack.Answers = (method, _) => method == "views.open" ? throw new InvalidOperationException("broken") : null;

        Assert.Contains("That failed inside AlertBot", await room.AskAsync(""), StringComparison.Ordinal);

        room.Slack.Responses = _ => RecordingSlack.Refused("expired_url");
        await room.TypeAsync("latest");
        Assert.Contains(room.Slack.Logged, line => line.Contains("did not reach Slack", StringComparison.Ordinal));
        Assert.DoesNotContain(room.Slack.Logged, line => line.Contains("answers.example", StringComparison.Ordinal) || line.Contains("trigger.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_press_and_a_choice_answer_only_whoever_pressed(bool isOverflow)
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.PressAsync("news1:why:77", isOverflow: isOverflow);

        var message = Assert.Single(room.Slack.Said);
        Assert.Contains("not stored any more", SlackRoom.Words(message), StringComparison.Ordinal);
        Assert.Equal(("ephemeral", false, null), (message.ResponseType, message.ReplaceOriginal, message.ThreadTs));
    }

    [Fact]
    public async Task A_press_in_a_thread_is_answered_there_and_one_on_its_first_message_in_the_channel()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.PressAsync("news1:why:77", thread: "1700000000.000001");
        await room.PressAsync("news1:why:77", thread: "1700000000.000100");

        Assert.Equal(["1700000000.000001", null], room.Slack.Said.Select(message => message.ThreadTs));
    }

    [Fact]
    public async Task A_button_that_is_not_ours_is_answered_in_words()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.PressAsync("news9:explode:1");

        Assert.Contains("another version", SlackRoom.Words(Assert.Single(room.Slack.Said)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_manager_mutes_and_that_is_checked_for_every_press()
    {
        await using var room = await SlackRoom.OpenAsync(new SlackManagers.Users(["U0SOMEBODY"]));

        await room.PressAsync("news1:mute:1");

        Assert.Contains("Only a manager", SlackRoom.Words(Assert.Single(room.Slack.Said)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_of_another_team_in_a_shared_channel_mutes_nothing_and_opens_no_workspace()
    {
        await using var room = await SlackRoom.OpenAsync();

        await room.PressAsync("news1:mute:1", team: "T0OTHER001");
        await room.PressAsync("news1:mute:1");

        Assert.Equal([true, false], room.Slack.Said.Select(message => SlackRoom.Words(message).Contains("Only a manager", StringComparison.Ordinal)));
        Assert.Equal([SlackRoom.Team], await room.Room.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Theory]
    [InlineData("subscribe ceasefire")]
    [InlineData("latest")]
    [InlineData("")]
    public async Task A_command_of_a_team_that_the_token_is_not_for_changes_nothing_and_says_so(string text)
    {
        await using var room = await SlackRoom.OpenAsync();
        await room.KnowSelfAsync();
        await room.TypeAsync("subscribe ceasefire");
        var command = JsonNode.Parse(room.Command(text).GetRawText())!;
        command["team_id"] = "T0OTHER001";

        await room.Talk.CommandAsync(SlackRoom.Element(command));

        Assert.Contains("another workspace", SlackRoom.Words(room.Slack.Said.Last()), StringComparison.Ordinal);
        Assert.Equal("ephemeral", room.Slack.Said.Last().ResponseType);
        Assert.Empty(room.Slack.Views("views.open"));
        Assert.Equal([SlackRoom.Team], await room.Room.Test.TextsAsync("SELECT w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE d.external_id = 'C0ROOM0001'"));
        Assert.Equal([SlackRoom.Team], await room.Room.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Fact]
    public async Task A_form_of_a_team_that_the_token_is_not_for_changes_nothing_and_says_so()
    {
        await using var room = await SlackRoom.OpenAsync();
        await room.KnowSelfAsync();

        var said = await room.InteractAsync(JsonNode.Parse(
            """
            {"type":"view_submission","team":{"id":"T0OTHER001"},"user":{"id":"U0ROOM0001","team_id":"T0OTHER001"},"view":{"id":"V1","callback_id":"form1:subscribe",
             "private_metadata":"{\"channel\":\"C0ROOM0001\"}","blocks":[],"state":{"values":{"field:topic":{"value":{"selected_option":{"value":"ceasefire"}}}}}}}
            """)!.AsObject());

        Assert.Contains("another workspace", said!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await room.Room.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Fact]
    public async Task In_a_direct_conversation_nobody_is_told_to_invite_what_cannot_be_invited()
    {
        await using var room = await SlackRoom.OpenAsync();
        room.Slack.Answers = (method, _) => method switch
        {
            "conversations.join" => RecordingSlack.Refused("method_not_supported_for_channel_type"),
            "conversations.info" => RecordingSlack.Refused("missing_scope"),
            _ => null,
        };

        var said = await room.AskAsync("subscribe ceasefire", "D0ROOM0001");

        Assert.Contains("direct conversation", said, StringComparison.Ordinal);
        Assert.DoesNotContain("/invite", said, StringComparison.Ordinal);
        Assert.Empty(room.Slack.Views("conversations.join"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"type":"block_actions"}""")]
    [InlineData("""{"type":"block_actions","view":7,"actions":"x"}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T1A"},"user":{"id":"U1A"},"channel":{"id":"C1A"},"actions":[7]}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","private_metadata":"{\"channel\":\"C1A\"}"},"actions":[]}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","private_metadata":"[[[["},"actions":[{"action_id":"new-topic"}]}""")]
    [InlineData("""{"type":"message_action","callback_id":"x"}""")]
    [InlineData("""{"type":"view_closed","view":{}}""")]
    [InlineData("""{"type":["view_submission"]}""")]
    [InlineData("""{"type":"block_actions","team":{"id":"\ud800"},"user":{"id":"U1A"}}""")]
    public async Task A_payload_of_another_shape_does_no_harm(string payload)
    {
        await using var room = await SlackRoom.OpenAsync();
        var data = System.Text.Json.JsonDocument.Parse(payload).RootElement;

        await room.Talk.CommandAsync(data);

        Assert.Null(await room.Talk.InteractionAsync(data));
        Assert.All(room.Slack.Said, message => Assert.Contains("another version", SlackRoom.Words(message), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"view_submission"}""")]
    [InlineData("""{"type":"view_submission","view":{"id":"V1","callback_id":"form1:topic add","private_metadata":"{}"}}""")]
    [InlineData("""{"type":"view_submission","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","callback_id":"form0:x","private_metadata":"{\"channel\":\"C1A\"}"}}""")]
    [InlineData("""{"type":"view_submission","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","callback_id":"form1:no such","private_metadata":"{\"channel\":\"C1A\"}"}}""")]
    public async Task A_form_of_another_version_says_so(string payload)
    {
        await using var room = await SlackRoom.OpenAsync();

        var said = await room.InteractAsync(JsonNode.Parse(payload)!.AsObject());

        Assert.Equal("update", (string?)said!["response_action"]);
        Assert.Contains("another version", said.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x", true)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("not an address", false)]
    public async Task Answers_go_only_to_what_is_an_address(string address, bool isSaid)
    {
        await using var room = await SlackRoom.OpenAsync();
        var command = JsonNode.Parse(room.Command("help").GetRawText())!;
        command["response_url"] = address;

        await room.Talk.CommandAsync(SlackRoom.Element(command));

        Assert.Equal(isSaid, !room.Slack.Said.IsEmpty);
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> isSo)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, enough.Token);
        }
    }
}
