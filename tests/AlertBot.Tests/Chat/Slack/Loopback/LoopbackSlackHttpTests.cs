using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>The loopback Slack delivers over HTTP with valid or invalid signatures and detects invalid responses.</summary>
public class LoopbackSlackHttpTests
{
    private const string News = "C0NEWS0001";

    [Fact]
    public async Task A_command_is_sent_as_a_form_signed_over_its_raw_body()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var service = await Service.StartAsync();
        using var http = new LoopbackSlackHttpSender(slack, service.Address);

        var response = await http.CommandAsync(News, LoopbackSlack.DefaultUser, "topic add talks \"peace talks\" & <more>");
        await LoopbackSlackClient.RespondAsync(response.Delivery.ResponseUrl!, """{"text": "done", "replace_original": false}""");

        var (path, body, headers) = Assert.Single(service.Requests);
        Assert.Equal(("/slack/commands", "application/x-www-form-urlencoded"), (path, headers["Content-Type"]));
        Assert.Equal("topic add talks \"peace talks\" & <more>", QueryHelpers.ParseQuery(body)["text"]);
        Assert.Equal(Signature(headers["X-Slack-Request-Timestamp"], body), headers["X-Slack-Signature"]);
        Assert.Equal("done", (string?)(await response.Delivery.WaitForReplyAsync())["text"]);
        Assert.Equal(200, response.Status);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task An_interaction_is_sent_in_the_payload_field_and_an_event_as_JSON_with_retry_numbers()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var service = await Service.StartAsync();
        using var http = new LoopbackSlackHttpSender(slack, service.Address);

        await http.InteractionAsync(new JsonObject { ["type"] = "block_actions" });
        var delivered = await http.EventAsync(new JsonObject { ["type"] = "channel_archive", ["channel"] = News });
        await http.SendAsync(delivered.Delivery, new LoopbackSlackSigningOptions { RetryNumber = 1 });

        var requests = service.Requests.ToList();
        Assert.Equal("block_actions", (string?)JsonNode.Parse(QueryHelpers.ParseQuery(requests[0].Body)["payload"].ToString())!["type"]);
        Assert.Equal((string?)JsonNode.Parse(requests[1].Body)!["event_id"], (string?)JsonNode.Parse(requests[2].Body)!["event_id"]);
        Assert.Equal((false, "1"), (requests[1].Headers.ContainsKey("x-slack-retry-num"), requests[2].Headers["x-slack-retry-num"]));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Every_kind_of_invalid_signature_can_be_sent()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var service = await Service.StartAsync();
        using var http = new LoopbackSlackHttpSender(slack, service.Address);

        var good = await http.VerifyAsync("c0", new LoopbackSlackSigningOptions { UsesLowerCaseHeaders = true });
        await http.VerifyAsync("c1", new LoopbackSlackSigningOptions { Secret = "another" });
        await http.VerifyAsync("c2", new LoopbackSlackSigningOptions { SignedBody = "{}" });
        await http.VerifyAsync("c3", new LoopbackSlackSigningOptions { TimestampOffset = TimeSpan.FromSeconds(-301) });
        await http.VerifyAsync("c4", new LoopbackSlackSigningOptions { OmittedHeader = "X-Slack-Signature" });
        await http.VerifyAsync("c5", new LoopbackSlackSigningOptions { Signature = "v0=" });
        await http.ReplayAsync(good);

        var requests = service.Requests.ToList();
        Assert.Equal([true, false, false, true, false, false, true], requests.Select(request =>
            request.Headers.TryGetValue("X-Slack-Signature", out var signature)
                && signature == Signature(request.Headers["X-Slack-Request-Timestamp"], request.Body)));
        Assert.InRange(Timestamp(requests[0].Headers) - Timestamp(requests[3].Headers), 300, 302);
        Assert.Equal(requests[0].Body, requests[6].Body);
        Assert.Equal(requests[0].Headers["X-Slack-Signature"], requests[6].Headers["X-Slack-Signature"]);
    }

    [Fact]
    public async Task A_late_response_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var service = await Service.StartAsync();
        using var http = new LoopbackSlackHttpSender(slack, service.Address) { ResponseTimeout = TimeSpan.Zero };

        await http.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");

        Assert.Contains("is answered after", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_response_to_a_submission_updates_its_view_and_is_validated()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var service = await Service.StartAsync();
        using var http = new LoopbackSlackHttpSender(slack, service.Address);
        using var client = new LoopbackSlackClient(slack);
        await client.PostAsync("views.open", $$"""
            {"trigger_id": "{{slack.WebApi.Views.NewTrigger()}}", "view": {"type": "modal", "title": {"type": "plain_text", "text": "Topic"}, "submit": {"type": "plain_text", "text": "Save"},
             "blocks": [{"type": "input", "block_id": "name", "label": {"type": "plain_text", "text": "Name"}, "element": {"type": "plain_text_input", "action_id": "typed"} }]} }
            """);
        var view = slack.WebApi.Views.Top;

        service.Response = """{"response_action": "errors", "errors": {"name": "is taken"}}""";
        await http.InteractionAsync(SlackInteractionPayloads.SubmitView(view));
        Assert.Equal("is taken", view.Errors["name"]);
        Assert.Empty(slack.Violations);
        service.Response = """{"response_action": "errors", "errors": {"nome": "is taken"}}""";
        await http.InteractionAsync(SlackInteractionPayloads.SubmitView(view));
        Assert.Contains("not the block_id of an input block", Assert.Single(slack.Violations), StringComparison.Ordinal);
        service.Response = "thanks";
        await http.InteractionAsync(new JsonObject { ["type"] = "block_actions" });
        await http.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        Assert.Equal(3, slack.Violations.Count);
    }

    private static long Timestamp(IReadOnlyDictionary<string, string> headers) =>
        long.Parse(headers["X-Slack-Request-Timestamp"], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Computed independently of the loopback Slack.</summary>
    private static string Signature(string timestamp, string body)
    {
        using var hmac = new HMACSHA256(Encoding.ASCII.GetBytes(LoopbackSlack.SigningSecret));
        return "v0=" + Convert.ToHexStringLower(hmac.ComputeHash(Encoding.UTF8.GetBytes("v0:" + timestamp + ":" + body)));
    }

    /// <summary>A service that accepts every request.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Service(WebApplication app) => _app = app;

        public ConcurrentQueue<(string Path, string Body, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = new();

        public string Response { get; set; } = "";

        public Uri Address { get; private set; } = null!;

        public static async Task<Service> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var service = new Service(builder.Build());
            service._app.Run(service.ReceiveAsync);
            await service._app.StartAsync();
            service.Address = new Uri(service._app.Urls.First());
            return service;
        }

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();

        private async Task ReceiveAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase);
            Requests.Enqueue((context.Request.Path.Value!, await reader.ReadToEndAsync(), headers));
            await context.Response.WriteAsync(Response);
        }
    }
}
