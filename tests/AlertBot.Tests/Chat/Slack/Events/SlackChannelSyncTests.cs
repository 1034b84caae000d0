using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Slack.Events;

public sealed class SlackChannelSyncTests : IAsyncLifetime
{
    private const string Removed = "AlertBot was removed from the channel: invite it with /invite @AlertBot";

    private readonly ScriptedSlackApi _slack = new();
    private readonly CapturingLogger<SlackChannelSync> _log = new();
    private TestDatabase _test = null!;
    private SlackChannelSync _channelSync = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _channelSync = new SlackChannelSync(
            _slack, new SlackBotIdentity(_slack), new WorkspaceStore(_test.Database), new DestinationStore(_test.Database),
            new SlackGreeting(_slack, NullLogger<SlackGreeting>.Instance), _test.Time, _log);
        await _test.ExecuteAsync(
            "INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES (1, 0, 'ceasefire', 'truce', 'settings', 0)");
        await _test.ExecuteAsync(
            "INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (1, 0, 'slack', 'C0NEWS'), (2, 0, 'slack', "
                + "'C0OPEN'), (3, 0, 'webhook', 'C0NEWS')");
        await _test.ExecuteAsync("INSERT INTO subscription (destination_id, topic_id, origin, created_at) VALUES (1, 1, 'settings', 0)");
    }

    public async ValueTask DisposeAsync()
    {
        _channelSync.Dispose();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task Configured_channels_are_assigned_to_the_team_once_the_bot_identity_is_known()
    {
        _slack.InjectFault("auth.test", new PlatformResult.NotSent("no connection"));

        await _channelSync.SyncAsync(None);
        Assert.Equal(0, await _test.NumberAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'"));
        await _channelSync.SyncAsync(None);

        Assert.Equal(
            ["C0NEWS T0LOOP0001", "C0OPEN T0LOOP0001"],
            await _test.TextsAsync(
                "SELECT d.external_id || ' ' || w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE "
                    + "d.platform = 'slack' ORDER BY 1"));
        Assert.Equal(0, await _test.NumberAsync("SELECT workspace_id FROM destination WHERE id = 3"));
    }

    [Theory]
    [InlineData("""{"type": "member_left_channel", "user": "U0BOT00001", "channel": "C0NEWS", "team": "T0LOOP0001"}""", Removed)]
    [InlineData("""{"type": "channel_left", "channel": "C0NEWS"}""", Removed)]
    [InlineData("""{"type": "group_left", "channel": "C0NEWS"}""", Removed)]
    [InlineData("""{"type": "channel_archive", "channel": "C0NEWS", "user": "U1"}""",
        "the channel is archived: unarchive it, or subscribe another channel")]
    [InlineData("""{"type": "group_archive", "channel": "C0NEWS"}""", "the channel is archived: unarchive it, or subscribe another channel")]
    [InlineData("""{"type": "channel_deleted", "channel": "C0NEWS"}""", "the channel was deleted: subscribe another channel")]
    [InlineData("""{"type": "group_deleted", "channel": "C0NEWS"}""", "the channel was deleted: subscribe another channel")]
    public async Task A_deleted_channel_is_disabled_with_the_reason(string slackEvent, string reason)
    {
        await SendEventAsync(slackEvent);

        Assert.Equal([reason], await ReasonsAsync());
        Assert.Equal([$"slack:C0NEWS is disabled: {reason}"], _log.Lines);
    }

    [Theory]
    [InlineData("""{"type": "channel_unarchive", "channel": "C0NEWS"}""")]
    [InlineData("""{"type": "group_unarchive", "channel": "C0NEWS"}""")]
    [InlineData("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS", "inviter": "U1"}""")]
    public async Task A_restored_channel_is_enabled(string slackEvent)
    {
        await SendEventAsync("""{"type": "channel_left", "channel": "C0NEWS"}""");

        await SendEventAsync(slackEvent);

        Assert.Empty(await ReasonsAsync());
        Assert.Equal("slack:C0NEWS is enabled again: AlertBot can reach it", _log.Lines[^1]);
    }

    [Theory]
    [InlineData("""{"type": "member_left_channel", "user": "U0SOMEONE", "channel": "C0NEWS"}""", "T0LOOP0001")]
    [InlineData("""{"type": "channel_archive", "channel": "C0NEWS"}""", "T0ANOTHER")]
    [InlineData("""{"type": "channel_archive", "channel": "C0UNKNOWN"}""", "T0LOOP0001")]
    [InlineData("""{"type": "channel_archive", "channel": {"id": "C0NEWS"}}""", "T0LOOP0001")]
    [InlineData("""{"type": "channel_rename", "channel": "C0NEWS"}""", "T0LOOP0001")]
    [InlineData("""{"type": 7}""", "T0LOOP0001")]
    [InlineData("null", "T0LOOP0001")]
    [InlineData("[]", "T0LOOP0001")]
    public async Task Events_about_others_and_malformed_events_change_nothing(string slackEvent, string team)
    {
        await SendEventAsync(slackEvent, team);
        await _channelSync.HandleEventAsync(JsonDocument.Parse("[]").RootElement, None);
        await _channelSync.HandleEventAsync(JsonDocument.Parse("{}").RootElement, None);

        Assert.Empty(await ReasonsAsync());
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("""{"type": "app_uninstalled"}""", 1)]
    [InlineData("""{"type": "tokens_revoked", "tokens": {"bot": ["U0BOT00001"]}}""", 1)]
    [InlineData("""{"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}""", 0)]
    public async Task An_uninstalled_app_is_reported_with_the_fix_and_its_channels_stay(string slackEvent, int lines)
    {
        await SendEventAsync(slackEvent);

        Assert.Equal(lines, _log.Lines.Count(line => line.Contains("install the app again", StringComparison.Ordinal)));
        Assert.Empty(await ReasonsAsync());
    }

    [Fact]
    public async Task An_invitation_to_a_channel_without_a_subscription_is_greeted_with_instructions()
    {
        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN", "inviter": "U0EDITOR"}""");
        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS", "inviter": "U0EDITOR"}""");
        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN"}""");
        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0SOMEONE", "channel": "C0OPEN", "inviter": "U0EDITOR"}""");
        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN", "inviter": "<!channel>"}""");

        var call = Assert.Single(_slack.Calls, call => call.Method == "chat.postEphemeral");
        using var json = JsonDocument.Parse(call.Json!.Value);
        Assert.Equal(("C0OPEN", "U0EDITOR"),
            (json.RootElement.GetProperty("channel").GetString(), json.RootElement.GetProperty("user").GetString()));
        Assert.Contains("/news subscribe", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain('<', json.RootElement.GetProperty("text").GetString()!);
    }

    [Fact]
    public async Task Disabled_channels_are_checked_at_startup_and_every_five_minutes()
    {
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'missed' WHERE platform = 'slack'");

        await _channelSync.SyncAsync(None);
        Assert.Equal(["missed"], await ReasonsAsync());
        Assert.Equal(2, CheckCount());
        _slack.Channels["C0OPEN"].IsMember = true;
        _test.Time.Advance(SlackChannelSync.DisabledCheckInterval - TimeSpan.FromSeconds(1));
        await _channelSync.SyncAsync(None);
        Assert.Equal(2, CheckCount());
        _test.Time.Advance(TimeSpan.FromSeconds(1));
        await _channelSync.SyncAsync(None);

        Assert.Empty(await ReasonsAsync());
        Assert.Equal(3, CheckCount());
    }

    [Fact]
    public async Task Archived_and_unknown_channels_stay_disabled_and_a_failure_ends_the_check()
    {
        _slack.Channels["C0NEWS"].IsArchived = true;
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'off' WHERE platform = 'slack'");
        await _test.ExecuteAsync("UPDATE destination SET external_id = 'C0GONE' WHERE id = 2");

        await _channelSync.SyncAsync(None);
        Assert.Equal(2, CheckCount());
        _slack.InjectFault("conversations.info", new PlatformResult.Unclear("reset"));
        _test.Time.Advance(SlackChannelSync.DisabledCheckInterval);
        await _channelSync.SyncAsync(None);

        Assert.Equal(3, CheckCount());
        Assert.Equal(["off", "off"], await ReasonsAsync());
    }

    [Fact]
    public async Task The_bot_rejoins_a_channel_when_it_is_unarchived()
    {
        await SendEventAsync("""{"type": "channel_archive", "channel": "C0OPEN"}""");

        await SendEventAsync("""{"type": "channel_unarchive", "channel": "C0OPEN"}""");

        Assert.Empty(await ReasonsAsync());
        Assert.True(_slack.Channels["C0OPEN"].IsMember);
    }

    [Fact]
    public async Task A_missed_unarchive_is_joined_at_the_next_check_unless_the_bot_was_removed()
    {
        await _test.ExecuteAsync("INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (4, 0, 'slack', 'C0LEFT')");
        _slack.Channels["C0LEFT"] = new("left");
        await SendEventAsync("""{"type": "channel_archive", "channel": "C0OPEN"}""");
        await SendEventAsync("""{"type": "channel_left", "channel": "C0LEFT"}""");

        await _channelSync.SyncAsync(None);

        Assert.Equal([Removed], await ReasonsAsync());
        Assert.Equal((true, false), (_slack.Channels["C0OPEN"].IsMember, _slack.Channels["C0LEFT"].IsMember));
    }

    [Fact]
    public async Task Messages_waiting_for_an_invitation_become_due_when_it_arrives()
    {
        var now = _test.Now.ToUnixTimeMilliseconds();
        await _test.ExecuteAsync($$"""
            INSERT INTO message (id, destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at)
            VALUES (1, 1, 'alert', 'k1', 'n1', '{}', 'ready', 0, {{now * 2}}, {{now + 300_000}}),
                   (2, 2, 'alert', 'k2', 'n2', '{}', 'ready', 0, {{now * 2}}, {{now + 300_000}})
            """);

        await SendEventAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS"}""");

        Assert.Equal([now.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            await _test.TextsAsync($"SELECT CAST(due_at AS TEXT) FROM message WHERE due_at <= {now}"));
    }

    [Fact]
    public async Task A_check_interrupted_by_a_rate_limit_continues_where_it_stopped()
    {
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'off' WHERE platform = 'slack'");
        await _test.ExecuteAsync("UPDATE destination SET external_id = 'C0GONE' WHERE id = 1");
        var checkedChannels = new List<string>();
        for (var check = 0; check < 2; check++)
        {
            _slack.Calls.Clear();
            await _channelSync.SyncAsync(None);
            var calls = _slack.Calls.Where(call => call.Method == "conversations.info");
            checkedChannels.Add(string.Join(' ', calls.Select(call => call.Form[0].Value)));
            _slack.InjectFault("conversations.info", ScriptedSlackApi.Refused("channel_not_found"));
            _slack.InjectFault("conversations.info", new PlatformResult.Limited(TimeSpan.FromSeconds(30), "Slack's rate limit"));
            _test.Time.Advance(SlackChannelSync.DisabledCheckInterval);
        }

        _slack.Calls.Clear();
        await _channelSync.SyncAsync(None);

        Assert.Equal(["C0GONE C0OPEN", "C0GONE C0OPEN"], checkedChannels);
        Assert.Equal("C0OPEN", _slack.Calls.First(call => call.Method == "conversations.info").Form[0].Value);
    }

    [Fact]
    public async Task A_rejected_token_is_retried_although_nothing_is_queued()
    {
        await _channelSync.SyncAsync(None);
        _slack.Problem = "token revoked";
        _slack.Calls.Clear();

        await _channelSync.SyncAsync(None);
        _slack.Problem = null;
        await _channelSync.SyncAsync(None);

        Assert.Equal(["auth.test"], _slack.Methods);
    }

    [Fact]
    public async Task The_loop_runs_survives_a_failing_check_and_stops()
    {
        _slack.InjectFault("auth.test", null);

        await _channelSync.StartAsync(None);
        while (await _test.NumberAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'") == 0)
        {
            _test.Time.Advance(SlackChannelSync.SyncInterval);
            await Task.Yield();
        }

        await _channelSync.StopAsync(None);
        Assert.Contains("Checking the Slack channels failed; retrying.", _log.Lines);
    }

    private int CheckCount() => _slack.Methods.Count(method => method == "conversations.info");

    private Task<List<string?>> ReasonsAsync() =>
        _test.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL ORDER BY id");

    private async Task SendEventAsync(string slackEvent, string team = ScriptedSlackApi.Team)
    {
        using var json = JsonDocument.Parse($$"""{"team_id": "{{team}}", "event_id": "Ev1", "event": {{slackEvent}} }""");
        await _channelSync.HandleEventAsync(json.RootElement, None);
    }
}
