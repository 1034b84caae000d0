using System.Text.Json.Nodes;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Chat.Discord.Interactions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Interactions;

public class SlackInteractionHandlerTests
{
    [Fact]
    public async Task A_command_is_answered_ephemerally_and_joins_the_channel()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        var reply = await fixture.AskAsync("subscribe ceasefire");

        Assert.Contains("Subscribed <#C0ROOM0001> to *ceasefire*.", reply, StringComparison.Ordinal);
        var message = Assert.Single(fixture.Slack.SentMessages);
        Assert.Equal(("ephemeral", false, null), (message.ResponseType, message.ReplaceOriginal, message.ThreadTs));
        Assert.Equal(SlackCommandFixture.ResponseUrl, Assert.Single(fixture.Slack.ResponseUrls).AbsoluteUri);
        Assert.Equal(SlackCommandFixture.Channel, (string?)Assert.Single(fixture.Slack.Views("conversations.join"))!["channel"]);
        Assert.Equal(1,
            await fixture.Commands.Test.NumberAsync(
                "SELECT count(*) FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN workspace w ON w.id = "
                    + "d.workspace_id WHERE d.platform = 'slack' AND d.external_id = 'C0ROOM0001' AND w.external_id = 'T0ROOM0001'"));
    }

    [Fact]
    public async Task Results_are_public_and_errors_ephemeral()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.TypeAsync("latest");
        await fixture.TypeAsync("latest nosuchtopic");

        Assert.Equal(["in_channel", "ephemeral"], fixture.Slack.SentMessages.Select(message => message.ResponseType));
    }

    [Theory]
    [InlineData("sbscribe ceasefire", "Did you mean `/news subscribe`?")]
    [InlineData("topic ad x", "Did you mean `/news topic add`?")]
    [InlineData("unsubscribe", "Usage: `/news unsubscribe topic`")]
    [InlineData("topic", "Did you mean `/news topic add`")]
    [InlineData("&lt;!channel&gt;", "There is no command “&lt;!channel›”.")]
    public async Task A_mistyped_command_suggests_the_intended_one(string text, string answer)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        Assert.Contains(answer, await fixture.AskAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotation_marks_straight_and_curly_and_entities_reach_the_query()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.TypeAsync("topic add ferries “port closure” NEAR/5 (union, =TUI), \"R&amp;D\"");

        Assert.Equal(["“port closure” NEAR/5 (union, =TUI), \"R&D\""],
            await fixture.Commands.Test.TextsAsync("SELECT query FROM topic WHERE name = 'ferries'"));
    }

    [Fact]
    public async Task Only_a_mentioned_user_group_is_pinged()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        Assert.Contains("Ping must be", await fixture.AskAsync("subscribe ceasefire ping:<!channel>"), StringComparison.Ordinal);
        Assert.Contains("Ping must be", await fixture.AskAsync("subscribe ceasefire ping:140200000000000"), StringComparison.Ordinal);
        Assert.Contains("Ping must be", await fixture.AskAsync("subscribe ceasefire ping:<@U0123ABCD|mara>"), StringComparison.Ordinal);
        Assert.Contains("each alert mentions", await fixture.AskAsync("subscribe ceasefire ping:<!subteam^S0123ABCD|@desk>"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_is_not_a_manager_gets_a_refusal_naming_the_missing_scope()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync(new SlackManagers.Admins());
        fixture.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlackApi.Refused("missing_scope") : null;

        var reply = await fixture.AskAsync("subscribe ceasefire");

        Assert.Contains("Only managers can use `/news subscribe` here", reply, StringComparison.Ordinal);
        Assert.Contains("`users:read`", reply, StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Views("conversations.join"));
    }

    [Fact]
    public async Task Manager_status_is_checked_again_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var fixture = await SlackCommandFixture.OpenAsync(new SlackManagers.Admins(), time);
        fixture.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlackApi.Done("""{"user":{"is_admin":true}}""") : null;
        Assert.Contains("Subscribed", await fixture.AskAsync("subscribe ceasefire"), StringComparison.Ordinal);
        fixture.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlackApi.Done("""{"user":{"is_admin":false}}""") : null;
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("Only managers", await fixture.AskAsync("unsubscribe ceasefire"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method_not_supported_for_channel_type", false, "type `/invite @AlertBot`.")]
    [InlineData("channel_not_found", false, "type `/invite @AlertBot`.")]
    [InlineData("method_not_supported_for_channel_type", true, null)]
    [InlineData("missing_scope", false, "could not join this channel (Slack says `missing_scope`)")]
    [InlineData("is_archived", false, "This channel is archived")]
    public async Task A_channel_that_cannot_be_joined_is_subscribed_and_the_caller_gets_instructions(string error, bool isMember,
        string? hint)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        fixture.Slack.Answers = (method, _) => method switch
        {
            "conversations.join" => RecordingSlackApi.Refused(error),
            "conversations.info" =>
                isMember ? RecordingSlackApi.Done("""{"channel":{"is_member":true}}""") : RecordingSlackApi.Refused("channel_not_found"),
            _ => null,
        };

        var reply = await fixture.AskAsync("subscribe ceasefire");

        Assert.Contains("to *ceasefire*.", reply, StringComparison.Ordinal);
        Assert.Equal(hint is not null, reply.Contains(hint ?? "/invite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_subscription_does_not_join_the_channel()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.TypeAsync("subscribe nosuchtopic");

        Assert.Empty(fixture.Slack.Views("conversations.join"));
    }

    [Fact]
    public async Task A_command_with_missing_options_opens_its_form()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.TypeAsync("topic add ferries");

        var opened = Assert.Single(fixture.Slack.Views("views.open"));
        Assert.StartsWith("trigger.", (string?)opened["trigger_id"], StringComparison.Ordinal);
        Assert.Equal("form1:topic add", (string?)opened["view"]!["callback_id"]);
        Assert.Contains("\"initial_value\":\"ferries\"", opened.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.SentMessages);
    }

    [Theory]
    [InlineData("topic add", "Type `/news topic add name query`.")]
    [InlineData("", "Type `/news topic list`")]
    public async Task A_form_with_an_expired_trigger_gets_an_explanation(string text, string answer)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        fixture.Slack.Answers = (method, _) => method == "views.open" ? RecordingSlackApi.Refused("expired_trigger_id") : null;

        Assert.Contains(answer, await fixture.AskAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_command_sends_one_progress_notice_and_then_its_answer()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var fixture = await SlackCommandFixture.OpenAsync(null, time,
            new ACommand(new CommandSpec("latest", "d", []) { RepliesPublicly = true }, (_, _) => done.Task));

        var running = fixture.TypeAsync("latest");
        time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.Empty(fixture.Slack.SentMessages);
        await AdvanceUntilAsync(time, () => !fixture.Slack.SentMessages.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(20));
        done.SetResult(Reply.Of(new ReplyBlock.Paragraph("Here it is.")));
        await running;

        Assert.Equal([("AlertBot is working on it …", "ephemeral"), ("Here it is.", "in_channel")],
            fixture.Slack.SentMessages.Select(message => (SlackCommandFixture.TextOf(message), message.ResponseType)));
    }

    [Fact]
    public async Task An_answer_has_at_most_five_messages()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var fixture =
            await SlackCommandFixture.OpenAsync(null, time, new ACommand(new CommandSpec("latest", "d", []), (_, _) => done.Task));

        var running = fixture.TypeAsync("latest");
        await AdvanceUntilAsync(time, () => !fixture.Slack.SentMessages.IsEmpty);
        done.SetResult(
            Reply.Of([.. Enumerable.Range(0, 3_000)
                .Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"))]));
        await running;

        Assert.Equal(5, fixture.Slack.SentMessages.Count);
    }

    [Fact]
    public async Task A_possibly_delivered_answer_is_not_resent_and_a_refusal_ends_it()
    {
        var reply = Reply.Of(
            [.. Enumerable.Range(0, 500).Select(i => new ReplyBlock.Item($"An item of a list that is far too long, number {i}"))]);
        await using var fixture = await SlackCommandFixture.OpenAsync(null, null, ACommand.ReplyingWith("latest", reply));
        fixture.Slack.Responses = nth => nth == 1 ? new PlatformResult.Unclear("reset") : RecordingSlackApi.Refused("used_url");

        await fixture.TypeAsync("latest");

        Assert.Equal(2, fixture.Slack.SentMessages.Count);
        Assert.NotEqual(fixture.Slack.SentMessages.First().Text, fixture.Slack.SentMessages.Last().Text);
    }

    [Fact]
    public async Task An_internal_error_is_reported_and_no_secret_is_logged()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        fixture.Slack.Answers = (method, _) => method == "views.open" ? throw new InvalidOperationException("broken") : null;

        Assert.Contains("An internal error occurred in AlertBot", await fixture.AskAsync(""), StringComparison.Ordinal);

        fixture.Slack.Responses = _ => RecordingSlackApi.Refused("expired_url");
        await fixture.TypeAsync("latest");
        Assert.Contains(fixture.Slack.Logged, line => line.Contains("was not delivered", StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.Slack.Logged,
            line => line.Contains("answers.example", StringComparison.Ordinal) || line.Contains("trigger.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_button_or_menu_entry_is_answered_ephemerally(bool isOverflow)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.PressAsync("news1:why:77", isOverflow: isOverflow);

        var message = Assert.Single(fixture.Slack.SentMessages);
        Assert.Contains("no longer stored", SlackCommandFixture.TextOf(message), StringComparison.Ordinal);
        Assert.Equal(("ephemeral", false, null), (message.ResponseType, message.ReplaceOriginal, message.ThreadTs));
    }

    [Fact]
    public async Task A_button_in_a_thread_is_answered_there_and_one_of_the_root_message_in_the_channel()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.PressAsync("news1:why:77", thread: "1700000000.000001");
        await fixture.PressAsync("news1:why:77", thread: "1700000000.000100");

        Assert.Equal(["1700000000.000001", null], fixture.Slack.SentMessages.Select(message => message.ThreadTs));
    }

    [Fact]
    public async Task An_unknown_button_gets_an_explanation()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.PressAsync("news9:explode:1");

        Assert.Contains("another version", SlackCommandFixture.TextOf(Assert.Single(fixture.Slack.SentMessages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_manager_can_mute_and_every_button_is_checked()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync(new SlackManagers.Users(["U0SOMEBODY"]));

        await fixture.PressAsync("news1:mute:1");

        Assert.Contains("Only managers can mute", SlackCommandFixture.TextOf(Assert.Single(fixture.Slack.SentMessages)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_of_another_team_in_a_shared_channel_cannot_mute_or_create_a_workspace()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        await fixture.PressAsync("news1:mute:1", team: "T0OTHER001");
        await fixture.PressAsync("news1:mute:1");

        Assert.Equal([true, false],
            fixture.Slack.SentMessages.Select(
                message => SlackCommandFixture.TextOf(message).Contains("Only managers can mute", StringComparison.Ordinal)));
        Assert.Equal([SlackCommandFixture.Team],
            await fixture.Commands.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Theory]
    [InlineData("subscribe ceasefire")]
    [InlineData("latest")]
    [InlineData("")]
    public async Task A_command_from_a_team_without_a_token_changes_nothing_and_explains_why(string text)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        await fixture.IdentifyBotAsync();
        await fixture.TypeAsync("subscribe ceasefire");
        var command = JsonNode.Parse(fixture.Command(text).GetRawText())!;
        command["team_id"] = "T0OTHER001";

        await fixture.Handler.HandleCommandAsync(SlackCommandFixture.Element(command));

        Assert.Contains("another Slack workspace", SlackCommandFixture.TextOf(fixture.Slack.SentMessages.Last()), StringComparison.Ordinal);
        Assert.Equal("ephemeral", fixture.Slack.SentMessages.Last().ResponseType);
        Assert.Empty(fixture.Slack.Views("views.open"));
        Assert.Equal([SlackCommandFixture.Team],
            await fixture.Commands.Test.TextsAsync(
                "SELECT w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE d.external_id = 'C0ROOM0001'"));
        Assert.Equal([SlackCommandFixture.Team],
            await fixture.Commands.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Fact]
    public async Task A_form_from_a_team_without_a_token_changes_nothing_and_explains_why()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        await fixture.IdentifyBotAsync();

        var reply = await fixture.InteractAsync(JsonNode.Parse(
            """
            {"type":"view_submission","team":{"id":"T0OTHER001"},"user":{"id":"U0ROOM0001","team_id":"T0OTHER001"},"view":{"id":"V1","callback_id":"form1:subscribe",
             "private_metadata":"{\"channel\":\"C0ROOM0001\"}","blocks":[],"state":{"values":{"field:topic":{"value":{"selected_option":{"value":"ceasefire"}}}}}}}
            """)!.AsObject());

        Assert.Contains("another Slack workspace", reply!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await fixture.Commands.Test.TextsAsync("SELECT external_id FROM workspace WHERE platform = 'slack'"));
    }

    [Fact]
    public async Task A_direct_message_gives_no_advice_to_invite_the_bot()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        fixture.Slack.Answers = (method, _) => method switch
        {
            "conversations.join" => RecordingSlackApi.Refused("method_not_supported_for_channel_type"),
            "conversations.info" => RecordingSlackApi.Refused("missing_scope"),
            _ => null,
        };

        var reply = await fixture.AskAsync("subscribe ceasefire", "D0ROOM0001");

        Assert.Contains("direct conversation", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("/invite", reply, StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Views("conversations.join"));
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
    public async Task A_payload_of_unexpected_shape_is_ignored(string payload)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var data = System.Text.Json.JsonDocument.Parse(payload).RootElement;

        await fixture.Handler.HandleCommandAsync(data);

        Assert.Null(await fixture.Handler.HandleInteractionAsync(data));
        Assert.All(fixture.Slack.SentMessages,
            message => Assert.Contains("another version", SlackCommandFixture.TextOf(message), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"view_submission"}""")]
    [InlineData("""{"type":"view_submission","view":{"id":"V1","callback_id":"form1:topic add","private_metadata":"{}"}}""")]
    [InlineData("""{"type":"view_submission","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","callback_id":"form0:x","private_metadata":"{\"channel\":\"C1A\"}"}}""")]
    [InlineData("""{"type":"view_submission","team":{"id":"T1A"},"user":{"id":"U1A"},"view":{"id":"V1","callback_id":"form1:no such","private_metadata":"{\"channel\":\"C1A\"}"}}""")]
    public async Task A_form_of_another_version_gets_an_explanation(string payload)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();

        var reply = await fixture.InteractAsync(JsonNode.Parse(payload)!.AsObject());

        Assert.Equal("update", (string?)reply!["response_action"]);
        Assert.Contains("another version", reply.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x", true)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("not an address", false)]
    public async Task Answers_are_sent_only_to_valid_addresses(string address, bool isSent)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var command = JsonNode.Parse(fixture.Command("help").GetRawText())!;
        command["response_url"] = address;

        await fixture.Handler.HandleCommandAsync(SlackCommandFixture.Element(command));

        Assert.Equal(isSent, !fixture.Slack.SentMessages.IsEmpty);
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, timeout.Token);
        }
    }
}
