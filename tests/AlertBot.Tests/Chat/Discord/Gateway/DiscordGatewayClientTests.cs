using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Platforms;
using AlertBot.Testing.Discord.Gateway;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord.Gateway;

public class DiscordGatewayClientTests
{
    [Fact]
    public async Task The_bot_identifies_with_the_guilds_intent_and_receives_events_in_order()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        await fixture.Discord.Gateway.DispatchAsync("CHANNEL_DELETE", new JsonObject { ["id"] = "11" });
        await fixture.WaitForEventAsync("CHANNEL_DELETE");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_DELETE"], fixture.Names);
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task Fragments_are_reassembled_and_unknown_payloads_ignored()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        var gateway = fixture.Discord.Gateway;

        await gateway.SendOpAsync(12, new JsonObject { ["x"] = 1 });
        await gateway.CurrentConnection.SendAsync("""{"op":0,"d":null,"s":3,"t":null,"new":[1]}""");
        await gateway.DispatchAsync("NEVER_HEARD_OF", new JsonObject { ["text"] = new string('ü', 40_000) }, fragments: 17);
        await fixture.WaitForEventAsync("NEVER_HEARD_OF");

        Assert.Equal(40_000, fixture.Events.Last().Data.GetProperty("text").GetString()!.Length);
        Assert.Equal(1, gateway.ConnectionCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task Heartbeats_are_sent_at_the_interval_with_the_last_sequence()
    {
        await using var fixture =
            await GatewayFixture.ConnectedAsync(discord => discord.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(3));

        var before = fixture.Discord.Gateway.Heartbeats.Count;
        await fixture.Discord.Gateway.WaitForHeartbeatAsync(before + 3);

        Assert.Equal("2", fixture.Discord.Gateway.Heartbeats.Last());
        Assert.Equal(1, fixture.Discord.Gateway.ConnectionCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_requested_heartbeat_is_sent_at_once()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        var before = fixture.Discord.Gateway.Heartbeats.Count;
        await fixture.Discord.Gateway.SendOpAsync(1);
        await fixture.Discord.Gateway.WaitForHeartbeatAsync(before + 1);

        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_flood_of_heartbeat_requests_does_not_exceed_the_send_limit()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        for (var i = 0; i < 300; i++)
        {
            await fixture.Discord.Gateway.SendOpAsync(1);
        }

        await fixture.Discord.Gateway.DispatchAsync("AFTER", new JsonObject());
        await fixture.WaitForEventAsync("AFTER");

        Assert.Equal(1, fixture.Discord.Gateway.ConnectionCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task Unacknowledged_heartbeats_close_the_connection_and_resume_the_session()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync(discord =>
        {
            discord.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(3);
            discord.Gateway.AnswersHeartbeats = false;
        });

        await fixture.Discord.Gateway.WaitForCloseAsync();
        fixture.Discord.Gateway.AnswersHeartbeats = true;
        await fixture.Discord.Gateway.WaitForResumedAsync();

        Assert.Equal(4000, fixture.Discord.Gateway.CloseCodes.First());
        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
        Assert.Contains(fixture.Log.Lines, line => line.Contains("does not acknowledge heartbeats", StringComparison.Ordinal));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_dropped_connection_is_resumed_at_the_resume_URL_without_losing_events()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        fixture.Discord.Gateway.AddMissedEvent("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.CurrentConnection.Drop();
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "RESUMED"], fixture.Names);
        Assert.Equal((1, 1), (fixture.Discord.Gateway.IdentifyCount, fixture.Discord.Gateway.ResumeCount));
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData(nameof(LoopbackGatewayFault.DropBeforeHello))]
    [InlineData(nameof(LoopbackGatewayFault.NoHello))]
    [InlineData(nameof(LoopbackGatewayFault.MalformedHello))]
    [InlineData(nameof(LoopbackGatewayFault.DropAfterHello))]
    [InlineData(nameof(LoopbackGatewayFault.DropBeforeReady))]
    [InlineData(nameof(LoopbackGatewayFault.NoReady))]
    public async Task A_connection_dropped_before_READY_is_reestablished(string fault)
    {
        await using var fixture =
            await GatewayFixture.ConnectedAsync(discord => discord.Gateway.Faults.Enqueue(Enum.Parse<LoopbackGatewayFault>(fault)));

        Assert.Equal(2, fixture.Discord.Gateway.ConnectionCount);
        Assert.Equal(["READY", "GUILD_CREATE"], fixture.Names);
        Assert.Single(fixture.Log.Lines, line => line.Contains("Lost the connection", StringComparison.Ordinal));
        Assert.Single(fixture.Log.Lines, line => line.Contains("Reconnected", StringComparison.Ordinal));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData(nameof(LoopbackGatewayFault.DropBeforeHello))]
    [InlineData(nameof(LoopbackGatewayFault.DropAfterHello))]
    [InlineData(nameof(LoopbackGatewayFault.DropBeforeReady))]
    [InlineData(nameof(LoopbackGatewayFault.NoReady))]
    [InlineData(nameof(LoopbackGatewayFault.DropDuringReplay))]
    public async Task A_connection_dropped_while_resuming_is_resumed_again(string fault)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        fixture.Discord.Gateway.Faults.Enqueue(Enum.Parse<LoopbackGatewayFault>(fault));

        fixture.Discord.Gateway.AddMissedEvent("CHANNEL_CREATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.AddMissedEvent("CHANNEL_UPDATE", new JsonObject { ["id"] = "11" });
        fixture.Discord.Gateway.CurrentConnection.Drop();
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Equal(["READY", "GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "RESUMED"], fixture.Names);
        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_reconnect_request_resumes_the_session_without_logging()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.SendOpAsync(7);
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Equal([4000], fixture.Discord.Gateway.CloseCodes);
        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
        Assert.Empty(fixture.Log.Lines);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_resumable_invalid_session_is_resumed()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.SendOpAsync(9, true);
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_non_resumable_invalid_session_is_restarted_after_a_pause()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        var began = fixture.Discord.Gateway.Time.GetTimestamp();

        await fixture.Discord.Gateway.SendOpAsync(9, false);
        await fixture.Discord.Gateway.WaitForReadyAsync(2);

        Assert.True(fixture.Discord.Gateway.Time.GetElapsedTime(began) >= TimeSpan.FromSeconds(1));
        Assert.Equal((2, 0), (fixture.Discord.Gateway.IdentifyCount, fixture.Discord.Gateway.ResumeCount));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_session_expired_while_disconnected_is_restarted()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        fixture.Discord.Gateway.CurrentConnection.Session!.IsOver = true;
        fixture.Discord.Gateway.CurrentConnection.Drop();
        await fixture.Discord.Gateway.WaitForReadyAsync(2);

        Assert.Equal((2, 1), (fixture.Discord.Gateway.IdentifyCount, fixture.Discord.Gateway.ResumeCount));
        Assert.Empty(fixture.Discord.Violations);
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
    public async Task A_connection_closed_by_Discord_is_resumed(int code)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.CurrentConnection.CloseAsync(code);
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData(4007)]
    [InlineData(4009)]
    public async Task A_session_ending_close_code_starts_a_new_session(int code)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.CurrentConnection.CloseAsync(code);
        await fixture.Discord.Gateway.WaitForReadyAsync(2);

        Assert.Equal((2, 0), (fixture.Discord.Gateway.IdentifyCount, fixture.Discord.Gateway.ResumeCount));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData(4004, "discord.token")]
    [InlineData(4010, "4010")]
    [InlineData(4011, "more servers")]
    [InlineData(4012, "newer AlertBot")]
    [InlineData(4013, "4013")]
    [InlineData(4014, "Developer Portal")]
    public async Task A_fatal_close_code_stops_the_connection_and_reports_the_fix(int code, string expected)
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.CurrentConnection.CloseAsync(code);
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains(expected, fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Single(fixture.Log.Lines, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(1, fixture.Discord.Gateway.ConnectionCount);
    }

    [Fact]
    public async Task A_revoked_token_stops_the_connection_at_the_first_Identify()
    {
        await using var fixture = await GatewayFixture.StartAsync(discord => discord.Gateway.TokenIsRevoked = true);

        fixture.Run();
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("does not accept the bot token", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
    }

    [Fact]
    public async Task A_token_rejected_by_the_HTTP_API_is_not_sent_to_the_gateway()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        fixture.UrlResponses.Enqueue(new DiscordRefusal(401, 0, "401"));

        fixture.Run();
        await fixture.Running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("discord.token", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Equal(0, fixture.Discord.Gateway.ConnectionCount);
    }

    [Fact]
    public async Task A_failed_gateway_URL_request_is_retried()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        fixture.UrlResponses.Enqueue(new PlatformResult.NotSent("no connection"));
        fixture.UrlResponses.Enqueue(new PlatformResult.Unclear("503"));
        fixture.UrlResponses.Enqueue(new PlatformResult.Limited(TimeSpan.FromSeconds(2), "429"));
        fixture.UrlResponses.Enqueue(
            new PlatformResult.Succeeded(JsonDocument.Parse("""{"url":"ftp://x"}""").RootElement, TimeSpan.Zero));

        fixture.Run();
        await fixture.Discord.Gateway.WaitForReadyAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);

        Assert.Empty(fixture.UrlResponses);
        Assert.Single(fixture.Log.Lines, line => line.Contains("Lost the connection to Discord: no connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_the_session_start_limit_exhausted_the_bot_waits_for_its_reset()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var fixture = await GatewayFixture.StartAsync(time: time);
        fixture.UrlResponses.Enqueue(GatewayFixture.CreateUrlResponse(fixture.Discord.GatewayUrl, remaining: 0, resetAfter: 3_600_000));

        fixture.Run();
        Assert.Contains("started too often", fixture.Client.Problem!, StringComparison.Ordinal);
        Assert.Single(fixture.Log.Lines, line => line.Contains("01:00:00", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, fixture.Discord.Gateway.ConnectionCount);
        time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Discord.Gateway.WaitForReadyAsync();
    }

    [Fact]
    public async Task Invalid_JSON_closes_the_connection_and_resumes_the_session()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.CurrentConnection.SendAsync("{\"op\":0,\"t\":");
        await fixture.WaitForEventAsync("RESUMED");
        await fixture.Discord.Gateway.CurrentConnection.SendAsync(new string('[', 100_000));
        await fixture.WaitForEventAsync("RESUMED", 2);

        Assert.Equal(1, fixture.Discord.Gateway.IdentifyCount);
    }

    [Fact]
    public async Task An_endless_message_closes_the_connection_before_memory_is_exhausted()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.CurrentConnection.SendAsync($$"""{"op":0,"t":"HUGE","d":"{{new string('x', 17 * 1024 * 1024)}}"}""");
        await fixture.WaitForEventAsync("RESUMED");

        Assert.DoesNotContain("HUGE", fixture.Names);
    }

    [Fact]
    public async Task An_event_handler_failure_affects_neither_the_connection_nor_the_next_event()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("BREAKS", new JsonObject());
        await fixture.Discord.Gateway.DispatchAsync("AFTER", new JsonObject());
        await fixture.WaitForEventAsync("AFTER");

        Assert.Equal(1, fixture.Discord.Gateway.ConnectionCount);
        Assert.Contains("Handling the Discord event BREAKS failed", fixture.Log.Lines);
    }

    [Fact]
    public async Task A_repeated_event_does_not_reset_the_sequence()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.Discord.Gateway.DispatchAsync("FRESH", new JsonObject());
        await fixture.Discord.Gateway.CurrentConnection.SendAsync("""{"op":0,"s":1,"t":"AGAIN","d":{}}""");
        await fixture.WaitForEventAsync("AGAIN");
        fixture.Discord.Gateway.CurrentConnection.Drop();
        await fixture.WaitForEventAsync("RESUMED");

        Assert.Single(fixture.Names, name => name == "FRESH");
    }

    [Fact]
    public async Task A_session_that_repeatedly_fails_to_resume_is_replaced()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();
        for (var i = 0; i < 6; i++)
        {
            fixture.Discord.Gateway.Faults.Enqueue(LoopbackGatewayFault.DropBeforeHello);
        }

        fixture.Discord.Gateway.CurrentConnection.Drop();
        await fixture.Discord.Gateway.WaitForReadyAsync(2);

        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task Shutdown_closes_the_connection_permanently()
    {
        await using var fixture = await GatewayFixture.ConnectedAsync();

        await fixture.StopAsync();
        await fixture.Discord.Gateway.WaitForCloseAsync();

        Assert.Equal([1000], fixture.Discord.Gateway.CloseCodes);
        Assert.Empty(fixture.Log.Lines);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData("wss://gateway.example", "wss://gateway.example/?v=10&encoding=json")]
    [InlineData("ws://127.0.0.1:8080/x?a=b", "ws://127.0.0.1:8080/x?a=b&v=10&encoding=json")]
    public void The_gateway_URL_is_used_as_given_with_version_and_encoding(string given, string expected) =>
        Assert.Equal(expected, GatewayUrlClient.WithVersionAndEncoding(new Uri(given)).AbsoluteUri);
}
