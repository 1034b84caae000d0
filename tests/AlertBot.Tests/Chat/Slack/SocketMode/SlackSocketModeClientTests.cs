using System.Text;
using AlertBot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

public class SlackSocketModeClientTests
{
    [Fact]
    public async Task Two_connections_are_maintained_and_the_first_hello_means_connected()
    {
        await using var fixture = await SocketFixture.StartAsync(f => f.Server.SaysHello = _ => false);
        var first = await fixture.Server.NextAsync();
        var before = fixture.Client.Problem;

        await first.SayHelloAsync();
        var second = await fixture.Server.NextAsync();

        Assert.Equal("connecting to Slack", before);
        Assert.Null(fixture.Client.Problem);
        await second.SayHelloAsync();
        Assert.Equal(2, fixture.UrlRequestTimes.Count);
    }

    [Theory]
    [InlineData("slash_commands", "Command", """{"command":"/news","text":"help","trigger_id":"1.2.a"}""", "1.2.a")]
    [InlineData("interactive", "Interaction", """{"type":"block_actions","trigger_id":"1.2.b"}""", "1.2.b")]
    [InlineData("interactive", "Interaction", """{"type":"view_closed"}""", "e1")]
    [InlineData("events_api", "Event", """{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"channel_archive"}}""",
        "Ev1")]
    public async Task Envelopes_are_acknowledged_on_their_connection_and_forwarded(string type, string kind, string payload, string id)
    {
        var (fixture, _, second) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await second.SendAsync(Envelope("e1", type, payload));
        var acknowledged = await second.NextAsync();
        await fixture.WaitUntilReceivedAsync();

        Assert.Equal("""{"envelope_id":"e1"}""", acknowledged.GetRawText());
        var received = Assert.Single(fixture.Received);
        Assert.Equal((kind, id, payload), (received.Kind.ToString(), received.Id, received.Payload.GetRawText()));
    }

    [Fact]
    public async Task A_hanging_handler_delays_neither_the_next_message_nor_its_acknowledgement()
    {
        var never = new TaskCompletionSource<ReadOnlyMemory<byte>?>();
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(f => f.Handler = _ => never.Task);
        await using var _1 = fixture;

        for (var i = 0; i < 20; i++)
        {
            await first.SendAsync(Envelope($"e{i}", "slash_commands", "{}"));
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal($"e{i}", (await first.NextAsync()).GetProperty("envelope_id").GetString());
        }

        await fixture.WaitUntilReceivedAsync(20);
    }

