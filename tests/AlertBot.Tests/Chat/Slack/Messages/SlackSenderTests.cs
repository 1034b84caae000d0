using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Slack.Messages;

public sealed class SlackSenderTests : IAsyncLifetime
{
    private readonly ScriptedSlackApi _slack = new();
    private TestDatabase _test = null!;
    private SlackSender _sender = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _sender = new SlackSender(_slack, new SlackBotIdentity(_slack), new DestinationStore(_test.Database), _test.Time);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task An_alert_is_posted_with_its_nonce_and_its_id_combines_channel_and_message()
    {
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync());

        Assert.Equal(("C0NEWS/1700000000.000100", TimeSpan.FromSeconds(1)), (sent.PlatformId, sent.Pause));
        var call = Assert.Single(_slack.Calls);
        Assert.Equal(("chat.postMessage", "C0NEWS", false), (call.Method, call.Channel, call.IsIdempotent));
        using var json = System.Text.Json.JsonDocument.Parse(call.Json!.Value);
        Assert.Contains("Harbour talks", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(json.RootElement.GetProperty("unfurl_links").GetBoolean());
        Assert.False(json.RootElement.GetProperty("unfurl_media").GetBoolean());
        Assert.Equal("""{"event_type":"alertbot_message","event_payload":{"nonce":"n1"}}""",
            json.RootElement.GetProperty("metadata").GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_an_unclear_failure_the_message_is_looked_up_and_exists_once(bool isCarriedOut)
    {
        _slack.InjectFault("chat.postMessage", new PlatformResult.Unclear("reset"), isCarriedOut);

        var first = await SendAsync();
        var second = await SendAsync(Alert() with { MaybePosted = true, CreatedAt = _test.Now });

        Assert.Equal(new SendOutcome.Unclear("reset"), first);
        Assert.Equal("C0NEWS/1700000000.000100", Assert.IsType<SendOutcome.Sent>(second).PlatformId);
        Assert.Single(_slack.Channels["C0NEWS"].Messages);
        var form = _slack.Calls.Single(call => call.Method == "conversations.history").Form.ToDictionary();
        Assert.Equal(("true", $"{(_test.Now - TimeSpan.FromMinutes(5)).ToUnixTimeSeconds()}.000000"),
            (form["include_all_metadata"], form["oldest"]));
    }

    [Fact]
    public async Task The_lookup_finds_the_message_on_a_later_page_and_no_other_message()
    {
        var ownTs = _slack.Add("C0NEWS", "n1", ScriptedSlackApi.Bot);
        for (var i = 0; i < 250; i++)
        {
            _slack.Add("C0NEWS", $"other-{i}", ScriptedSlackApi.Bot);
        }

        Assert.Equal($"C0NEWS/{ownTs}", Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert() with { MaybePosted = true })).PlatformId);

        Assert.Equal(3, _slack.Methods.Count(method => method == "conversations.history"));
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task The_lookup_ignores_other_apps_and_other_message_types()
    {
        _slack.Add("C0NEWS", "n1", "B0EVIL");
        _slack.Add("C0NEWS", "n1", ScriptedSlackApi.Bot, type: "someone_elses");
        _slack.Add("C0NEWS", "N1", ScriptedSlackApi.Bot);
        _slack.Channels["C0NEWS"].Messages[^1].Remove("metadata");
        _slack.Channels["C0NEWS"].Messages.Add([]);

        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert() with { MaybePosted = true }));

        Assert.Contains("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task A_message_that_cannot_be_looked_up_is_not_posted_again()
    {
        _slack.MissingScopes.Add("conversations.history");

        var outcome = await SendAsync(Alert() with { MaybePosted = true });

        Assert.Contains("lacks the scope channels:history", Assert.IsType<SendOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Theory]
    [InlineData("""{"ok": true}""")]
    [InlineData("""{"ok": true, "messages": []  , "has_more": true}""")]
    public async Task An_incomplete_history_proves_nothing(string body)
    {
        _slack.InjectFault("auth.test", ScriptedSlackApi.Succeeded($$"""{"ok": true, "team_id": "T1", "user_id": "U1"}"""));
        _slack.InjectFault("conversations.history", ScriptedSlackApi.Succeeded(body));

        Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert() with { MaybePosted = true }));

        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task A_message_is_not_posted_again_when_the_history_is_too_long_to_search()
    {
        _slack.PageSize = 1;
        for (var i = 0; i < 60; i++)
        {
            _slack.Add("C0NEWS", $"other-{i}", ScriptedSlackApi.Bot);
        }

        Assert.Contains("too many newer messages",
            Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert() with { MaybePosted = true })).Reason, StringComparison.Ordinal);

