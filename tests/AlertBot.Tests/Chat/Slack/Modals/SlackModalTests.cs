using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Chat.Discord.Interactions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Modals;

public class SlackModalTests
{
    [Fact]
    public async Task News_without_arguments_offers_existing_topics_and_a_new_one()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        await fixture.TypeAsync("subscribe article-5");
        fixture.Slack.SentMessages.Clear();

        await fixture.TypeAsync("");

        var view = Assert.Single(fixture.Slack.Views("views.open"))["view"]!;
        Assert.Equal(["ceasefire", "article-5 ✓"], Options(view).Select(option => (string?)option["text"]!["text"]));
        Assert.Equal(["ceasefire", "article-5"], Options(view).Select(option => (string?)option["value"]));
        Assert.Contains("\"New topic\"", view.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Subscribe", (string?)view["submit"]!["text"]);
        Assert.Contains("<#C0ROOM0001>", (string?)view["blocks"]![0]!["text"]!["text"], StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.SentMessages);
    }

    [Fact]
    public async Task Only_topics_visible_to_the_workspace_are_offered()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        await fixture.Commands.RunAsync(CallerOf("T0OTHER001"), "/news topic add secret-plan plan");
        await fixture.Commands.RunAsync(CallerOf(SlackCommandFixture.Team), "/news topic add ferries ferry");

        await fixture.TypeAsync("subscribe");

