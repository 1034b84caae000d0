using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Stories;
using AlertBot.Testing.Discord.Interactions;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord.Interactions;

public class DiscordInteractionHandlerTests
{
    private static readonly Reply Public = Reply.Of(new ReplyBlock.Paragraph("To all.")) with { IsPublic = true };
    private static readonly Reply Private = Reply.Of(new ReplyBlock.Paragraph("To you."));
    private static readonly CommandSpec Asking = new("topic add", "d",
        [new OptionSpec("name", "d", OptionKind.Text, true) { MaxLength = 40 },
            new OptionSpec("query", "d", OptionKind.Text, true) { MaxLength = 9_999, TakesRemainingText = true }])
    { HasForm = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quick_command_gets_its_response_immediately_publicly_or_ephemerally()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", Public, isPublic: true),
            ACommand.ReplyingWith("feed list", Private));

        var toAll = await fixture.Type("latest").WaitForCallbackAsync(Cancelled);
        var toUser = await fixture.Type("feed list").WaitForCallbackAsync(Cancelled);

        Assert.Equal("""{"type":4,"data":{"content":"To all.","allowed_mentions":{"parse":[]}}}""", toAll.GetRawText());
        Assert.Equal("""{"type":4,"data":{"content":"To you.","flags":64,"allowed_mentions":{"parse":[]}}}""", toUser.GetRawText());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task An_error_is_ephemeral_even_for_a_public_command()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            ACommand.ReplyingWith("latest", Reply.Mistake("No such topic.") with { IsPublic = true }, isPublic: true));

        var callback = await fixture.Type("latest").WaitForCallbackAsync(Cancelled);

        Assert.Equal(64, callback.GetProperty("data").GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task A_slow_command_is_deferred_at_once_and_its_response_edited_later()
    {
        var done = new TaskCompletionSource<Reply>();
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            new ACommand(new CommandSpec("latest", "d", []) { IsSlow = true, RepliesPublicly = true }, (_, _) => done.Task));

        var interaction = fixture.Type("latest");
        var deferral = await interaction.WaitForCallbackAsync(Cancelled);
        done.SetResult(Public);

        Assert.Equal("""{"type":5}""", deferral.GetRawText());
        Assert.Equal("To all.", (await interaction.WaitForEditAsync(Cancelled)).GetProperty("content").GetString());
        Assert.InRange(interaction.CallbackAfter!.Value.TotalSeconds, 0, 1);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_command_that_takes_longer_is_deferred_within_a_second()
    {
        var done = new TaskCompletionSource<Reply>();
        await using var fixture =
            await DiscordInteractionFixture.StartAsync(null, new ACommand(new CommandSpec("feed list", "d", []), (_, _) => done.Task));

        var interaction = fixture.Type("feed list");
        var deferral = await interaction.WaitForCallbackAsync(Cancelled);
        done.SetResult(Private);

        Assert.Equal("""{"type":5,"data":{"flags":64}}""", deferral.GetRawText());
        Assert.InRange(interaction.CallbackAfter!.Value.TotalSeconds, 0.5, 2);
        Assert.Equal("To you.", (await interaction.WaitForEditAsync(Cancelled)).GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_error_after_a_public_deferral_deletes_it_and_is_ephemeral()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            ACommand.ReplyingWith("latest", Reply.Mistake("No such topic."), isPublic: true, isSlow: true));

        var interaction = fixture.Type("latest");
        var followUp = await interaction.WaitForFollowUpAsync(Cancelled);

        Assert.Equal(("No such topic.", 64), (followUp.GetProperty("content").GetString(), followUp.GetProperty("flags").GetInt32()));
        Assert.Contains(fixture.Discord.Rest.Requests,
            request => request.Method == "DELETE" && request.Path.EndsWith("/messages/@original", StringComparison.Ordinal));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task Each_story_is_its_own_message_and_the_first_is_the_response()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);
        var reply = Reply.Of(new ReplyBlock.Story(card, new StoryId(1)), new ReplyBlock.Story(card, new StoryId(2)),
            new ReplyBlock.Story(card, new StoryId(3))) with
        { IsPublic = true };
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", reply, isPublic: true));

        var interaction = fixture.Type("latest");
        JsonElement[] messages = [(await interaction.WaitForCallbackAsync(Cancelled)).GetProperty("data"),
            await interaction.WaitForFollowUpAsync(Cancelled), await interaction.WaitForFollowUpAsync(Cancelled)];

        Assert.Equal(
            ["news1:sources:1", "news1:sources:2", "news1:sources:3"],
            messages.Select(
                message => message.GetProperty("components")[0].GetProperty("components")[0].GetProperty("custom_id").GetString()));
        Assert.All(messages, message => Assert.False(message.TryGetProperty("flags", out _)));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_form_is_shown_and_its_submission_is_run()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            new ACommand(Asking, (call, _) => Task.FromResult(Reply.Of(new ReplyBlock.Paragraph($"{call["name"]} = {call["query"]}")))));

        var asked = await fixture.Type("topic add", DiscordInteractionFixture.Manager, ("name", "truce")).WaitForCallbackAsync(Cancelled);
        var answered =
            await fixture.FillIn("form1:topic add", ("name", "truce"), ("query", "truce, ceasefire")).WaitForCallbackAsync(Cancelled);

        Assert.Equal(9, asked.GetProperty("type").GetInt32());
        Assert.Equal(
            """{"custom_id":"form1:topic add","title":"Add topic","components":[{"type":18,"label":"Name","component":{"type":4,"custom_id":"name","style":1,"value":"truce","required":true,"max_length":40},"description":"d"},{"type":18,"label":"Query","component":{"type":4,"custom_id":"query","style":2,"required":true,"max_length":4000},"description":"d"}]}""",
            asked.GetProperty("data").GetRawText());
        Assert.Equal("truce = truce, ceasefire", answered.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task The_response_to_a_form_is_never_a_form()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            new ACommand(Asking, (_, _) => Task.FromResult(new Reply([]) { Form = new ReplyForm("topic add", "t", []) })));

        var answer = await fixture.FillIn("form1:topic add", ("name", "a"), ("query", "b")).WaitForCallbackAsync(Cancelled);

        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.Contains("/news topic add", answer.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_duplicate_interaction_is_handled_once()
    {
        var runs = 0;
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            new ACommand(new CommandSpec("pause", "d", []),
                (_, _) => { Interlocked.Increment(ref runs); return Task.FromResult(Private); }));

        await fixture.Type("pause").WaitForCallbackAsync(Cancelled);
        await fixture.Interactions.HandleAsync(fixture.Last);

        Assert.Equal(1, runs);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task An_interaction_outside_a_server_gets_a_one_sentence_reply()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));

        var answer = await fixture.Send(LoopbackInteractionKind.Command,
            new JsonObject { ["name"] = "news", ["options"] = new JsonArray(new JsonObject { ["type"] = 1, ["name"] = "help" }) }, null)
            .WaitForCallbackAsync(Cancelled);

        Assert.Contains("channels of a server", answer.GetProperty("data").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("topic add")]
    public async Task A_removed_command_gets_an_explanation(string path)
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));

        var answer = path == "gone" ? await fixture.Type(path).WaitForCallbackAsync(Cancelled)
            : await fixture.FillIn("form0:" + path).WaitForCallbackAsync(Cancelled);

        Assert.Equal(64, answer.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.NotEmpty(answer.GetProperty("data").GetProperty("content").GetString()!);
    }

    [Fact]
    public async Task A_button_of_another_release_gets_an_ephemeral_explanation()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));

        var answer = await fixture.Press("news9:dance:7").WaitForCallbackAsync(Cancelled);

        Assert.Equal((4, 64), (answer.GetProperty("type").GetInt32(), answer.GetProperty("data").GetProperty("flags").GetInt32()));
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task An_internal_failure_gets_a_one_sentence_reply_and_the_next_command_works()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null,
            new ACommand(new CommandSpec("status", "d", []), (_, _) => throw new InvalidOperationException("broken")),
            ACommand.ReplyingWith("help", Private));

        var failed = await fixture.Type("status").WaitForCallbackAsync(Cancelled);
        var next = await fixture.Type("help").WaitForCallbackAsync(Cancelled);

        Assert.Equal(64, failed.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.Contains("Something went wrong", failed.GetProperty("data").GetProperty("content").GetString());
        Assert.Equal("To you.", next.GetProperty("data").GetProperty("content").GetString());
        Assert.Contains(fixture.LogLines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_after_the_response_arrived_leaves_one_response()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetAfter());

        var interaction = fixture.Type("help");
        await interaction.WaitForCallbackAsync(Cancelled);
        await interaction.WaitForEditAsync(Cancelled);

        Assert.Empty(interaction.FollowUps);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_reset_before_the_response_arrived_is_retried()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetBefore());

        var answer = await fixture.Type("help").WaitForCallbackAsync(Cancelled);

        Assert.Equal("To you.", answer.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_reset_before_the_first_of_several_messages_loses_none()
    {
        var pages = Enumerable.Range(0, 4).Select(page => new ReplyBlock.Paragraph($"{page} " + new string('x', 1_500)));
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", new Reply([.. pages])));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetBefore());

        var interaction = fixture.Type("help");
        await interaction.WaitForCallbackAsync(Cancelled);
        await fixture.Interactions.DisposeAsync();

        Assert.Equal(3, interaction.FollowUps.Count);
        Assert.Empty(fixture.Discord.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deferral_lost_in_a_reset_is_sent_once_more(bool isCarriedOut)
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private, isSlow: true));
        fixture.Discord.Rest.InjectFault(isCarriedOut ? new LoopbackDiscordFault.ResetAfter() : new LoopbackDiscordFault.ResetBefore());

        var interaction = fixture.Type("help");
        await interaction.WaitForCallbackAsync(Cancelled);
        await fixture.Interactions.DisposeAsync();

        Assert.Equal("To you.", interaction.Original!["content"]!.GetValue<string>());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task An_expired_interaction_is_not_an_error_and_no_token_is_logged()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.Respond(404, """{"message": "Unknown interaction", "code": 10062}"""));

        var interaction = fixture.Type("help");
        await fixture.Interactions.DisposeAsync();

        Assert.Null(interaction.CallbackAfter);
        Assert.DoesNotContain(fixture.LogLines,
            line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.LogLines, line => line.Contains(interaction.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_15_minutes_nothing_more_is_sent()
    {
        var time = new FakeTimeProvider();
        var seen = new TaskCompletionSource<CancellationToken>();
        await using var fixture = await DiscordInteractionFixture.StartAsync(time,
            new ACommand(new CommandSpec("status", "d", []) { IsSlow = true }, async (_, cancellationToken) =>
        {
            seen.SetResult(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Private;
        }));

        var interaction = fixture.Type("status");
        await interaction.WaitForCallbackAsync(Cancelled);
        var token = await seen.Task;
        time.Advance(TimeSpan.FromMinutes(15));
        await fixture.Interactions.DisposeAsync();

        Assert.True(token.IsCancellationRequested);
        Assert.Single(fixture.Discord.Rest.Requests);
    }

    [Fact]
    public async Task A_hundred_concurrent_interactions_get_their_responses_in_time()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("help", Private));
        await fixture.Type("help").WaitForCallbackAsync(Cancelled);

        var interactions = Enumerable.Range(0, 100).Select(_ => fixture.Type("help")).ToList();
        foreach (var interaction in interactions)
        {
            await interaction.WaitForCallbackAsync(Cancelled);
        }

        Assert.All(interactions, interaction => Assert.InRange(interaction.CallbackAfter!.Value.TotalSeconds, 0, 3));
        Assert.Empty(fixture.Discord.Violations);
    }
}