        Assert.Equal(50, _slack.Methods.Count(method => method == "conversations.history"));
        Assert.DoesNotContain("chat.postMessage", _slack.Methods);
    }

    [Fact]
    public async Task A_rate_limit_during_the_lookup_is_waited_out()
    {
        _slack.InjectFault("auth.test", new PlatformResult.Limited(TimeSpan.FromSeconds(9), "Slack's rate limit"));

        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(9), "Slack's rate limit"),
            await SendAsync(Alert() with { MaybePosted = true }));
    }

    [Fact]
    public async Task A_reply_is_posted_and_looked_up_in_its_thread()
    {
        var root = Assert.IsType<SendOutcome.Sent>(await SendAsync()).PlatformId!;
        _slack.InjectFault("chat.postMessage", new PlatformResult.Unclear("reset"), isCarriedOut: true);
        var reply = Alert(nonce: "n2") with { ThreadRootId = root };

        await SendAsync(reply);
        var again = Assert.IsType<SendOutcome.Sent>(await SendAsync(reply with { MaybePosted = true }));

        Assert.Equal(root.Split('/')[1], (string?)_slack.Channels["C0NEWS"].Messages[1]["thread_ts"]);
        Assert.Equal($"C0NEWS/{_slack.Channels["C0NEWS"].Messages[1]["ts"]}", again.PlatformId);
        Assert.Equal(2, _slack.Channels["C0NEWS"].Messages.Count);
    }

    [Fact]
    public async Task A_public_channel_without_earlier_posts_is_joined()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert("C0OPEN")));

        Assert.Equal(["chat.postMessage", "conversations.join", "chat.postMessage"], _slack.Methods);
        Assert.Single(_slack.Channels["C0OPEN"].Messages);
    }

    [Theory]
    [InlineData("C0OPEN", "AlertBot was removed from the channel: invite it with /invite @AlertBot")]
    [InlineData("G0DESK", "AlertBot was removed from the channel, or it was deleted: invite it with /invite @AlertBot")]
    public async Task The_bot_does_not_rejoin_a_channel_it_was_removed_from(string channel, string reason)
    {
        await AddSentMessageAsync(channel);

        Assert.Equal(new SendOutcome.Refused(reason, DestinationGone: true), await SendAsync(Alert(channel)));

        Assert.Equal(["chat.postMessage"], _slack.Methods);
    }

    [Fact]
    public async Task A_private_channel_needs_an_invitation_and_queued_messages_are_kept()
    {
        Assert.Contains("/invite @AlertBot", Assert.IsType<SendOutcome.Failed>(await SendAsync(Alert("G0DESK"))).Reason,
            StringComparison.Ordinal);

        _slack.Channels["G0DESK"].IsMember = true;
        Assert.IsType<SendOutcome.Sent>(await SendAsync(Alert("G0DESK")));
    }

    [Fact]
    public async Task A_removed_bot_does_not_join_for_a_lookup()
    {
        await AddSentMessageAsync("C0OPEN");

        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert("C0OPEN") with { MaybePosted = true })).DestinationGone);

        Assert.DoesNotContain("conversations.join", _slack.Methods);
    }

    [Fact]
    public async Task An_archived_channel_is_reported_as_gone_whether_or_not_the_bot_is_a_member()
    {
        _slack.Channels["C0NEWS"].IsArchived = true;
        _slack.Channels["C0OPEN"].IsArchived = true;
        var gone = new SendOutcome.Refused("the channel is archived: unarchive it, or subscribe another channel", DestinationGone: true);

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
    public async Task A_failure_the_operator_can_fix_loses_no_alert(string error)
    {
        _slack.InjectFault("chat.postMessage", ScriptedSlackApi.Refused(error));

        Assert.IsType<SendOutcome.Failed>(await SendAsync());
    }

    [Theory]
    [InlineData("msg_too_long")]
    [InlineData("invalid_blocks")]
    [InlineData("never_heard_of")]
    public async Task A_message_rejected_by_Slack_does_not_block_the_next(string error)
    {
        _slack.InjectFault("chat.postMessage", ScriptedSlackApi.Refused(error));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await SendAsync()).DestinationGone);
    }

    [Fact]
    public async Task A_response_without_a_message_id_is_unclear()
    {
        _slack.InjectFault("chat.postMessage", ScriptedSlackApi.Succeeded("""{"ok": true, "ts": "../x"}"""));

        Assert.IsType<SendOutcome.Unclear>(await SendAsync());
    }

    [Fact]
    public async Task Nothing_is_posted_when_the_lookup_outlasts_the_lease()
    {
        var slow = new SlowSlack(_slack, () => _test.Time.Advance(TimeSpan.FromSeconds(46)));
        var sender = new SlackSender(slow, new SlackBotIdentity(slow), new DestinationStore(_test.Database), _test.Time);

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
        Assert.Equal(("chat.update", true, id.Split('/')[1]),
            (call.Method, call.IsIdempotent, json.RootElement.GetProperty("ts").GetString()));
        Assert.True(json.RootElement.GetProperty("blocks").GetArrayLength() > 0);
        Assert.NotEqual("", json.RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    [InlineData("is_archived")]
    [InlineData("not_in_channel")]
    public async Task A_message_that_can_no_longer_be_edited_stays_and_the_channel_remains_enabled(string error)
    {
        _slack.InjectFault("chat.update", ScriptedSlackApi.Refused(error));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await _sender.EditAsync(Alert(), "C0NEWS/1.1", None)).DestinationGone);
    }

    [Fact]
    public async Task A_rate_limited_edit_is_made_later()
    {
        _slack.InjectFault("chat.update", new PlatformResult.Limited(TimeSpan.FromSeconds(30), "Slack's rate limit"));
        _slack.InjectFault("chat.update", ScriptedSlackApi.Refused("token_revoked"));

        Assert.Equal(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(30), "Slack's rate limit"),
            await _sender.EditAsync(Alert(), "C0NEWS/1.1", None));
        Assert.IsType<SendOutcome.Failed>(await _sender.EditAsync(Alert(), "C0NEWS/1.1", None));
    }

    [Theory]
    [InlineData("#news")]
    [InlineData("T0TEAM/C0NEWS")]
    [InlineData("U0SOMEONE")]
    [InlineData("C0NEWS\",\"as_user")]
    [InlineData("")]
    public async Task An_invalid_channel_id_is_refused_without_a_call(string address)
    {
        Assert.True(Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert(address))).DestinationGone);

        Assert.Empty(_slack.Calls);
    }

    [Theory]
    [InlineData("C0NEWS")]
    [InlineData("C0NEWS/1")]
    [InlineData("C0NEWS/1.1/2")]
    [InlineData("discord/17.1")]
    public async Task An_invalid_message_id_is_refused_without_a_call(string id)
    {
        Assert.IsType<SendOutcome.Refused>(await _sender.EditAsync(Alert(), id, None));
        Assert.IsType<SendOutcome.Refused>(await SendAsync(Alert() with { ThreadRootId = id }));

        Assert.Empty(_slack.Calls);
    }

    private static OutgoingMessage Alert(string channel = "C0NEWS", string nonce = "n1") =>
        new(channel, ABrief.Full, nonce) { Story = new StoryId(7) };

    private Task<SendOutcome> SendAsync(OutgoingMessage? message = null) => _sender.SendAsync(message ?? Alert(), None);

    private async Task AddSentMessageAsync(string channel)
    {
        await _test.ExecuteAsync($"INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (5, 0, 'slack', '{channel}')");
        await _test.ExecuteAsync(
            "INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at, sent_at) "
                + "VALUES (5, 'alert', 'd', 'n', '{}', 'sent', 0, 0, 0, 1)");
    }

    /// <summary>Waits before each call.</summary>
    private sealed class SlowSlack(ISlackApi slack, Action wait) : ISlackApi
    {
        public Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
        {
            wait();
            return slack.SendAsync(call, cancellationToken);
        }

        public Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
            slack.RespondAsync(address, message, cancellationToken);
    }
}
