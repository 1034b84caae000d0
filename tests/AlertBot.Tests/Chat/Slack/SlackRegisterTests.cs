using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat.Slack;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Slack;

public sealed class SlackRegisterTests : IAsyncLifetime
{
    private const string Removed = "AlertBot was removed from the channel: invite me with /invite @AlertBot";

    private readonly ScriptedSlack _slack = new();
    private readonly SaidLogger<SlackRegister> _log = new();
    private TestDatabase _test = null!;
    private SlackRegister _register = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _register = new SlackRegister(
            _slack, new SlackSelf(_slack), new WorkspaceStore(_test.Database), new DestinationStore(_test.Database),
            new SlackGreeting(_slack, NullLogger<SlackGreeting>.Instance), _test.Time, _log);
        await _test.ExecuteAsync("INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES (1, 0, 'ceasefire', 'truce', 'settings', 0)");
        await _test.ExecuteAsync("INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (1, 0, 'slack', 'C0NEWS'), (2, 0, 'slack', 'C0OPEN'), (3, 0, 'webhook', 'C0NEWS')");
        await _test.ExecuteAsync("INSERT INTO subscription (destination_id, topic_id, origin, created_at) VALUES (1, 1, 'settings', 0)");
    }

    public async ValueTask DisposeAsync()
    {
        _register.Dispose();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task The_channels_of_the_settings_file_belong_to_the_team_once_the_bot_is_known()
    {
        _slack.Next("auth.test", new SlackAnswer.NotSent("no connection"));

        await _register.PassAsync(None);
        Assert.Equal(0, await _test.NumberAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'"));
        await _register.PassAsync(None);

        Assert.Equal(
            ["C0NEWS T0LOOP0001", "C0OPEN T0LOOP0001"],
            await _test.TextsAsync("SELECT d.external_id || ' ' || w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE d.platform = 'slack' ORDER BY 1"));
        Assert.Equal(0, await _test.NumberAsync("SELECT workspace_id FROM destination WHERE id = 3"));
    }

    [Theory]
    [InlineData("""{"type": "member_left_channel", "user": "U0BOT00001", "channel": "C0NEWS", "team": "T0LOOP0001"}""", Removed)]
    [InlineData("""{"type": "channel_left", "channel": "C0NEWS"}""", Removed)]
    [InlineData("""{"type": "group_left", "channel": "C0NEWS"}""", Removed)]
    [InlineData("""{"type": "channel_archive", "channel": "C0NEWS", "user": "U1"}""", "the channel is archived: unarchive it, or subscribe another")]
    [InlineData("""{"type": "group_archive", "channel": "C0NEWS"}""", "the channel is archived: unarchive it, or subscribe another")]
    [InlineData("""{"type": "channel_deleted", "channel": "C0NEWS"}""", "the channel was deleted: subscribe another")]
    [InlineData("""{"type": "group_deleted", "channel": "C0NEWS"}""", "the channel was deleted: subscribe another")]
    public async Task A_channel_that_is_gone_is_switched_off_in_words(string happened, string reason)
    {
        await TellAsync(happened);

        Assert.Equal([reason], await ReasonsAsync());
        Assert.Equal([$"slack:C0NEWS is switched off: {reason}"], _log.Lines);
    }

    [Theory]
    [InlineData("""{"type": "channel_unarchive", "channel": "C0NEWS"}""")]
    [InlineData("""{"type": "group_unarchive", "channel": "C0NEWS"}""")]
    [InlineData("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS", "inviter": "U1"}""")]
    public async Task A_channel_that_is_back_is_switched_on(string happened)
    {
        await TellAsync("""{"type": "channel_left", "channel": "C0NEWS"}""");

        await TellAsync(happened);

        Assert.Empty(await ReasonsAsync());
        Assert.Equal("slack:C0NEWS is switched on again: it is back", _log.Lines[^1]);
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
    public async Task What_is_about_others_and_nonsense_change_nothing(string happened, string team)
    {
        await TellAsync(happened, team);
        await _register.EventAsync(JsonDocument.Parse("[]").RootElement, None);
        await _register.EventAsync(JsonDocument.Parse("{}").RootElement, None);

        Assert.Empty(await ReasonsAsync());
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("""{"type": "app_uninstalled"}""", 1)]
    [InlineData("""{"type": "tokens_revoked", "tokens": {"bot": ["U0BOT00001"]}}""", 1)]
    [InlineData("""{"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}""", 0)]
    public async Task An_app_that_was_removed_is_said_with_the_mend_and_its_channels_stay(string happened, int lines)
    {
        await TellAsync(happened);

        Assert.Equal(lines, _log.Lines.Count(line => line.Contains("install the app again", StringComparison.Ordinal)));
        Assert.Empty(await ReasonsAsync());
    }

    [Fact]
    public async Task Who_invites_the_bot_to_a_channel_without_a_subscription_is_told_how_to_start()
    {
        await TellAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN", "inviter": "U0EDITOR"}""");
        await TellAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS", "inviter": "U0EDITOR"}""");
        await TellAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN"}""");
        await TellAsync("""{"type": "member_joined_channel", "user": "U0SOMEONE", "channel": "C0OPEN", "inviter": "U0EDITOR"}""");
        await TellAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0OPEN", "inviter": "<!channel>"}""");

        var call = Assert.Single(_slack.Calls, call => call.Method == "chat.postEphemeral");
        using var json = JsonDocument.Parse(call.Json!.Value);
        Assert.Equal(("C0OPEN", "U0EDITOR"), (json.RootElement.GetProperty("channel").GetString(), json.RootElement.GetProperty("user").GetString()));
        Assert.Contains("/news subscribe", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain('<', json.RootElement.GetProperty("text").GetString()!);
    }

    [Fact]
    public async Task What_is_switched_off_is_looked_at_at_the_start_and_every_five_minutes()
    {
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'missed' WHERE platform = 'slack'");

        await _register.PassAsync(None);
        Assert.Equal(["missed"], await ReasonsAsync());
        Assert.Equal(2, Looks());
        _slack.Channels["C0OPEN"].IsMember = true;
        _test.Time.Advance(SlackRegister.Look - TimeSpan.FromSeconds(1));
        await _register.PassAsync(None);
        Assert.Equal(2, Looks());
        _test.Time.Advance(TimeSpan.FromSeconds(1));
        await _register.PassAsync(None);

        Assert.Empty(await ReasonsAsync());
        Assert.Equal(3, Looks());
    }

    [Fact]
    public async Task An_archived_channel_and_one_that_Slack_does_not_know_stay_off_and_a_failing_Slack_is_not_asked_for_each()
    {
        _slack.Channels["C0NEWS"].IsArchived = true;
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'off' WHERE platform = 'slack'");
        await _test.ExecuteAsync("UPDATE destination SET external_id = 'C0GONE' WHERE id = 2");

        await _register.PassAsync(None);
        Assert.Equal(2, Looks());
        _slack.Next("conversations.info", new SlackAnswer.Unclear("reset"));
        _test.Time.Advance(SlackRegister.Look);
        await _register.PassAsync(None);

        Assert.Equal(3, Looks());
        Assert.Equal(["off", "off"], await ReasonsAsync());
    }

    [Fact]
    public async Task A_channel_that_was_archived_took_the_bot_out_so_it_joins_again_when_it_is_back()
    {
        await TellAsync("""{"type": "channel_archive", "channel": "C0OPEN"}""");

        await TellAsync("""{"type": "channel_unarchive", "channel": "C0OPEN"}""");

        Assert.Empty(await ReasonsAsync());
        Assert.True(_slack.Channels["C0OPEN"].IsMember);
    }

    [Fact]
    public async Task An_unarchived_channel_whose_event_was_missed_is_joined_at_the_next_look_and_one_that_removed_the_bot_is_not()
    {
        await _test.ExecuteAsync("INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (4, 0, 'slack', 'C0LEFT')");
        _slack.Channels["C0LEFT"] = new("left");
        await TellAsync("""{"type": "channel_archive", "channel": "C0OPEN"}""");
        await TellAsync("""{"type": "channel_left", "channel": "C0LEFT"}""");

        await _register.PassAsync(None);

        Assert.Equal([Removed], await ReasonsAsync());
        Assert.Equal((true, false), (_slack.Channels["C0OPEN"].IsMember, _slack.Channels["C0LEFT"].IsMember));
    }

    [Fact]
    public async Task What_waited_for_an_invitation_waits_no_longer()
    {
        var now = _test.Now.ToUnixTimeMilliseconds();
        await _test.ExecuteAsync(
            $$"""INSERT INTO message (id, destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at) VALUES (1, 1, 'alert', 'k1', 'n1', '{}', 'ready', 0, {{now * 2}}, {{now + 300_000}}), (2, 2, 'alert', 'k2', 'n2', '{}', 'ready', 0, {{now * 2}}, {{now + 300_000}})""");

        await TellAsync("""{"type": "member_joined_channel", "user": "U0BOT00001", "channel": "C0NEWS"}""");

        Assert.Equal([now.ToString(System.Globalization.CultureInfo.InvariantCulture)], await _test.TextsAsync($"SELECT CAST(due_at AS TEXT) FROM message WHERE due_at <= {now}"));
    }

    [Fact]
    public async Task A_look_that_Slacks_limit_ended_goes_on_where_it_ended()
    {
        await _test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'off' WHERE platform = 'slack'");
        await _test.ExecuteAsync("UPDATE destination SET external_id = 'C0GONE' WHERE id = 1");
        var asked = new List<string>();
        for (var look = 0; look < 2; look++)
        {
            _slack.Calls.Clear();
            await _register.PassAsync(None);
            asked.Add(string.Join(' ', _slack.Calls.Where(call => call.Method == "conversations.info").Select(call => call.Form[0].Value)));
            _slack.Next("conversations.info", ScriptedSlack.Refused("channel_not_found"));
            _slack.Next("conversations.info", new SlackAnswer.Limited(TimeSpan.FromSeconds(30), "Slack's rate limit"));
            _test.Time.Advance(SlackRegister.Look);
        }

        _slack.Calls.Clear();
        await _register.PassAsync(None);

        Assert.Equal(["C0GONE C0OPEN", "C0GONE C0OPEN"], asked);
        Assert.Equal("C0OPEN", _slack.Calls.First(call => call.Method == "conversations.info").Form[0].Value);
    }

    [Fact]
    public async Task A_refused_token_is_tried_again_although_nothing_waits()
    {
        await _register.PassAsync(None);
        _slack.Problem = "token revoked";
        _slack.Calls.Clear();

        await _register.PassAsync(None);
        _slack.Problem = null;
        await _register.PassAsync(None);

        Assert.Equal(["auth.test"], _slack.Methods);
    }

    [Fact]
    public async Task The_loop_turns_survives_a_failing_pass_and_stops()
    {
        _slack.Next("auth.test", null);

        await _register.StartAsync(None);
        while (await _test.NumberAsync("SELECT COUNT(*) FROM workspace WHERE platform = 'slack'") == 0)
        {
            _test.Time.Advance(SlackRegister.Turn);
            await Task.Yield();
        }

        await _register.StopAsync(None);
        Assert.Contains("Slack's channels could not be looked at; it is tried again", _log.Lines);
    }

    private int Looks() => _slack.Methods.Count(method => method == "conversations.info");

    private Task<List<string?>> ReasonsAsync() => _test.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL ORDER BY id");

    private async Task TellAsync(string happened, string team = ScriptedSlack.Team)
    {
        using var json = JsonDocument.Parse($$"""{"team_id": "{{team}}", "event_id": "Ev1", "event": {{happened}} }""");
        await _register.EventAsync(json.RootElement, None);
    }
}