        Assert.Equal(["ferries", "ceasefire", "article-5"],
            Options(fixture.Slack.Views("views.open")[0]["view"]!).Select(option => (string?)option["value"]));
    }

    [Fact]
    public async Task More_topics_than_a_menu_holds_are_counted()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        for (var i = 0; i < 105; i++)
        {
            await fixture.Commands.Test.ExecuteAsync(
                $"INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES "
                    + $"({i + 10}, 0, 'topic-{i}', 'x', 'settings', {i + 10})");
        }

        await fixture.Commands.Test.ExecuteAsync("UPDATE topic SET name = 'ceasefire' WHERE id = 1");
        await fixture.Commands.RunAsync(CallerOf(SlackCommandFixture.Team), "/news topic add ferries ferry");
        await fixture.TypeAsync("");

        var view = fixture.Slack.Views("views.open")[0]["view"]!;
        Assert.Equal(100, Options(view).Count);
        Assert.Contains("8 more topics do not fit here", view.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_is_not_a_manager_gets_a_refusal_instead_of_a_form()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync(new SlackManagers.Users(["U0SOMEBODY"]));

        Assert.Contains("Only managers can use", await fixture.AskAsync(""), StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Views("views.open"));
    }

    [Fact]
    public async Task A_chosen_topic_is_subscribed_and_the_undo_is_shown_in_modal_and_channel()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var start = await OpenAsync(fixture, "");

        var response = await SubmitAsync(fixture, start, ("topic", "ceasefire"));

        Assert.Equal("update", (string?)response!["response_action"]);
        Assert.Contains("to *ceasefire*.", Text(response["view"]!), StringComparison.Ordinal);
        Assert.Contains("/news unsubscribe ceasefire", Text(response["view"]!), StringComparison.Ordinal);
        await WaitUntilSentAsync(fixture, 1);
        Assert.Contains("/news unsubscribe ceasefire", SlackCommandFixture.TextOf(fixture.Slack.SentMessages.First()),
            StringComparison.Ordinal);
        Assert.Single(fixture.Slack.Views("conversations.join"));
    }

    [Fact]
    public async Task New_topic_opens_its_form()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var start = await OpenAsync(fixture, "");

        await PressAsync(fixture, start, "new-topic", hash: "h9");

        var changed = Assert.Single(fixture.Slack.Views("views.update"));
        Assert.Equal(("V1", "h9"), ((string?)changed["view_id"], (string?)changed["hash"]));
        var view = changed["view"]!;
        Assert.Equal(["field:name", "field:query"], Inputs(view).Select(input => (string?)input["block_id"]));
        Assert.True((bool?)Inputs(view)[1]["dispatch_action"]);
        Assert.Equal(["on_character_entered", "on_enter_pressed"],
            Inputs(view)[1]["element"]!["dispatch_action_config"]!["trigger_actions_on"]!.AsArray().Select(on => (string?)on));
        Assert.Equal((string?)start["private_metadata"], (string?)view["private_metadata"]);
    }

    [Fact]
    public async Task A_query_is_previewed_while_typing_and_the_input_is_kept()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        await TypeAsync(fixture, form, "ferries", "ferry strike");

        var view = (await fixture.Slack.UntilAsync("views.update", 1))[0]["view"]!;
        Assert.Contains("Looks for", Text(view), StringComparison.Ordinal);
        Assert.Contains("No articles are stored here yet", Text(view), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is saved. To keep it", Text(view), StringComparison.Ordinal);
        Assert.Equal(Inputs(form).Select(input => input.ToJsonString()), Inputs(view).Select(input => input.ToJsonString()));
        Assert.Equal(0, await fixture.Commands.Test.NumberAsync("SELECT count(*) FROM topic WHERE name = 'ferries'"));
    }

    [Fact]
    public async Task A_query_error_is_shown_while_typing()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        await TypeAsync(fixture, form, "ferries", "ferry && port");

        Assert.Contains("The query has a mistake", Text((await fixture.Slack.UntilAsync("views.update", 1))[0]["view"]!),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_preview_runs_at_a_time_and_the_latest_input_wins()
    {
        var tries = new List<string>();
        var first = new TaskCompletionSource<Reply>();
        await using var fixture = await SlackCommandFixture.OpenAsync(null, null, FormOfTopic(), Test((query, _) =>
        {
            tries.Add(query);
            return tries.Count == 1 ? first.Task : Task.FromResult(Reply.Of(new ReplyBlock.Paragraph($"Found by {query}.")));
        }));
        var form = await OpenAsync(fixture, "topic add");

        var running = TypeAsync(fixture, form, "n", "f");
        await TypeAsync(fixture, form, "n", "fe");
        await TypeAsync(fixture, form, "n", "fer");
        first.SetResult(Reply.Of(new ReplyBlock.Paragraph("Found by f.")));
        await running;

        Assert.Equal(["f", "fer"], tries);
        Assert.Contains("Found by fer.", Text(fixture.Slack.Views("views.update")[^1]["view"]!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interaction_sent_before_the_last_update_is_not_stale()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        await TypeAsync(fixture, form, "n", "ferry", hash: "old");
        await TypeAsync(fixture, form, "n", "ferry strike", hash: "old");
        await TypeAsync(fixture, form, "n", "ferries", hash: "changed by others");

        var hashes = fixture.Slack.Views("views.update").Select(call => (string?)call["hash"]).ToList();
        Assert.Equal("old", hashes[0]);
        Assert.StartsWith("h", hashes[1], StringComparison.Ordinal);
        Assert.Equal("changed by others", hashes[^1]);
    }

    [Fact]
    public async Task An_unchanged_query_is_previewed_again_only_by_the_button()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");
        await TypeAsync(fixture, form, "n", "ferry");

        await TypeAsync(fixture, form, "n", " ferry ");
        Assert.Single(fixture.Slack.Views("views.update"));

        await PressAsync(fixture, form, "try", values: [("query", "ferry")]);
        Assert.Equal(2, fixture.Slack.Views("views.update").Count);
    }

    [Theory]
    [InlineData("two words", "ferry", "field:name", "is not a valid name")]
    [InlineData("ceasefire", "ferry", "field:name", "already")]
    [InlineData("ferries", "ferry strike && port", "field:query", "Here: ferry strike ⟶")]
    [InlineData("ferries", "", "field:query", "Missing: query")]
    public async Task An_error_is_shown_at_its_field(string name, string query, string block, string words)
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        var response = await SubmitAsync(fixture, form, ("name", name), ("query", query));

        Assert.Equal("errors", (string?)response!["response_action"]);
        var (key, error) = Assert.Single(response["errors"]!.AsObject());
        Assert.Equal(block, key);
        Assert.Contains(words, (string?)error, StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.SentMessages);
    }

    [Fact]
    public async Task A_saved_topic_is_offered_to_the_channel_at_once()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        var response = await SubmitAsync(fixture, form, ("name", "ferries"), ("query", "ferry strike"));

        var view = response!["view"]!;
        Assert.Contains("Created the topic *ferries*.", Text(view), StringComparison.Ordinal);
        Assert.Equal("ferries", (string?)Assert.Single(Inputs(view))["element"]!["initial_option"]!["value"]);
        Assert.Equal("form1:subscribe", (string?)view["callback_id"]);

        var ended = await SubmitAsync(fixture, view, ("topic", "ferries"));
        Assert.Contains("Subscribed <#C0ROOM0001> to *ferries*.", Text(ended!["view"]!), StringComparison.Ordinal);
        Assert.Null(ended["view"]!["submit"]);
        await WaitUntilSentAsync(fixture, 2);
        Assert.Contains(fixture.Slack.SentMessages,
            message => SlackCommandFixture.TextOf(message).Contains("/news topic remove ferries", StringComparison.Ordinal));
        Assert.Equal(1, await fixture.Commands.Test.NumberAsync("SELECT count(*) FROM subscription"));
    }

    [Fact]
    public async Task The_topic_edit_form_is_prefilled_with_the_query_and_saves_it()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        await fixture.TypeAsync("topic add ferries ferry");
        var form = await OpenAsync(fixture, "topic edit ferries");
        Assert.Equal("ferry", (string?)Inputs(form)[1]["element"]!["initial_value"]);

        var response = await SubmitAsync(fixture, form, ("name", "ferries"), ("query", "ferry, ferryman"));

        Assert.Contains("Changed the query of", Text(response!["view"]!), StringComparison.Ordinal);
        Assert.Equal(["ferry, ferryman"], await fixture.Commands.Test.TextsAsync("SELECT query FROM topic WHERE name = 'ferries'"));
    }

    [Fact]
    public async Task A_caller_who_lost_manager_rights_saves_nothing_and_gets_the_reason()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync(new SlackManagers.Admins());
        fixture.Slack.Answers = (method, _) => method == "users.info" ? RecordingSlackApi.Done("""{"user":{"is_admin":true}}""") : null;
        var form = await OpenAsync(fixture, "topic add");

        var response = await SubmitAsync(fixture, form, "U0ROOM0002", ("name", "ferries"), ("query", "ferry"), isAdmin: false);

        Assert.Equal("update", (string?)response!["response_action"]);
        Assert.Contains("Only managers can use", Text(response["view"]!), StringComparison.Ordinal);
        Assert.Equal(0, await fixture.Commands.Test.NumberAsync("SELECT count(*) FROM topic WHERE name = 'ferries'"));
    }

    [Fact]
    public async Task Modal_metadata_gives_no_access_to_another_workspace()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "");
        form["private_metadata"] = """{"channel":"C0OTHER001","team":"T0OTHER001","response_url":"file:///etc/passwd"}""";

        await SubmitAsync(fixture, form, ("topic", "ceasefire"));

        Assert.Equal(["T0ROOM0001"],
            await fixture.Commands.Test.TextsAsync(
                "SELECT DISTINCT w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id WHERE d.platform = 'slack'"));
        Assert.Empty(fixture.Slack.SentMessages);
    }

    [Fact]
    public async Task A_slow_submission_is_acknowledged_at_once_and_its_outcome_shown_later()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var fixture = await SlackCommandFixture.OpenAsync(null, time, FormOfTopic(_ => done.Task));
        var form = await OpenAsync(fixture, "topic add");

        var submitted = SubmitAsync(fixture, form, ("name", "ferries"), ("query", "ferry"));
        await AdvanceUntilAsync(time, () => submitted.IsCompleted);
        var response = await submitted;
        Assert.Contains("Working on it …", Text(response!["view"]!), StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Views("views.update"));

        done.SetResult(Reply.Of(new ReplyBlock.Paragraph("The topic is there.")));
        await AdvanceUntilAsync(time, () => fixture.Slack.Views("views.update").Count == 1);
        Assert.Contains("The topic is there.", Text(fixture.Slack.Views("views.update")[0]["view"]!), StringComparison.Ordinal);
        Assert.Null(fixture.Slack.Views("views.update")[0]["hash"]);
        await WaitUntilSentAsync(fixture, 1);
    }

    [Fact]
    public async Task A_slow_submission_with_an_error_returns_the_filled_in_form()
    {
        var time = new FakeTimeProvider();
        var done = new TaskCompletionSource<Reply>();
        await using var fixture = await SlackCommandFixture.OpenAsync(null, time, FormOfTopic(_ => done.Task));
        var form = await OpenAsync(fixture, "topic add");

        var submitted = SubmitAsync(fixture, form, ("name", "ferries"), ("query", "ferry"));
        await AdvanceUntilAsync(time, () => submitted.IsCompleted);
        done.SetResult(Reply.Mistake("That name is taken."));
        await AdvanceUntilAsync(time, () => fixture.Slack.Views("views.update").Count == 1);

        var view = fixture.Slack.Views("views.update")[0]["view"]!;
        Assert.Contains("That name is taken.", Text(view), StringComparison.Ordinal);
        Assert.Equal(["ferries", "ferry"], Inputs(view).Select(input => (string?)input["element"]!["initial_value"]));
        Assert.Empty(fixture.Slack.SentMessages);
    }

    [Fact]
    public async Task A_view_that_was_changed_or_closed_is_not_updated()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        fixture.Slack.Answers = (method, _) => method == "views.update" ? RecordingSlackApi.Refused("hash_conflict") : null;
        var form = await OpenAsync(fixture, "topic add");

        await TypeAsync(fixture, form, "n", "ferry");

        Assert.Single(fixture.Slack.Views("views.update"));
        Assert.DoesNotContain(fixture.Slack.Logged,
            line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_text_in_a_form_stays_plain_text()
    {
        await using var fixture = await SlackCommandFixture.OpenAsync();
        var form = await OpenAsync(fixture, "topic add");

        foreach (var row in HostileFeedTexts.Texts)
        {
            var response = await SubmitAsync(fixture, form, ("name", row.Data), ("query", row.Data));
            Assert.Contains((string?)response!["response_action"], new[] { "errors", "update" });
            Assert.DoesNotMatch("<[!@#](?!date)",
                response["view"] is { } view ? Text(view).Replace($"<#{SlackCommandFixture.Channel}>", "", StringComparison.Ordinal) : "");
        }

        await TypeAsync(fixture, form, "<!channel>", "<!channel> && <@U00000001>");
        Assert.DoesNotMatch("<[!@#](?!date)", Text(Assert.Single(fixture.Slack.Views("views.update"))["view"]!));
        Assert.Equal(0, await fixture.Commands.Test.NumberAsync("SELECT count(*) FROM subscription"));
    }

    private static Caller CallerOf(string team) => new(team, new DestinationAddress("slack", "C0ELSE0001"), "U1", IsManager: true);

    private static ACommand FormOfTopic(Func<CommandCall, Task<Reply>>? run = null) => new(
        new CommandSpec("topic add", "d",
            [
                new OptionSpec("name", "d", OptionKind.Text, IsRequired: true),
                new OptionSpec("query", "d", OptionKind.Text, IsRequired: true) { TakesRemainingText = true },
            ])
        {
            RequiresManager = true,
            HasForm = true,
        },
        (call, _) => run?.Invoke(call) ?? Task.FromResult(Reply.Of(new ReplyBlock.Paragraph("Saved."))));

    private static ACommand Test(Func<string, CancellationToken, Task<Reply>> run) => new(
        new CommandSpec("topic test", "d",
            [new OptionSpec("query", "d", OptionKind.Text, IsRequired: true) { TakesRemainingText = true }])
        { IsSlow = true },
        (call, cancellationToken) => run(call["query"]!, cancellationToken));

    /// <returns>The view that was opened.</returns>
    private static async Task<JsonNode> OpenAsync(SlackCommandFixture fixture, string line)
    {
        await fixture.TypeAsync(line);
        return fixture.Slack.Views("views.open")[^1]["view"]!.DeepClone();
    }

    private static Task<JsonNode?> SubmitAsync(SlackCommandFixture fixture, JsonNode view, params (string Field, string Value)[] values) =>
        fixture.InteractAsync(Payload("view_submission", view, SlackCommandFixture.User, "h0", values));

    private static Task<JsonNode?> SubmitAsync(SlackCommandFixture fixture, JsonNode view, string user, (string, string) first,
        (string, string) second, bool isAdmin)
    {
        fixture.Slack.Answers = (method, _) =>
            method == "users.info" ? RecordingSlackApi.Done($$$"""{"user":{"is_admin":{{{(isAdmin ? "true" : "false")}}}}}""") : null;
        return fixture.InteractAsync(Payload("view_submission", view, user, "h0", first, second));
    }

    private static Task PressAsync(SlackCommandFixture fixture, JsonNode view, string action, string hash = "h0",
        params (string Field, string Value)[] values)
    {
        var payload = Payload("block_actions", view, SlackCommandFixture.User, hash, values);
        payload["actions"] =
            new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = action, ["block_id"] = "b", ["value"] = action });
        return fixture.InteractAsync(payload);
    }

    private static Task TypeAsync(SlackCommandFixture fixture, JsonNode view, string name, string query, string hash = "h0")
    {
        var payload = Payload("block_actions", view, SlackCommandFixture.User, hash, ("name", name), ("query", query));
        payload["actions"] = new JsonArray(
            new JsonObject { ["type"] = "plain_text_input", ["action_id"] = "value", ["block_id"] = "field:query", ["value"] = query });
        return fixture.InteractAsync(payload);
    }

    private static JsonObject Payload(string type, JsonNode view, string user, string hash, params (string Field, string Value)[] values)
    {
        var shown = view.DeepClone().AsObject();
        shown["id"] = "V1";
        shown["hash"] = hash;
        var state = new JsonObject();
        foreach (var (field, value) in values)
        {
            state["field:" + field] = new JsonObject
            {
                ["value"] = field == "topic"
                    ? new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = value } }
                    : new JsonObject { ["type"] = "plain_text_input", ["value"] = value.Length == 0 ? null : value },
            };
        }

        shown["state"] = new JsonObject { ["values"] = state };
        return new JsonObject
        {
            ["type"] = type,
            ["team"] = new JsonObject { ["id"] = SlackCommandFixture.Team },
            ["user"] = new JsonObject { ["id"] = user },
            ["trigger_id"] = "trigger.x",
            ["view"] = shown,
        };
    }

    private static List<JsonNode> Inputs(JsonNode view) =>
        [.. view["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").Select(block => block!)];

    private static List<JsonNode> Options(JsonNode view) =>
        [.. Assert.Single(Inputs(view))["element"]!["options"]!.AsArray().Select(option => option!)];

    private static string Text(JsonNode view) => string.Join('\n', view["blocks"]!.AsArray()
        .SelectMany(block => (block!["elements"]?.AsArray() ?? []).Append(block))
        .Select(part => part!["text"] is JsonObject text ? (string?)text["text"] : (string?)part["text"]));

    private static async Task WaitUntilSentAsync(SlackCommandFixture fixture, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (fixture.Slack.SentMessages.Count < count)
        {
            await Task.Delay(5, timeout.Token);
        }
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, timeout.Token);
        }
    }
}