    [Fact]
    public async Task A_submission_is_acknowledged_with_the_handlers_response()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(f => f.Handler = _ => Payload("""{"response_action":"clear"}"""));
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", "interactive", """{"type":"view_submission","trigger_id":"t"}""", accepts: true));

        Assert.Equal("""{"envelope_id":"e1","payload":{"response_action":"clear"}}""", (await first.NextAsync()).GetRawText());
    }

    [Theory]
    [InlineData("interactive", """{"type":"view_submission"}""", false)]
    [InlineData("interactive", """{"type":"block_actions"}""", true)]
    [InlineData("slash_commands", """{"type":"view_submission"}""", true)]
    [InlineData("events_api", """{"type":"view_submission"}""", true)]
    public async Task The_handlers_response_is_sent_only_for_submissions_that_accept_one(string type, string payload, bool accepts)
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(f => f.Handler = _ => Payload("""{"response_action":"clear"}"""));
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", type, payload, accepts));

        Assert.Equal("""{"envelope_id":"e1"}""", (await first.NextAsync()).GetRawText());
        await fixture.WaitUntilReceivedAsync();
    }

    [Fact]
    public async Task A_slow_submission_is_acknowledged_within_a_second_without_a_response()
    {
        var never = new TaskCompletionSource<ReadOnlyMemory<byte>?>();
        var time = new FakeTimeProvider();
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(f => f.Handler = _ => never.Task, time);
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", "interactive", """{"type":"view_submission"}""", accepts: true));
        await first.SendAsync(Envelope("e2", "interactive", """{"type":"block_actions"}"""));

        Assert.Equal("""{"envelope_id":"e2"}""", (await first.NextAsync()).GetRawText());
        var (acknowledgement, elapsed) = await time.AdvanceUntilAsync(first.NextAsync());
        Assert.Equal("""{"envelope_id":"e1"}""", acknowledgement.GetRawText());
        Assert.InRange(elapsed, TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1_500));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failing_handler_or_invalid_response_keeps_acknowledgement_and_connection(bool throws)
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(
            f => f.Handler = _ => throws ? throw new FormatException("A bug") : Payload("{nonsense"));
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", "interactive", """{"type":"view_submission"}""", accepts: true));
        await first.SendAsync(Envelope("e2", "slash_commands", "{}"));

        var both = new[] { (await first.NextAsync()).GetRawText(), (await first.NextAsync()).GetRawText() };
        Assert.Equal(["""{"envelope_id":"e1"}""", """{"envelope_id":"e2"}"""], both.Order());
        Assert.Equal(2, fixture.Server.Count);
    }

    [Fact]
    public async Task Fragments_are_reassembled_into_one_message()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;
        var text = new string('ü', 40_000);
        var bytes = Encoding.UTF8.GetBytes(Envelope("e1", "slash_commands", $$"""{"text":"{{text}}"}"""));

        foreach (var piece in bytes.Chunk(777))
        {
            await first.SendAsync(piece, end: false);
        }

        await first.SendAsync([], end: true);
        await fixture.WaitUntilReceivedAsync();

        Assert.Equal(text, fixture.Received.Single().Payload.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"hello\"")]
    [InlineData("null")]
    [InlineData("{\"type\":\"slash_commands\"")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"type\":7,\"envelope_id\":8,\"payload\":9}")]
    [InlineData("{\"type\":\"\\ud800\",\"envelope_id\":\"e0\",\"payload\":{}}")]
    public async Task A_message_that_is_not_an_envelope_is_ignored(string text)
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await first.SendAsync(text);
        await first.SendAsync(Envelope("e1", "slash_commands", "{}"));

        Assert.Equal("""{"envelope_id":"e1"}""", (await first.NextAsync()).GetRawText());
        await fixture.WaitUntilReceivedAsync();
        Assert.Equal((1, 2), (fixture.Received.Count, fixture.Server.Count));
    }

    [Theory]
    [InlineData("slash_commands", "null")]
    [InlineData("slash_commands", "[1]")]
    [InlineData("slash_commands", "{\"trigger_id\":\"\\ud800\"}")]
    [InlineData("interactive", "{\"type\":\"\\udc00\"}")]
    [InlineData("events_api", "\"text\"")]
    [InlineData("never_heard_of", "{}")]
    public async Task An_unknown_envelope_is_acknowledged_and_ignored(string type, string payload)
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", type, payload));
        await first.SendAsync(Envelope("e2", "slash_commands", "{}"));

        Assert.Equal(["e1", "e2"],
            [(await first.NextAsync()).GetProperty("envelope_id").GetString(),
                (await first.NextAsync()).GetProperty("envelope_id").GetString()]);
        await fixture.WaitUntilReceivedAsync();
        Assert.Equal("e2", fixture.Received.Single().Id);
    }

    [Fact]
    public async Task Deeply_nested_JSON_is_rejected_cheaply()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e0", "events_api", new string('[', 200_000) + new string(']', 200_000)));
        await first.SendAsync(Envelope("e1", "slash_commands", "{}"));

        Assert.Equal("e1", (await first.NextAsync()).GetProperty("envelope_id").GetString());
    }

    [Fact]
    public async Task An_overlong_id_is_not_stored()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await first.SendAsync(Envelope("e1", "events_api", $$"""{"event_id":"{{new string('E', 100_000)}}"}"""));
        await fixture.WaitUntilReceivedAsync();

        Assert.Equal("e1", fixture.Received.Single().Id);
    }

    private static Task<ReadOnlyMemory<byte>?> Payload(string json) => Task.FromResult<ReadOnlyMemory<byte>?>(Encoding.UTF8.GetBytes(json));

    private static string Envelope(string id, string type, string payload, bool accepts = false)
    {
        var flag = accepts ? "true" : "false";
        return $$"""{"envelope_id":"{{id}}","type":"{{type}}","accepts_response_payload":{{flag}},"payload":{{payload}}}""";
    }
}
