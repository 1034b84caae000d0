using AlertBot.Alerts;
using AlertBot.Chat.Slack;
using AlertBot.Stories;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Chat.Slack;

public sealed class SlackSenderTests : IAsyncLifetime
{
    private readonly ScriptedSlack _slack = new();
    private TestDatabase _test = null!;
    private SlackSender _sender = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _sender = new SlackSender(_slack, new SlackSelf(_slack), new DestinationStore(_test.Database), _test.Time);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task An_alert_is_posted_with_its_nonce_and_its_id_is_the_channels_and_the_messages()
    {
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync());

        Assert.Equal(("C0NEWS/1700000000.000100", TimeSpan.FromSeconds(1)), (sent.PlatformId, sent.Pause));
        var call = Assert.Single(_slack.Calls);
        Assert.Equal(("chat.postMessage", "C0NEWS", false), (call.Method, call.Channel, call.IsRepeatable));
        using var json = System.Text.Json.JsonDocument.Parse(call.Json!.Value);
        Assert.Contains("Harbour talks", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(json.RootElement.GetProperty("unfurl_links").GetBoolean());
        Assert.False(json.RootElement.GetProperty("unfurl_media").GetBoolean());
        Assert.Equal("""{"event_type":"alertbot_message","event_payload":{"nonce":"n1"}}""", json.RootElement.GetProperty("metadata").GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_an_unclear_failure_it_is_looked_for_and_stands_there_once(bool carriedOut)
    {
        _slack.Next("chat.postMessage", new SlackAnswer.Unclear("reset"), carriedOut);

        var first = await SendAsync();
        var second = await SendAsync(Alert() with { MaybePosted = true, Since = _test.Now });

        Assert.Equal(new SendOutcome.Unclear("reset"), first);
        Assert.Equal("C0NEWS/1700000000.000100", Assert.IsType<SendOutcome.Sent>(second).PlatformId);
        Assert.Single(_slack.Channels["C0NEWS"].Messages);
        var form = _slack.Calls.Single(call => call.Method == "conversations.history").Form.ToDictionary();
        Assert.Equal(("true", $"{(_test.Now - TimeSpan.FromMinutes(5)).ToUnixTimeSeconds()}.000000"), (form["include_all_metadata"], form["oldest"]));
    }

    [Fact]
    public async Task It_is_found_on_a_later_page_and_not_taken_for_another_message_of_ours()
    {
        var ours = _slack.Add("C0NEWS", "n1", ScriptedSlack.Bot);
        for (var i = 0; i < 250; i++)
        {
            _slack.Add("C0NEWS", $"other-{i}", ScriptedSlack.Bot);
        }

        Assert.Equal($"C0NEWS/{ours}", Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert() with { MaybePosted = true })).PlatformId);

        Assert.Equal(3, _slack.Methods.Count(method => method == "conversations.history"));
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task Another_apps_message_with_our_metadata_and_our_message_of_another_kind_do_not_fool_it()
    {
        _slack.Add("C0NEWS", "n1", "B0EVIL");
        _slack.Add("C0NEWS", "n1", ScriptedSlack.Bot, type: "someone_elses");
        _slack.Add("C0NEWS", "N1", ScriptedSlack.Bot);
        _slack.Channels["C0NEWS"].Messages[^1].Remove("metadata");
        _slack.Channels["C0NEWS"].Messages.Add([]);

        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert() with { MaybePosted = true }));

        Assert.Contains("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task Where_it_cannot_be_looked_for_it_is_not_posted_again()
    {
        _slack.Lacking.Add("conversations.history");

        var outcome = await SendAsync(Alert() with { MaybePosted = true });

        Assert.Contains("lacks the scope channels:history", Assert.IsType<SendOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Theory]
    [InlineData("""{"ok": true}""")]
    [InlineData("""{"ok": true, "messages": []  , "has_more": true}""")]
    public async Task An_answer_that_does_not_hold_all_messages_proves_nothing(string body)
    {
        _slack.Next("auth.test", ScriptedSlack.Done($$"""{"ok": true, "team_id": "T1", "user_id": "U1"}"""));
        _slack.Next("conversations.history", ScriptedSlack.Done(body));

        Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert() with { MaybePosted = true }));

        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task A_channel_with_too_many_messages_to_look_through_gets_no_second_one()
    {
        _slack.PageSize = 1;
        for (var i = 0; i < 60; i++)
        {
            _slack.Add("C0NEWS", $"other-{i}", ScriptedSlack.Bot);
        }

        Assert.Contains("too many messages", Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert() with { MaybePosted = true })).Reason, StringComparison.Ordinal);

