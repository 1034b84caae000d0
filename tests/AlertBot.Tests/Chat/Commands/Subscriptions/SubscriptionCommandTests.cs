using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.Subscriptions;

public sealed class SubscriptionCommandTests : IAsyncLifetime
{
    private CommandFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await CommandFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_subscription_is_active_when_the_reply_arrives()
    {
        var text = await RunAsync("subscribe CEASEFIRE");

        var subscriber = Assert.Single(await SubscribersAsync());
        Assert.Equal(_fixture.Test.Now, subscriber.Since);
        Assert.Contains("Subscribed discord:100 to ceasefire.", text);
        Assert.Contains("Undo: `/news unsubscribe ceasefire`", text);
        Assert.Equal(["ceasefire"], _fixture.Suggestions(CommandFixture.Manager, "unsubscribe", "topic"));
    }

    [Fact]
    public async Task A_second_subscription_to_the_same_topic_changes_nothing()
    {
        await RunAsync("subscribe ceasefire");
        _fixture.Test.Time.Advance(TimeSpan.FromHours(1));

        Assert.Contains("Nothing changed", await RunAsync("subscribe ceasefire"));
        Assert.Equal(_fixture.Test.Now - TimeSpan.FromHours(1), Assert.Single(await SubscribersAsync()).Since);
    }

    [Fact]
    public async Task A_role_is_mentioned_once_it_is_set()
    {
        await RunAsync("subscribe ceasefire");

        Assert.Contains("mention the role", await RunAsync("subscribe ceasefire ping:1402000000000000001"));
        Assert.Equal(["1402000000000000001"], await _fixture.Test.TextsAsync("SELECT ping FROM subscription"));
        Assert.Contains("Undo: `/news subscribe ceasefire ping:1402000000000000001`",
            await RunAsync("subscribe ceasefire ping:1402000000000000002"));
        Assert.Contains("Undo: `/news subscribe ceasefire ping:1402000000000000002`", await RunAsync("unsubscribe ceasefire"));
    }

    [Theory]
    [InlineData("discord", "<@&1402000000000000001>", "1402000000000000001")]
    [InlineData("slack", "<!subteam^S0123ABCD|@desk>", "S0123ABCD")]
    [InlineData("slack", "<!subteam^S0123ABCD>", "S0123ABCD")]
    [InlineData("slack", "S0123ABCD", "S0123ABCD")]
    public async Task A_mention_of_a_role_or_user_group_counts_as_its_id(string platform, string typed, string id)
    {
        await _fixture.RunToTextAsync(CommandFixture.Manager with { Channel = new DestinationAddress(platform, "100") },
            $"subscribe ceasefire ping:{typed}");

        Assert.Equal([id], await _fixture.Test.TextsAsync("SELECT ping FROM subscription"));
    }

    [Theory]
    [InlineData("@everyone")]
    [InlineData("everyone")]
    [InlineData("<@1402000000000000001>")]
    [InlineData("1402000000000000001>@everyone")]
    [InlineData("S0<!here>")]
    public async Task An_invalid_role_is_not_mentioned(string ping)
    {
        Assert.Contains(
            "Ping must be a role of this server: choose it, or type its id.", await RunAsync($"subscribe ceasefire ping:{ping}"));
        Assert.Empty(await SubscribersAsync());
    }

    [Theory]
    [InlineData("discord", "S0123ABCD")]
    [InlineData("slack", "1402000000000000001")]
    [InlineData("slack", "s0123abcd")]
    [InlineData("slack", "<!channel>")]
    [InlineData("slack", "<!subteam^S0<!here>|@desk>")]
    public async Task A_mention_of_another_platform_is_not_mentioned(string platform, string ping)
    {
        Assert.Contains("Ping must be",
            await _fixture.RunToTextAsync(CommandFixture.Manager with { Channel = new DestinationAddress(platform, "100") },
                $"subscribe ceasefire ping:{ping}"));
        Assert.Empty(await SubscribersAsync());
    }

    [Fact]
    public async Task The_everyone_role_is_never_mentioned()
    {
        var guild = CommandFixture.CallerIn("1402000000000000009", "100");

        Assert.Contains("Alerts never mention everyone",
            await _fixture.RunToTextAsync(guild, "subscribe ceasefire ping:1402000000000000009"));
        Assert.Empty(await SubscribersAsync());
    }

