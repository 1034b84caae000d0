using System.Net;
using System.Net.Sockets;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Webhooks;
using AlertBot.Testing;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Tests.Chat.Webhooks;

/// <summary>Really broken connections: whether a message may have been posted decides what the dispatcher does next.</summary>
public class WebhookFailureTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_connection_is_definitely_not_posted()
    {
        await using var hooks = await WebhookFixture.StartAsync(
            new Uri($"http://127.0.0.1:{LoopbackPort.Allocate()}/api/webhooks/1/{LoopbackDiscordWebhook.Token}"));

        var outcome = await hooks.SendAsync("other");

        Assert.Equal("webhook other: connection refused", Assert.IsType<SendOutcome.Failed>(outcome).Reason);
    }

    [Fact]
    public async Task An_unresolvable_host_name_is_definitely_not_posted()
    {
        await using var hooks = await WebhookFixture.StartAsync(new Uri($"http://webhook.invalid/{LoopbackDiscordWebhook.Token}"));

        Assert.IsType<SendOutcome.Failed>(await hooks.SendAsync("other"));
    }

    [Fact]
    public async Task A_failed_TLS_handshake_is_definitely_not_posted()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        await using var tls = await WebhookFixture.StartAsync(new UriBuilder(hooks.Discord.Url) { Scheme = "https" }.Uri);

        Assert.IsType<SendOutcome.Failed>(await tls.SendAsync("other"));
    }

    [Fact]
    public async Task An_unfinished_handshake_is_definitely_not_posted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var hooks =
            await WebhookFixture.StartAsync(new Uri($"https://{listener.LocalEndpoint}/{LoopbackDiscordWebhook.Token}"));

        var sending = hooks.SendAsync("other");
        using var connection = await listener.AcceptTcpClientAsync(Cancelled);
        await connection.GetStream().ReadExactlyAsync(new byte[1], Cancelled);
        hooks.Time.Advance(PlatformClient.RequestTimeout);

        Assert.Equal("webhook other: no connection within 30 s", Assert.IsType<SendOutcome.Failed>(await sending).Reason);
    }

    [Theory]
    [InlineData("newsroom")]
    [InlineData("policy")]
    public async Task A_reset_before_the_answer_is_unclear_whether_or_not_it_was_posted(string address)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        LoopbackWebhook platform = address == "newsroom" ? hooks.Discord : hooks.Slack;
        platform.InjectFault(new LoopbackWebhookFault.ResetBefore());
        platform.InjectFault(new LoopbackWebhookFault.ResetAfter());

        var before = await hooks.SendAsync(address);
        var after = await hooks.SendAsync(address);

        Assert.IsType<SendOutcome.Unclear>(before);
        Assert.IsType<SendOutcome.Unclear>(after);
        Assert.Single(platform.Accepted);
        Assert.Equal(2, platform.RequestCount);
    }

    [Fact]
    public async Task A_reset_on_a_pooled_connection_does_not_send_the_message_twice()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        await hooks.SendAsync("newsroom");
        hooks.Discord.InjectFault(new LoopbackWebhookFault.ResetAfter());

        var outcome = await hooks.SendAsync("newsroom");

        Assert.IsType<SendOutcome.Unclear>(outcome);
        Assert.Equal(2, hooks.Discord.Accepted.Count);
    }

    [Fact]
    public async Task A_timeout_is_unclear()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.Hang());

        var sending = hooks.SendAsync("newsroom");
        await hooks.Discord.WaitForRequestAsync(Cancelled);
        hooks.Time.Advance(PlatformClient.RequestTimeout);

        Assert.Equal("webhook newsroom: no response within 30 s after the message was sent",
            Assert.IsType<SendOutcome.Unclear>(await sending).Reason);
        Assert.Single(hooks.Discord.Accepted);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_server_error_is_unclear(int status)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Slack.InjectFault(new LoopbackWebhookFault.Respond(status, "rollup_error"));

        Assert.Equal($"webhook policy: Slack answered {status} (rollup_error)",
            Assert.IsType<SendOutcome.Unclear>(await hooks.SendAsync("policy")).Reason);
    }

    [Fact]
    public async Task A_response_that_is_not_HTTP_is_unclear()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var hooks = await WebhookFixture.StartAsync(new Uri($"http://{listener.LocalEndpoint}/{LoopbackDiscordWebhook.Token}"));

        var sending = hooks.SendAsync("other");
        using var connection = await listener.AcceptTcpClientAsync(Cancelled);
        await ReadToEndOfMessageAsync(connection.GetStream());
        await connection.GetStream().WriteAsync("SSH-2.0-OpenSSH\r\n\r\n"u8.ToArray(), Cancelled);
        connection.Close();

        Assert.IsType<SendOutcome.Unclear>(await sending);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_surfaces_without_the_address()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.Hang());
        using var cancellation = new CancellationTokenSource();
        var client = new PlatformClient(new HttpClient(), hooks.Time);

        var sending = client.SendAsync(
            new PlatformRequest(HttpMethod.Post, hooks.Discord.Url, """{"content": "Harbour opens"}"""u8.ToArray(), "test"),
            cancellation.Token);
        await hooks.Discord.WaitForRequestAsync(Cancelled);
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.DoesNotContain(LoopbackDiscordWebhook.Token, exception.ToString());
    }

    [Fact]
    public async Task No_log_line_or_reason_contains_the_token_under_any_failure()
    {
        const string Token = LoopbackDiscordWebhook.Token;
        var log = new List<string>();
        foreach (var (fault, other) in HostileFailures())
        {
            await using var hooks = await WebhookFixture.StartAsync(other);
            hooks.Discord.InjectFault(fault);
            log.Add($"{await hooks.SendAsync(other is null ? "newsroom" : "other")}");
            log.AddRange(hooks.Log);
        }

        var address = new Uri($"http://a.example/{Token}");
        log.Add(new WebhookOptions("n", WebhookKind.Discord, address).ToString());
        log.Add(new PlatformRequest(HttpMethod.Post, address, Array.Empty<byte>(), "").ToString());

        Assert.DoesNotContain(log, line => line.Contains(Token, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(log, line => line.Contains("[hidden]", StringComparison.Ordinal));
    }

    private static IEnumerable<(LoopbackWebhookFault Fault, Uri? Other)> HostileFailures()
    {
        const string Token = LoopbackDiscordWebhook.Token;
        yield return (new LoopbackWebhookFault.Respond(400, $$"""{"message": "no POST to /api/webhooks/1/{{Token}}", "code": 1}"""), null);
        yield return (new LoopbackWebhookFault.Respond(400,
            $$$$"""{"message": "", "errors": {"{{{{Token}}}}": {"_errors": [{"message": "{{{{Token.ToUpperInvariant()}}}}"}]}}}"""), null);
        yield return (new LoopbackWebhookFault.Respond(404, $$"""{"message": "{{new string('x', 280)}}{{Token}}"}"""), null);
        yield return (new LoopbackWebhookFault.Respond(301, Token, ("Location", $"http://evil.example/{Token}")), null);
        yield return (new LoopbackWebhookFault.Respond(500, Token), null);
        yield return (new LoopbackWebhookFault.ResetBefore(), null);
        yield return (new LoopbackWebhookFault.ResetAfter(), null);
        yield return (new LoopbackWebhookFault.ResetAfter(), new Uri($"http://127.0.0.1:{LoopbackPort.Allocate()}/{Token}"));
        yield return (new LoopbackWebhookFault.ResetAfter(),
            new Uri($"http://{Token[..9].ToLowerInvariant().Replace('_', '-')}.invalid/{Token}?thread_id={Token}"));
    }

    private static async Task ReadToEndOfMessageAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var read = 0;
        while (!System.Text.Encoding.UTF8.GetString(buffer, 0, read).EndsWith("]}}", StringComparison.Ordinal))
        {
            read += await stream.ReadAsync(buffer.AsMemory(read), Cancelled);
        }
    }
}
