using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>The loopback Slack implements modals and <c>response_url</c>s and detects violations of their rules.</summary>
public class LoopbackSlackViewTests
{
    private const string News = "C0NEWS0001";

    private const string Modal = """
        {"type": "modal", "title": {"type": "plain_text", "text": "Topic"}, "submit": {"type": "plain_text", "text": "Save"}, "callback_id": "topic", "private_metadata": "m",
         "blocks": [
           {"type": "input", "block_id": "name", "label": {"type": "plain_text", "text": "Name"}, "element": {"type": "plain_text_input", "action_id": "typed"}},
           {"type": "actions", "block_id": "do", "elements": [{"type": "button", "action_id": "try", "text": {"type": "plain_text", "text": "Try it"}}]}]}
        """;

    [Fact]
    public async Task A_trigger_opens_one_modal_within_3_seconds()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        using var client = new LoopbackSlackClient(slack);
        var first = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");
        var late = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");

        var opened = await OpenAsync(client, first.TriggerId!);
        var twice = await OpenAsync(client, first.TriggerId!);
        time.Advance(TimeSpan.FromSeconds(3.1));
        var expired = await OpenAsync(client, late.TriggerId!);
        var invented = await OpenAsync(client, "1.2.abc");

        Assert.Equal(slack.WebApi.Views.Top.Id, (string?)opened.Json["view"]!["id"]);
        Assert.Equal("Name\nTry it", slack.WebApi.Views.Top.AllText);
        Assert.Equal(["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"],
            ((LoopbackSlackClient.Answer[])[twice, expired, invented]).Select(response => (string?)response.Json["error"]));
        Assert.Equal(["views.open: a trigger is used twice", "views.open: an unknown trigger"], slack.Violations);
    }

    [Fact]
    public async Task An_update_by_id_with_a_stale_hash_is_rejected()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var view = await OpenedAsync(slack, client);
        var hash = view.Hash;

        var updated = await client.PostAsync("views.update",
            $$"""{"view_id": "{{view.Id}}", "hash": "{{hash}}", "view": {{Modal.Replace("Topic", "Saved", StringComparison.Ordinal)}}}""");
        var conflict = await client.PostAsync("views.update", $$"""{"view_id": "{{view.Id}}", "hash": "{{hash}}", "view": {{Modal}}}""");
        slack.WebApi.Views.Close(view.Id);
        var closed = await client.PostAsync("views.update", $$"""{"view_id": "{{view.Id}}", "view": {{Modal}}}""");

        Assert.True((bool)updated.Json["ok"]!);
        Assert.Equal(("Saved", 1), (view.Title, view.UpdateCount));
        Assert.Equal(("hash_conflict", "not_found"), ((string?)conflict.Json["error"], (string?)closed.Json["error"]));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Views_are_pushed_only_from_a_modal_and_at_most_three_are_stacked()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        await OpenedAsync(slack, client);
        async Task<string?> PushAsync() => (string?)(await client.PostAsync("views.push", $$"""
            {"trigger_id": "{{slack.SocketMode.DeliveryFactory.Interaction(SlackInteractionPayloads.PressInView(slack.WebApi.Views.Top, "Try it")).TriggerId}}", "view": {{Modal}} }
            """)).Json["error"];

        string?[] errors = [await PushAsync(), await PushAsync(), await PushAsync()];
        var outside =
            await client.PostAsync("views.push", $$"""{"trigger_id": "{{slack.WebApi.Views.NewTrigger()}}", "view": {{Modal}} }""");

        Assert.Equal([null, null, "push_limit_reached"], errors);
        Assert.Equal("invalid_trigger_id", (string?)outside.Json["error"]);
        Assert.Equal(3, slack.WebApi.Views.All.Count(view => view.IsOpen));
    }

    [Theory]
    [InlineData("\"Save\"", "\"a submit button that is far too long\"", "/view/submit/text")]
    [InlineData("\"Topic\"", "\"a title of twenty-five ch\"", "/view/title/text")]
    [InlineData("\"type\": \"modal\"", "\"type\": \"home\"", "must be one of modal")]
    [InlineData("\"callback_id\"", "\"callback\"", "invalid additional property: callback")]
    [InlineData(", \"submit\": {\"type\": \"plain_text\", \"text\": \"Save\"}", "", "required because the view has input blocks")]
    [InlineData("\"private_metadata\": \"m\"", "\"private_metadata\": null", "must not be null")]
    [InlineData("\"block_id\": \"do\"", "\"block_id\": \"name\"", "already exists for another block")]
    [InlineData("\"label\": {\"type\": \"plain_text\", \"text\": \"Name\"}, ", "", "missing required field: label")]
    public async Task An_invalid_view_is_rejected_with_its_path(string good, string bad, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var view = Modal.Replace(good, bad, StringComparison.Ordinal);
        var body = $$"""{"trigger_id": "{{slack.WebApi.Views.NewTrigger()}}", "view": {{view}} }""";

        var response = await client.PostAsync("views.open", body);

        Assert.Equal("invalid_arguments", (string?)response.Json["error"]);
        Assert.Contains(expected, response.Text, StringComparison.Ordinal);
        Assert.Contains("views.open", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_carries_its_input_and_its_acknowledgement_updates_the_view()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var view = await OpenedAsync(slack, client);
        var submitted = SlackInteractionPayloads.SubmitView(view, new Dictionary<string, string> { ["name"] = "talks" });

        Assert.Equal("talks", (string?)submitted["view"]!["state"]!["values"]!["name"]!["typed"]!["value"]);
        Submit(slack, view, """{"response_action": "errors", "errors": {"name": "is taken"}}""");
        Assert.Equal(("is taken", true), (view.Errors["name"], view.IsOpen));
        Submit(slack, view, $$"""{"response_action": "update", "view": {{Modal.Replace("Topic", "Saved", StringComparison.Ordinal)}} }""");
        Assert.Equal(("Saved", 0), (view.Title, view.Errors.Count));
        Submit(slack, view, $$"""{"response_action": "push", "view": {{Modal}} }""");
        Assert.Equal(view.Id, slack.WebApi.Views.Top.PreviousId);
        Submit(slack, slack.WebApi.Views.Top, """{"response_action": "clear"}""");
        Assert.DoesNotContain(slack.WebApi.Views.All, openView => openView.IsOpen);
        Assert.Empty(slack.Violations);
    }

    [Theory]
    [InlineData("""{"response_action": "errors", "errors": {"typed": "is taken"}}""", "not the block_id of an input block")]
    [InlineData("""{"response_action": "errors", "errors": {"do": "is taken"}}""", "not the block_id of an input block")]
    [InlineData("""{"response_action": "errors", "errors": {}}""", "at least one error")]
    [InlineData("""{"response_action": "errors"}""", "missing required field: errors")]
    [InlineData("""{"response_action": "close"}""", "must be errors, update, push or clear")]
    [InlineData("""{"response_action": "update", "view": {"type": "modal"}}""", "missing required field: title")]
    public async Task An_invalid_submission_acknowledgement_is_recorded(string payload, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var view = await OpenedAsync(slack, client);

        Submit(slack, view, payload);

        Assert.Contains(slack.Violations, violation => violation.Contains(expected, StringComparison.Ordinal));
        Assert.True(view.IsOpen);
    }

    [Fact]
    public async Task A_submission_without_a_response_closes_its_view()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var view = await OpenedAsync(slack, client);

        slack.WebApi.Views.ApplySubmission(view.Id, null);

        Assert.False(view.IsOpen);
    }

    [Fact]
    public async Task A_response_url_accepts_five_posts_within_30_minutes()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        var busy = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");
        var old = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");

        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add(
                (int)(await LoopbackSlackClient.RespondAsync(busy.ResponseUrl!,
                    $$"""{"text": "{{i}}", "response_type": "in_channel", "replace_original": false}""")).Status);
        }

        time.Advance(TimeSpan.FromMinutes(31));
        var late = await LoopbackSlackClient.RespondAsync(old.ResponseUrl!, """{"text": "x", "replace_original": false}""");

        Assert.Equal([200, 200, 200, 200, 200, 404], statuses);
        Assert.Equal((404, "expired_url"), ((int)late.Status, (string?)late.Json["error"]));
        Assert.Equal(["0", "1", "2", "3", "4"], slack.WebApi.ResponseUrls.Select(post => post.Text));
        Assert.True(slack.WebApi.ResponseUrls[0].IsInChannel);
        Assert.Equal("a response_url is used more than 5 times", Assert.Single(slack.Violations));
    }

    [Theory]
    [InlineData("""{"text": "x"}""", "replace_original is not false")]
    [InlineData("""{"text": "x", "replace_original": true}""", "replace_original is not false")]
    [InlineData("""{"text": "x", "replace_original": false, "response_type": "public"}""", "response_type is public")]
    [InlineData("""{"text": "x", "replace_original": false, "channel": "C0NEWS0001"}""", "channel is unknown")]
    [InlineData("""{"text": "x", "replace_original": false, "thread_ts": null}""", "thread_ts is null")]
    [InlineData("""{"text": "<!channel>", "replace_original": false}""", "<!channel>")]
    [InlineData("""{"replace_original": false}""", "no_text")]
    [InlineData("""{"text": "x", "replace_original": false, "blocks": [{"type": "section"}]}""", "missing required field: text")]
    [InlineData("""[]""", "not a JSON object")]
    public async Task An_invalid_response_is_recorded(string body, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var delivery = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");

        await LoopbackSlackClient.RespondAsync(delivery.ResponseUrl!, body);

        Assert.Contains(slack.Violations, violation => violation.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expected_replacement_is_allowed_and_a_token_sent_along_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var delivery = slack.SocketMode.DeliveryFactory.Interaction(new JsonObject { ["type"] = "block_actions" });
        delivery.AllowsReplacement = true;

        await LoopbackSlackClient.RespondAsync(delivery.ResponseUrl!, """{"text": "x", "replace_original": true}""");
        Assert.Empty(slack.Violations);
        await LoopbackSlackClient.RespondAsync(delivery.ResponseUrl!, """{"text": "x", "replace_original": true}""",
            "Bearer " + LoopbackSlack.BotToken);

        Assert.Contains("a token is sent", Assert.Single(slack.Violations), StringComparison.Ordinal);
        Assert.Equal(2, delivery.Replies.Count);
    }

    [Fact]
    public async Task Response_url_faults_can_occur_before_or_after_the_post()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var delivery = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "");
        slack.WebApi.ResponseUrls.InjectFault(new LoopbackSlackFault.RespondBefore(500));
        slack.WebApi.ResponseUrls.InjectFault(new LoopbackSlackFault.ResetAfter());

        var before = await LoopbackSlackClient.RespondAsync(delivery.ResponseUrl!, """{"text": "a", "replace_original": false}""");
        await Assert.ThrowsAsync<HttpRequestException>(
            () => LoopbackSlackClient.RespondAsync(delivery.ResponseUrl!, """{"text": "b", "replace_original": false}"""));

        Assert.Equal(500, (int)before.Status);
        Assert.Equal("b", Assert.Single(slack.WebApi.ResponseUrls).Text);
    }

    [Fact]
    public async Task A_button_press_carries_its_value_and_its_message_without_metadata()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        await client.PostMessageAsync("""
            {"channel": "C0NEWS0001", "text": "x", "unfurl_links": false, "unfurl_media": false, "metadata": {"event_type": "a", "event_payload": {"n": "1"}}, "blocks": [{"type": "actions", "elements": [
              {"type": "button", "action_id": "b", "value": "more 7", "text": {"type": "plain_text", "text": "More"}},
              {"type": "overflow", "action_id": "o", "options": [{"text": {"type": "plain_text", "text": "Why"}, "value": "why 7"}]}]}]}
            """);
        var message = slack.WebApi.Messages.InChannel(News)[0];

        var button = slack.SocketMode.DeliveryFactory.Interaction(SlackInteractionPayloads.PressButton(message, "More")).Payload;
        var overflow = SlackInteractionPayloads.SelectOverflow(message, "Why");

        Assert.Equal(("more 7", "b"), ((string?)button["actions"]![0]!["value"], (string?)button["actions"]![0]!["action_id"]));
        Assert.Equal((string?)message.Blocks![0]!["block_id"], (string?)button["actions"]![0]!["block_id"]);
        Assert.Null(button["message"]!["metadata"]);
        Assert.NotNull(button["response_url"]);
        Assert.Equal("why 7", (string?)overflow["actions"]![0]!["selected_option"]!["value"]);
        Assert.Empty(slack.Violations);
    }

    private static Task<LoopbackSlackClient.Answer> OpenAsync(LoopbackSlackClient client, string trigger) =>
        client.PostAsync("views.open", $$"""{"trigger_id": "{{trigger}}", "view": {{Modal}} }""");

    private static async Task<LoopbackSlackView> OpenedAsync(LoopbackSlack slack, LoopbackSlackClient client)
    {
        await OpenAsync(client, slack.WebApi.Views.NewTrigger());
        return slack.WebApi.Views.Top;
    }

    private static void Submit(LoopbackSlack slack, LoopbackSlackView view, string payload) =>
        slack.WebApi.Views.ApplySubmission(view.Id, JsonDocument.Parse(payload).RootElement);
}