    [Theory]
    [InlineData("unsubscribe ceasefire")]
    [InlineData("subscribe ceasefire ping:1402000000000000001")]
    public async Task A_configured_subscription_cannot_be_changed_from_chat(string line)
    {
        await _fixture.Get<DestinationStore>().SyncSettingsAsync(
            [new SubscriptionOptions(CommandFixture.Manager.Channel, ["ceasefire"])], new Dictionary<DestinationAddress, string>(),
            _fixture.Test.Now, CancellationToken.None);

        var reply = await _fixture.RunAsync(CommandFixture.Manager, line);

        Assert.True(reply.IsMistake);
        Assert.Contains("because of the settings file, which chat commands cannot change. Ask the operator", _fixture.RenderText(reply));
        Assert.Single(await SubscribersAsync());
        Assert.Equal([null], await _fixture.Test.TextsAsync("SELECT ping FROM subscription"));
    }

    [Fact]
    public async Task A_console_that_follows_every_topic_by_default_gets_an_explanation()
    {
        await _fixture.Get<DestinationStore>().SyncSettingsAsync(
            [new SubscriptionOptions(DestinationAddress.Console, ["ceasefire"])], new Dictionary<DestinationAddress, string>(),
            _fixture.Test.Now, CancellationToken.None);

        var text = await _fixture.RunToTextAsync(CommandFixture.Console, "unsubscribe ceasefire");

        Assert.Contains("Edit `subscriptions` in that file (without any, the console follows every topic)", text);
        Assert.DoesNotContain("Ask the operator", text);
    }

    [Fact]
    public async Task Unsubscribing_ends_it_in_this_channel_only()
    {
        await RunAsync("subscribe ceasefire");
        await _fixture.RunToTextAsync(CommandFixture.CallerIn("guild-1", "101"), "subscribe ceasefire");
        await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "subscribe ceasefire");

