using System.Text.Json;
using AlertBot.Alerts.Delivery;
using AlertBot.Testing;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Tests.Chat.Webhooks;

public class WebhookEditTests
{
    [Fact]
    public async Task A_Discord_webhook_message_is_edited_in_place_without_mentions()
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
        await using var hooks = await WebhookFixture.StartAsync(server.UrlOf("/api/webhooks/1/token?thread_id=5"));

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
    public async Task A_refused_edit_ends_further_edits_and_never_disables_the_webhook(int status, string body)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.Respond(status, body));

        Assert.False(Assert.IsType<SendOutcome.Refused>(await hooks.EditAsync("newsroom", "77")).DestinationGone);

        Assert.IsType<SendOutcome.Sent>(await hooks.SendAsync("newsroom"));
    }

    [Fact]
    public async Task A_Slack_webhook_does_not_edit_and_sends_no_request()
    {
        await using var hooks = await WebhookFixture.StartAsync();

        Assert.False(Assert.IsType<SendOutcome.Refused>(await hooks.EditAsync("policy", "77")).DestinationGone);

        Assert.Equal(0, hooks.Slack.RequestCount);
    }
}
