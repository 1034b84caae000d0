using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordGatewayTests
{
    [Fact]
    public async Task The_bot_identifies_for_guilds_only_and_gets_the_events_in_order()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        await fixture.Discord.Gateway.DispatchAsync("CHANNEL_DELETE", new JsonObject { ["id"] = "11" });
        await fixture.UntilEventAsync("CHANNEL_DELETE");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_DELETE"], fixture.Names);
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task A_message_in_many_fragments_is_one_message_and_unknown_things_are_left_alone()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        var gateway = fixture.Discord.Gateway;

        await gateway.SendOpAsync(12, new JsonObject { ["x"] = 1 });
        await gateway.Live.SendAsync("""{"op":0,"d":null,"s":3,"t":null,"new":[1]}""");
        await gateway.DispatchAsync("NEVER_HEARD_OF", new JsonObject { ["text"] = new string('ü', 40_000) }, fragments: 17);
        await fixture.UntilEventAsync("NEVER_HEARD_OF");

        Assert.Equal(40_000, fixture.Events.Last().Data.GetProperty("text").GetString()!.Length);
        Assert.Equal(1, gateway.Connections);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task Heartbeats_come_at_their_interval_with_the_last_sequence()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync(discord => discord.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(3));

        var before = fixture.Discord.Gateway.Beats.Count;
        await fixture.Discord.Gateway.UntilBeatAsync(before + 3);

        Assert.Equal("2", fixture.Discord.Gateway.Beats.Last());
        Assert.Equal(1, fixture.Discord.Gateway.Connections);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task A_heartbeat_that_Discord_asks_for_comes_at_once()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        var before = fixture.Discord.Gateway.Beats.Count;
        await fixture.Discord.Gateway.SendOpAsync(1);
        await fixture.Discord.Gateway.UntilBeatAsync(before + 1);

        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task A_flood_of_wishes_for_heartbeats_does_not_make_the_bot_send_too_much()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        for (var i = 0; i < 300; i++)
        {
            await fixture.Discord.Gateway.SendOpAsync(1);
        }

        await fixture.Discord.Gateway.DispatchAsync("AFTER", new JsonObject());
        await fixture.UntilEventAsync("AFTER");

        Assert.Equal(1, fixture.Discord.Gateway.Connections);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task Heartbeats_that_are_not_answered_end_the_connection_and_the_session_is_resumed()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync(discord =>
        {
            discord.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(3);
            discord.Gateway.AnswersHeartbeats = false;
        });

        await fixture.Discord.Gateway.UntilClosedAsync();
        fixture.Discord.Gateway.AnswersHeartbeats = true;
        await fixture.Discord.Gateway.UntilResumedAsync();

        Assert.Equal(4000, fixture.Discord.Gateway.CloseCodes.First());
        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
        Assert.Contains(fixture.Log.Lines, line => line.Contains("does not answer heartbeats", StringComparison.Ordinal));
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task A_dropped_connection_is_resumed_where_Discord_says_and_nothing_is_missed()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        fixture.Discord.Gateway.Miss("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.Live.Drop();
        await fixture.UntilEventAsync("RESUMED");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "RESUMED"], fixture.Names);
        Assert.Equal((1, 1), (fixture.Discord.Gateway.Identifies, fixture.Discord.Gateway.Resumes));
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData(nameof(LoopbackGatewayFault.BeforeHello))]
    [InlineData(nameof(LoopbackGatewayFault.SilentFromTheStart))]
    [InlineData(nameof(LoopbackGatewayFault.BrokenHello))]
    [InlineData(nameof(LoopbackGatewayFault.AfterHello))]
    [InlineData(nameof(LoopbackGatewayFault.BeforeReady))]
    [InlineData(nameof(LoopbackGatewayFault.NeverReady))]
    public async Task A_connection_dropped_before_READY_is_made_anew(string fault)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync(discord => discord.Gateway.Faults.Enqueue(Enum.Parse<LoopbackGatewayFault>(fault)));

        Assert.Equal(2, fixture.Discord.Gateway.Connections);
        Assert.Equal(["READY", "GUILD_CREATE"], fixture.Names);
        Assert.Single(fixture.Log.Lines, line => line.Contains("is lost", StringComparison.Ordinal));
        Assert.Single(fixture.Log.Lines, line => line.Contains("stands again", StringComparison.Ordinal));
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData(nameof(LoopbackGatewayFault.BeforeHello))]
    [InlineData(nameof(LoopbackGatewayFault.AfterHello))]
    [InlineData(nameof(LoopbackGatewayFault.BeforeReady))]
    [InlineData(nameof(LoopbackGatewayFault.NeverReady))]
    [InlineData(nameof(LoopbackGatewayFault.DuringReplay))]
    public async Task A_connection_dropped_while_resuming_is_resumed_again(string fault)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        fixture.Discord.Gateway.Faults.Enqueue(Enum.Parse<LoopbackGatewayFault>(fault));

        fixture.Discord.Gateway.Miss("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.Miss("CHANNEL_UPDATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.Live.Drop();
        await fixture.UntilEventAsync("RESUMED");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "RESUMED"], fixture.Names);
        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task When_Discord_asks_for_a_new_connection_the_session_is_resumed_without_a_word_in_the_log()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.SendOpAsync(7);
        await fixture.UntilEventAsync("RESUMED");

        Assert.Equal([4000], fixture.Discord.Gateway.CloseCodes);
        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
        Assert.Empty(fixture.Log.Lines);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task An_invalid_session_that_may_be_resumed_is_resumed()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.SendOpAsync(9, true);
        await fixture.UntilEventAsync("RESUMED");

        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task An_invalid_session_that_may_not_be_resumed_is_begun_anew_after_a_pause()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        var began = fixture.Discord.Gateway.Time.GetTimestamp();

        await fixture.Discord.Gateway.SendOpAsync(9, false);
        await fixture.Discord.Gateway.UntilReadyAsync(2);

        Assert.True(fixture.Discord.Gateway.Time.GetElapsedTime(began) >= TimeSpan.FromSeconds(1));
        Assert.Equal((2, 0), (fixture.Discord.Gateway.Identifies, fixture.Discord.Gateway.Resumes));
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task A_session_that_Discord_forgot_while_the_bot_was_away_is_begun_anew()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        fixture.Discord.Gateway.Live.Session!.IsOver = true;
        fixture.Discord.Gateway.Live.Drop();
        await fixture.Discord.Gateway.UntilReadyAsync(2);

        Assert.Equal((2, 1), (fixture.Discord.Gateway.Identifies, fixture.Discord.Gateway.Resumes));
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4008)]
    [InlineData(1001)]
    [InlineData(4999)]
    public async Task A_connection_that_Discord_closes_is_resumed(int code)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.Live.CloseAsync(code);
        await fixture.UntilEventAsync("RESUMED");

        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData(4007)]
    [InlineData(4009)]
    public async Task After_a_close_that_ends_the_session_a_new_one_begins(int code)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.Live.CloseAsync(code);
        await fixture.Discord.Gateway.UntilReadyAsync(2);

        Assert.Equal((2, 0), (fixture.Discord.Gateway.Identifies, fixture.Discord.Gateway.Resumes));
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData(4004, "discord.token")]
    [InlineData(4010, "4010")]
    [InlineData(4011, "more servers")]
    [InlineData(4012, "newer AlertBot")]
    [InlineData(4013, "4013")]
    [InlineData(4014, "Developer Portal")]
    public async Task A_close_that_only_a_person_can_mend_stops_the_connection_and_says_what_to_do(int code, string expected)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.Live.CloseAsync(code);
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains(expected, fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Single(fixture.Log.Lines, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(1, fixture.Discord.Gateway.Connections);
    }

    [Fact]
    public async Task A_revoked_token_stops_the_connection_at_the_first_Identify()
    {
        await using var fixture = await GatewayFixture.StartAsync(discord => discord.Gateway.TokenIsRevoked = true);

        fixture.Run();
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("does not accept the bot's token", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
    }

    [Fact]
    public async Task A_token_that_the_HTTP_API_refuses_is_not_tried_at_the_gateway()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        fixture.DoorAnswers.Enqueue(new DiscordAnswer.Refused(401, 0, "401"));

        fixture.Run();
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("discord.token", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Equal(0, fixture.Discord.Gateway.Connections);
    }

    [Fact]
    public async Task Where_the_gateway_is_not_told_it_is_asked_again()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        fixture.DoorAnswers.Enqueue(new DiscordAnswer.NotSent("no connection"));
        fixture.DoorAnswers.Enqueue(new DiscordAnswer.Unclear("503"));
        fixture.DoorAnswers.Enqueue(new DiscordAnswer.Limited(TimeSpan.FromSeconds(2), "429"));
        fixture.DoorAnswers.Enqueue(new DiscordAnswer.Done(JsonDocument.Parse("""{"url":"ftp://x"}""").RootElement, TimeSpan.Zero));

        fixture.Run();
        await fixture.Discord.Gateway.UntilReadyAsync();
        await fixture.UntilAsync(() => fixture.Client.Problem is null);

        Assert.Empty(fixture.DoorAnswers);
        Assert.Single(fixture.Log.Lines, line => line.Contains("is lost: no connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_no_session_may_begin_today_the_bot_waits_until_one_may()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var fixture = await GatewayFixture.StartAsync(time: time);
        fixture.DoorAnswers.Enqueue(GatewayFixture.Door(fixture.Discord.GatewayUrl, remaining: 0, resetAfter: 3_600_000));

        fixture.Run();
        Assert.Contains("started too often", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Single(fixture.Log.Lines, line => line.Contains("01:00:00", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, fixture.Discord.Gateway.Connections);
        time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Discord.Gateway.UntilReadyAsync();
    }

    [Fact]
    public async Task What_is_not_JSON_ends_the_connection_and_the_session_is_resumed()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.Live.SendAsync("{\"op\":0,\"t\":");
        await fixture.UntilEventAsync("RESUMED");
        await fixture.Discord.Gateway.Live.SendAsync(new string('[', 100_000));
        await fixture.UntilEventAsync("RESUMED", 2);

        Assert.Equal(1, fixture.Discord.Gateway.Identifies);
    }

    [Fact]
    public async Task A_message_without_end_ends_the_connection_not_the_memory()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.Live.SendAsync($$"""{"op":0,"t":"HUGE","d":"{{new string('x', 17 * 1024 * 1024)}}"}""");
        await fixture.UntilEventAsync("RESUMED");

        Assert.DoesNotContain("HUGE", fixture.Names);
    }

    [Fact]
    public async Task An_event_that_breaks_our_own_code_costs_neither_the_connection_nor_the_next_event()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("BREAKS", new JsonObject());
        await fixture.Discord.Gateway.DispatchAsync("AFTER", new JsonObject());
        await fixture.UntilEventAsync("AFTER");

        Assert.Equal(1, fixture.Discord.Gateway.Connections);
        Assert.Contains("Discord's event BREAKS could not be taken", fixture.Log.Lines);
    }

    [Fact]
    public async Task An_event_that_comes_twice_does_not_turn_the_sequence_back()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("FRESH", new JsonObject());
        await fixture.Discord.Gateway.Live.SendAsync("""{"op":0,"s":1,"t":"AGAIN","d":{}}""");
        await fixture.UntilEventAsync("AGAIN");
        fixture.Discord.Gateway.Live.Drop();
        await fixture.UntilEventAsync("RESUMED");

        Assert.Single(fixture.Names, name => name == "FRESH");
    }

    [Fact]
    public async Task A_session_that_can_never_be_resumed_is_given_up_for_a_new_one()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        for (var i = 0; i < 6; i++)
        {
            fixture.Discord.Gateway.Faults.Enqueue(LoopbackGatewayFault.BeforeHello);
        }

        fixture.Discord.Gateway.Live.Drop();
        await fixture.Discord.Gateway.UntilReadyAsync(2);

        Assert.Empty(fixture.Discord.Breaches);
    }

    [Fact]
    public async Task When_the_service_stops_the_connection_is_closed_for_good()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.StopAsync();
        await fixture.Discord.Gateway.UntilClosedAsync();

        Assert.Equal([1000], fixture.Discord.Gateway.CloseCodes);
        Assert.Empty(fixture.Log.Lines);
        Assert.Empty(fixture.Discord.Breaches);
    }

    [Theory]
    [InlineData("wss://gateway.example", "wss://gateway.example/?v=10&encoding=json")]
    [InlineData("ws://127.0.0.1:8080/x?a=b", "ws://127.0.0.1:8080/x?a=b&v=10&encoding=json")]
    public void An_address_is_followed_as_given_with_the_version_and_encoding(string given, string expected) =>
        Assert.Equal(expected, GatewayDoor.WithQuery(new Uri(given)).AbsoluteUri);
}