        Assert.Equal(50, _slack.Methods.Count(method => method == "conversations.history"));
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task A_limit_met_while_looking_is_waited_for()
    {
        _slack.Next("auth.test", new SlackAnswer.Limited(TimeSpan.FromSeconds(9), "Slack's rate limit"));

        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(9), "Slack's rate limit"), await SendAsync(Alert() with { MaybePosted = true }));
    }

    [Fact]
    public async Task A_reply_stands_in_its_thread_and_is_looked_for_there()
    {
        var root = Assert.IsType<SendOutcome.Sent>(await SendAsync()).PlatformId!;
        _slack.Next("chat.postMessage", new SlackAnswer.Unclear("reset"), carriedOut: true);
        var reply = Alert(nonce: "n2") with { Thread = root };

        await SendAsync(reply);
        var again = Assert.IsType<SendOutcome.Sent>(await SendAsync(reply with { MaybePosted = true }));

        Assert.Equal(root.Split('/')[1], (string?)_slack.Channels["C0NEWS"].Messages[1]["thread_ts"]);
        Assert.Equal($"C0NEWS/{_slack.Channels["C0NEWS"].Messages[1]["ts"]}", again.PlatformId);
        Assert.Equal(2, _slack.Channels["C0NEWS"].Messages.Count);
    }

    [Fact]
    public async Task A_public_channel_that_nothing_was_posted_in_is_joined()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert("C0OPEN")));

        Assert.Equal(["chat.postMessage", "conversations.join", "chat.postMessage"], _slack.Methods);
        Assert.Single(_slack.Channels["C0OPEN"].Messages);
    }

    [Theory]
    [InlineData("C0OPEN", "AlertBot was removed from the channel: invite me with /invite @AlertBot")]
    [InlineData("G0DESK", "AlertBot was removed from the channel, or it was deleted: invite me with /invite @AlertBot")]
    public async Task From_a_channel_that_it_posted_in_a_person_removed_it_and_it_stays_away(string channel, string reason)
    {
        await WasToldAsync(channel);

        Assert.Equal(new SendOutcome.Refused(reason, DestinationGone: true), await SendAsync(Alert(channel)));

        Assert.Equal(["chat.postMessage"], _slack.Methods);
    }

    [Fact]
    public async Task Into_a_private_channel_it_is_to_be_invited_and_what_waits_is_not_lost()
    {
        Assert.Contains("/invite @AlertBot", Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert("G0DESK"))).Reason, StringComparison.Ordinal);

        _slack.Channels["G0DESK"].IsMember = true;
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert("G0DESK")));
    }

    [Fact]
    public async Task A_removed_bot_does_not_join_only_to_look()
    {
        await WasToldAsync("C0OPEN");

        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert("C0OPEN") with { MaybePosted = true })).DestinationGone);

        Assert.DoesNotContain("conversations.join", _slack.Methods);
    }

    [Fact]
    public async Task An_archived_channel_is_gone_in_words_whether_the_bot_is_in_it_or_not()
    {
        (_slack.Channels["C0NEWS"].IsArchived, _slack.Channels["C0OPEN"].IsArchived) = (true, true);
        var gone = new SendOutcome.Refused("the channel is archived: unarchive it, or subscribe another", DestinationGone: true);

        Assert.Equal(gone, await SendAsync());
        Assert.Equal(gone, await SendAsync(Alert("C0OPEN")));
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    [InlineData("missing_scope")]
    [InlineData("restricted_action")]
    [InlineData("external_channel_migrating")]
    [InlineData("messages_tab_disabled")]
    [InlineData("http_404")]
    public async Task What_the_operator_can_mend_loses_no_alert(string error)
    {
        _slack.Next("chat.postMessage", ScriptedSlack.Refused(error));

        Assert.IsType<SendOutcome.Failed>(await SendAsync());
    }

    [Theory]
    [InlineData("msg_too_long")]
    [InlineData("invalid_blocks")]
    [InlineData("never_heard_of")]
    public async Task A_message_that_Slack_does_not_take_gives_way_to_the_next(string error)
    {
        _slack.Next("chat.postMessage", ScriptedSlack.Refused(error));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await SendAsync()).DestinationGone);
    }

    [Fact]
    public async Task An_answer_that_does_not_name_the_message_is_unclear()
    {
        _slack.Next("chat.postMessage", ScriptedSlack.Done("""{"ok": true, "ts": "../x"}"""));

        Assert.IsType<SendOutcome.Unclear>(await SendAsync());
    }

    [Fact]
    public async Task Nothing_is_posted_when_the_search_took_longer_than_the_lease_allows()
    {
        var slow = new SlowSlack(_slack, () => _test.Time.Advance(TimeSpan.FromSeconds(46)));
        var sender = new SlackSender(slow, new SlackSelf(slow), new DestinationStore(_test.Database), _test.Time);

        Assert.IsType<SendOutcome.Failed>(await sender.SendAsync(Alert() with { MaybePosted = true }, None));

        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task An_edit_changes_text_and_blocks_and_is_repeatable()
    {
        var id = Assert.IsType<SendOutcome.Sent>(await SendAsync()).PlatformId!;

        Assert.Equal(new SendOutcome.Sent(id), await _sender.EditAsync(Alert(), id, None));

        var call = _slack.Calls[^1];
        using var json = System.Text.Json.JsonDocument.Parse(call.Json!.Value);
        Assert.Equal(("chat.update", true, id.Split('/')[1]), (call.Method, call.IsRepeatable, json.RootElement.GetProperty("ts").GetString()));
        Assert.True(json.RootElement.GetProperty("blocks").GetArrayLength() > 0);
        Assert.NotEqual("", json.RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    [InlineData("is_archived")]
    [InlineData("not_in_channel")]
    public async Task What_cannot_be_edited_any_more_stays_as_it_is_and_the_channel_goes_on(string error)
    {
        _slack.Next("chat.update", ScriptedSlack.Refused(error));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await _sender.EditAsync(Alert(), "C0NEWS/1.1", None)).DestinationGone);
    }

    [Fact]
    public async Task An_edit_that_Slack_puts_off_comes_later()
    {
        _slack.Next("chat.update", new SlackAnswer.Limited(TimeSpan.FromSeconds(30), "Slack's rate limit"));
        _slack.Next("chat.update", ScriptedSlack.Refused("token_revoked"));

        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(30), "Slack's rate limit"), await _sender.EditAsync(Alert(), "C0NEWS/1.1", None));
        Assert.IsType<SendOutcome.Failed>(await _sender.EditAsync(Alert(), "C0NEWS/1.1", None));
    }

    [Theory]
    [InlineData("#news")]
    [InlineData("T0TEAM/C0NEWS")]
    [InlineData("U0SOMEONE")]
    [InlineData("C0NEWS\",\"as_user")]
    [InlineData("")]
    public async Task What_is_no_id_of_a_channel_is_refused_without_a_call(string address)
    {
        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert(address))).DestinationGone);

        Assert.Empty(_slack.Calls);
    }

    [Theory]
    [InlineData("C0NEWS")]
    [InlineData("C0NEWS/1")]
    [InlineData("C0NEWS/1.1/2")]
    [InlineData("discord/17.1")]
    public async Task What_is_no_id_of_a_message_is_refused_without_a_call(string id)
    {
        Assert.IsType<SendOutcome.Refused>(await _sender.EditAsync(Alert(), id, None));
        Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert() with { Thread = id }));

        Assert.Empty(_slack.Calls);
    }

    private static OutgoingMessage Alert(string channel = "C0NEWS", string nonce = "n1") => new(channel, ABrief.Full, nonce) { Story = new StoryId(7) };

    private Task<SendOutcome> SendAsync(OutgoingMessage? message = null) => _sender.SendAsync(message ?? Alert(), None);

    private async Task WasToldAsync(string channel)
    {
        await _test.ExecuteAsync($"INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (5, 0, 'slack', '{channel}')");
        await _test.ExecuteAsync("INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at, sent_at) VALUES (5, 'alert', 'd', 'n', '{}', 'sent', 0, 0, 0, 1)");
    }

    /// <summary>Each answer takes its time.</summary>
    private sealed class SlowSlack(ISlackApi slack, Action wait) : ISlackApi
    {
        public Task<SlackAnswer> SendAsync(SlackCall call, CancellationToken cancellationToken)
        {
            wait();
            return slack.SendAsync(call, cancellationToken);
        }

        public Task<SlackAnswer> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) => slack.RespondAsync(address, message, cancellationToken);
    }
}