        Assert.Contains("Undo: `/news subscribe ceasefire`", await RunAsync("unsubscribe ceasefire"));
        Assert.Equal(2, (await SubscribersAsync()).Count);
        Assert.Contains("does not follow ceasefire", await RunAsync("unsubscribe ceasefire"));
    }

    [Fact]
    public async Task An_unknown_topic_suggests_the_nearest_visible_one()
    {
        await _fixture.RunToTextAsync(CommandFixture.OtherWorkspaceManager, "topic add ceasefir3 war");

        Assert.Contains("There is no topic “ceasefir3” here. Did you mean ceasefire?", await RunAsync("subscribe ceasefir3"));
    }

    [Fact]
    public async Task A_pause_ends_at_its_time_or_with_resume()
    {
        Assert.Contains("Paused all alerts in discord:100 until 23 November, 14:30 (UTC).", await RunAsync("pause 150m"));
        Assert.Equal(_fixture.Test.Now.AddMinutes(150), (await StateAsync()).PausedUntil);
        Assert.Contains("Alerts are paused in this channel", await RunAsync("subscribe ceasefire"));

        Assert.Contains("Resumed the alerts in discord:100.", await RunAsync("resume"));
        Assert.Null((await StateAsync()).PausedUntil);
        Assert.Contains("not paused", await RunAsync("resume"));
    }

    [Fact]
    public async Task A_pause_without_a_time_lasts_until_resumed()
    {
        Assert.Contains("until they are resumed", await RunAsync("pause"));
        _fixture.Test.Time.Advance(TimeSpan.FromDays(3650));

        Assert.Equal(DestinationState.UntilResumed, (await StateAsync()).PausedUntil);
    }

    [Theory]
    [InlineData("pause soon", "“soon” is not a duration; write 30m, 2h or 3d. Nothing changed.")]
    [InlineData("pause for two hours", "“two hours” is not a duration; write 30m, 2h or 3d. Nothing changed.")]
    [InlineData("pause 5s", "“5s” is too short")]
    [InlineData("pause 99999999d", "is too long")]
    public async Task An_invalid_duration_is_refused(string line, string expected)
    {
        Assert.Contains(expected, await RunAsync(line));
        Assert.Null((await StateAsync()).PausedUntil);
    }

    [Fact]
    public async Task A_channel_disabled_after_a_refusal_is_retried_on_request()
    {
        await RunAsync("subscribe ceasefire");
        await _fixture.Test.ExecuteAsync("UPDATE destination SET disabled_at = 1, disabled_reason = 'it may not post'");

        Assert.Contains("if it is not fixed, they will stop again: it may not post.", await RunAsync("resume"));
        Assert.Null((await StateAsync()).DisabledReason);
    }

    [Fact]
    public async Task Settings_are_saved_shown_and_reset()
    {
        Assert.Contains("- quiet: off", await RunAsync("settings"));

        var text = await RunAsync("settings quiet 22:00-07:00 time-zone Europe/Kyiv updates off");

        Assert.Contains("Undo: `/news settings updates:edit quiet:off time-zone:UTC`", text);
        var options = (await StateAsync()).Options;
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), options.Quiet);
        Assert.Equal(AlertUpdates.Off, options.Updates);
        Assert.Equal("Europe/Kyiv", options.TimeZone);

        await RunAsync("settings updates:edit quiet:off time-zone:UTC");
        Assert.Equal(new DestinationOptions { Updates = AlertUpdates.Edit, Quiet = QuietHours.None, TimeZone = "UTC" }, (await StateAsync()).Options);
        Assert.Contains("Nothing changed", await RunAsync("settings quiet=off"));
    }

    [Theory]
    [InlineData("settings quiet 23:00-06:30 Asia/Tokyo")]
    [InlineData("settings quiet: 23:00 - 06:30 Asia/Tokyo")]
    [InlineData("settings quiet=\"23:00-06:30 Asia/Tokyo\"")]
    public async Task A_time_zone_may_follow_the_quiet_hours(string line)
    {
        await RunAsync("settings quiet 22:00-07:00 Europe/Kyiv");

        var text = await RunAsync(line);

        Assert.Contains("- quiet: 23:00-06:30 (", text);
        Assert.Contains("- time-zone: Asia/Tokyo (", text);
        Assert.Contains("Undo: `/news settings quiet:22:00-07:00 time-zone:Europe/Kyiv`", text);
        Assert.Equal(
            new DestinationOptions { Quiet = new QuietHours(new TimeOnly(23, 0), new TimeOnly(6, 30)), TimeZone = "Asia/Tokyo" },
            (await StateAsync()).Options);

        await RunAsync("settings quiet:22:00-07:00 time-zone:Europe/Kyiv");
        Assert.Equal(
            new DestinationOptions { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), TimeZone = "Europe/Kyiv" },
            (await StateAsync()).Options);
    }

    [Theory]
    [InlineData("settings quiet 22", "quiet: “22” ")]
    [InlineData("settings quiet 07:00-07:00", "quiet: “07:00-07:00” ")]
    [InlineData("settings quiet 23:00-06:30 Tokyo", "time-zone: “Tokyo” ")]
    [InlineData("settings quiet 23:00-06:30 Asia/Tokyo time-zone UTC", "You gave the time zone twice. Nothing changed.")]
    [InlineData("settings time-zone ../../etc", "time-zone: “../../etc” ")]
    [InlineData("settings updates never", "`updates` must be edit, thread or off, not “never”")]
    [InlineData("settings digest-at 25:00", "digest-at: “25:00” is not a valid time of day")]
    [InlineData("settings max-per-hour 0", "`max-per-hour` must be")]
    public async Task Invalid_settings_are_refused(string line, string expected)
    {
        var reply = await _fixture.RunAsync(CommandFixture.Manager, line);

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, _fixture.RenderText(reply));
        Assert.Equal(new DestinationOptions(), (await StateAsync()).Options);
    }

    [Fact]
    public async Task The_settings_of_another_channel_stay_as_they_are()
    {
        await RunAsync("settings quiet 22:00-07:00");
        await RunAsync("pause");

        var state = await _fixture.Get<SubscriptionStore>()
            .GetStateAsync(CommandFixture.OtherWorkspaceManager.Channel, _fixture.Test.Now, CancellationToken.None);

        Assert.Equal(DestinationState.Default, state);
    }

    private Task<string> RunAsync(string line) => _fixture.RunToTextAsync(CommandFixture.Manager, line);

    private Task<DestinationState> StateAsync() =>
        _fixture.Get<SubscriptionStore>().GetStateAsync(CommandFixture.Manager.Channel, _fixture.Test.Now, CancellationToken.None);

    /// <summary>The subscribers that an article on ceasefire from the settings file's feed would be posted to.</summary>
    private async Task<List<Subscriber>> SubscribersAsync()
    {
        var article = AnArticle.Seen(_fixture.Test.Now);
        await _fixture.Test.ExecuteAsync(
            $"INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, title, host, summary, due_at) VALUES "
                + $"({article.Entry}, 1, 'matched', 0, 0, 0, '', '', '', 0) ON CONFLICT DO NOTHING");
        return await _fixture.Test.Database.ReadAsync(
            session => AlertStore.FindSubscribersAsync(session, article, CancellationToken.None), CancellationToken.None);
    }
}
