using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Tests.Chat.Loopback;
using AlertBot.Tests.Http;

namespace AlertBot.Tests.Chat;

public class WebhookEditTests
{
    [Fact]
    public async Task A_message_of_a_Discord_webhook_is_edited_in_its_place_and_mentions_nobody()
    {
        await using var server = await LoopbackServer.StartAsync();
        var (method, query, body) = ("", "", default(JsonElement));
        server.On("/api/webhooks/1/token/messages/77", async context =>
        {
            (method, query) = (context.Request.Method, context.Request.QueryString.Value!);
            body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("{\"id\": \"77\"}"u8.ToArray());
        });
        await using var hooks = await WebhookFixture.StartAsync(server.At("/api/webhooks/1/token?thread_id=5"));

        Assert.Equal("77", Assert.IsType<SendOutcome.Sent>(await hooks.EditAsync("other", "77")).PlatformId);

        Assert.Equal(("PATCH", "?thread_id=5"), (method, query));
        Assert.Equal("{\"parse\":[]}", body.GetProperty("allowed_mentions").GetRawText());
        Assert.Equal(1, body.GetProperty("embeds").GetArrayLength());
    }

    [Theory]
    [InlineData(404, """{"message": "Unknown Message", "code": 10008}""")]
    [InlineData(404, "not here")]
    [InlineData(403, """{"message": "Missing Access", "code": 50001}""")]
    [InlineData(405, "")]
    public async Task An_edit_that_is_refused_ends_the_edits_and_never_switches_the_webhook_off(int status, string body)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.Next(new LoopbackFault.Answer(status, body));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await hooks.EditAsync("newsroom", "77")).DestinationGone);

        Assert.IsType<SendOutcome.Sent>(await hooks.SendAsync("newsroom"));
    }

    [Fact]
    public async Task A_Slack_webhook_edits_nothing_and_asks_nobody()
    {
        await using var hooks = await WebhookFixture.StartAsync();

        Assert.False(Assert.IsType<SendOutcome.Refused>(await hooks.EditAsync("policy", "77")).DestinationGone);

        Assert.Equal(0, hooks.Slack.Requests);
    }
}
