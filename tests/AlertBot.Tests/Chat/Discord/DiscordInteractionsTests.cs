using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Chat.Commands;
using AlertBot.Stories;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordInteractionsTests
{
    private static readonly Reply Public = Reply.Of(new ReplyBlock.Paragraph("To all.")) with { ToAll = true };
    private static readonly Reply Private = Reply.Of(new ReplyBlock.Paragraph("To you."));
    private static readonly CommandSpec Asking = new("topic add", "d", [new OptionSpec("name", "d", OptionKind.Text, true) { MaxLength = 40 }, new OptionSpec("query", "d", OptionKind.Text, true) { MaxLength = 9_999, TakesRest = true }]) { HasForm = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_at_once_is_answered_at_once_to_all_or_to_the_asker()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Public, answersAll: true), ACommand.Saying("feed list", Private));

        var toAll = await talk.Type("latest").CallbackAsync(Cancelled);
        var toAsker = await talk.Type("feed list").CallbackAsync(Cancelled);

        Assert.Equal("""{"type":4,"data":{"content":"To all.","allowed_mentions":{"parse":[]}}}""", toAll.GetRawText());
        Assert.Equal("""{"type":4,"data":{"content":"To you.","flags":64,"allowed_mentions":{"parse":[]}}}""", toAsker.GetRawText());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_mistake_is_for_the_asker_even_where_the_command_answers_all()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply.Mistake("No such topic.") with { ToAll = true }, answersAll: true));

        var callback = await talk.Type("latest").CallbackAsync(Cancelled);

        Assert.Equal(64, callback.GetProperty("data").GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task A_slow_command_is_promised_at_once_and_then_answered_in_its_place()
    {
        var done = new TaskCompletionSource<Reply>();
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(new CommandSpec("latest", "d", []) { IsSlow = true, AnswersAll = true }, (_, _) => done.Task));

        var interaction = talk.Type("latest");
        var promise = await interaction.CallbackAsync(Cancelled);
        done.SetResult(Public);

        Assert.Equal("""{"type":5}""", promise.GetRawText());
        Assert.Equal("To all.", (await interaction.EditAsync(Cancelled)).GetProperty("content").GetString());
        Assert.InRange(interaction.AnsweredAfter!.Value.TotalSeconds, 0, 1);
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task What_takes_longer_than_a_moment_is_promised_within_a_second()
    {
        var done = new TaskCompletionSource<Reply>();
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(new CommandSpec("feed list", "d", []), (_, _) => done.Task));

        var interaction = talk.Type("feed list");
        var promise = await interaction.CallbackAsync(Cancelled);
        done.SetResult(Private);

        Assert.Equal("""{"type":5,"data":{"flags":64}}""", promise.GetRawText());
        Assert.InRange(interaction.AnsweredAfter!.Value.TotalSeconds, 0.5, 2);
        Assert.Equal("To you.", (await interaction.EditAsync(Cancelled)).GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_mistake_found_after_a_promise_to_all_takes_the_promise_back_and_goes_to_the_asker()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply.Mistake("No such topic."), answersAll: true, isSlow: true));

        var interaction = talk.Type("latest");
        var followUp = await interaction.FollowUpAsync(Cancelled);

        Assert.Equal(("No such topic.", 64), (followUp.GetProperty("content").GetString(), followUp.GetProperty("flags").GetInt32()));
        Assert.Contains(talk.Discord.Rest.Requests, request => request.Method == "DELETE" && request.Path.EndsWith("/messages/@original", StringComparison.Ordinal));
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task Stories_are_messages_of_their_own_the_first_of_them_the_answer()
    {
        var card = Card.Of(ABrief.Full, ABrief.Now);
        var reply = Reply.Of(new ReplyBlock.Story(card, new StoryId(1)), new ReplyBlock.Story(card, new StoryId(2)), new ReplyBlock.Story(card, new StoryId(3))) with { ToAll = true };
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", reply, answersAll: true));

        var interaction = talk.Type("latest");
        JsonElement[] messages = [(await interaction.CallbackAsync(Cancelled)).GetProperty("data"), await interaction.FollowUpAsync(Cancelled), await interaction.FollowUpAsync(Cancelled)];

        Assert.Equal(
            ["news1:quotes:1", "news1:quotes:2", "news1:quotes:3"],
            messages.Select(message => message.GetProperty("components")[0].GetProperty("components")[0].GetProperty("custom_id").GetString()));
        Assert.All(messages, message => Assert.False(message.TryGetProperty("flags", out _)));
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_form_is_shown_and_what_is_filled_in_is_run()
    {
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(Asking, (call, _) => Task.FromResult(Reply.Of(new ReplyBlock.Paragraph($"{call["name"]} = {call["query"]}")))));

        var asked = await talk.Type("topic add", DiscordTalk.Manager, ("name", "truce")).CallbackAsync(Cancelled);
        var answered = await talk.FillIn("form1:topic add", ("name", "truce"), ("query", "truce, ceasefire")).CallbackAsync(Cancelled);

        Assert.Equal(9, asked.GetProperty("type").GetInt32());
        Assert.Equal(
            """{"custom_id":"form1:topic add","title":"Add topic","components":[{"type":18,"label":"Name","component":{"type":4,"custom_id":"name","style":1,"value":"truce","required":true,"max_length":40},"description":"d"},{"type":18,"label":"Query","component":{"type":4,"custom_id":"query","style":2,"required":true,"max_length":4000},"description":"d"}]}""",
            asked.GetProperty("data").GetRawText());
        Assert.Equal("truce = truce, ceasefire", answered.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_form_is_never_the_answer_to_a_form()
    {
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(Asking, (_, _) => Task.FromResult(new Reply([]) { Form = new ReplyForm("topic add", "t", []) })));

        var answer = await talk.FillIn("form1:topic add", ("name", "a"), ("query", "b")).CallbackAsync(Cancelled);

        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.Contains("/news topic add", answer.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task An_interaction_that_comes_twice_is_done_once()
    {
        var runs = 0;
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(new CommandSpec("pause", "d", []), (_, _) => { Interlocked.Increment(ref runs); return Task.FromResult(Private); }));

        await talk.Type("pause").CallbackAsync(Cancelled);
        await talk.Interactions.Take(talk.Last);

        Assert.Equal(1, runs);
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task Outside_a_server_a_sentence_is_the_answer()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));

        var answer = await talk.Send(LoopbackInteractionKind.Command, new JsonObject { ["name"] = "news", ["options"] = new JsonArray(new JsonObject { ["type"] = 1, ["name"] = "help" }) }, null).CallbackAsync(Cancelled);

        Assert.Contains("channels of a server", answer.GetProperty("data").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("topic add")]
    public async Task What_is_not_offered_any_more_is_answered_in_words(string path)
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));

        var answer = path == "gone" ? await talk.Type(path).CallbackAsync(Cancelled) : await talk.FillIn("form0:" + path).CallbackAsync(Cancelled);

        Assert.Equal(64, answer.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.NotEmpty(answer.GetProperty("data").GetProperty("content").GetString()!);
    }

    [Fact]
    public async Task A_button_of_another_release_is_answered_to_the_asker_in_words()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));

        var answer = await talk.Press("news9:dance:7").CallbackAsync(Cancelled);

        Assert.Equal((4, 64), (answer.GetProperty("type").GetInt32(), answer.GetProperty("data").GetProperty("flags").GetInt32()));
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_failure_of_ours_is_a_sentence_and_the_next_command_works()
    {
        await using var talk = await DiscordTalk.StartAsync(null, new ACommand(new CommandSpec("status", "d", []), (_, _) => throw new InvalidOperationException("broken")), ACommand.Saying("help", Private));

        var failed = await talk.Type("status").CallbackAsync(Cancelled);
        var next = await talk.Type("help").CallbackAsync(Cancelled);

        Assert.Equal(64, failed.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.Contains("fail", failed.GetProperty("data").GetProperty("content").GetString());
        Assert.Equal("To you.", next.GetProperty("data").GetProperty("content").GetString());
        Assert.Contains(talk.Logged, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_that_left_the_answer_standing_leaves_one_answer()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.ResetAfter());

        var interaction = talk.Type("help");
        await interaction.CallbackAsync(Cancelled);
        await interaction.EditAsync(Cancelled);

        Assert.Empty(interaction.FollowUps);
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_reset_before_the_answer_arrived_is_made_good()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.ResetBefore());

        var answer = await talk.Type("help").CallbackAsync(Cancelled);

        Assert.Equal("To you.", answer.GetProperty("data").GetProperty("content").GetString());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_reset_before_the_first_of_several_messages_costs_none_of_them()
    {
        var pages = Enumerable.Range(0, 4).Select(page => new ReplyBlock.Paragraph($"{page} " + new string('x', 1_500)));
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", new Reply([.. pages])));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.ResetBefore());

        var interaction = talk.Type("help");
        await interaction.CallbackAsync(Cancelled);
        await talk.Interactions.DisposeAsync();

        Assert.Equal(3, interaction.FollowUps.Count);
        Assert.Empty(talk.Discord.Breaches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_promise_that_a_reset_swallowed_is_given_once(bool carriedOut)
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private, isSlow: true));
        talk.Discord.Rest.Next(carriedOut ? new LoopbackDiscordFault.ResetAfter() : new LoopbackDiscordFault.ResetBefore());

        var interaction = talk.Type("help");
        await interaction.CallbackAsync(Cancelled);
        await talk.Interactions.DisposeAsync();

        Assert.Equal("To you.", interaction.Original!["content"]!.GetValue<string>());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task An_interaction_that_Discord_gave_up_is_no_trouble_and_no_token_is_logged()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.Answer(404, """{"message": "Unknown interaction", "code": 10062}"""));

        var interaction = talk.Type("help");
        await talk.Interactions.DisposeAsync();

        Assert.Null(interaction.AnsweredAfter);
        Assert.DoesNotContain(talk.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
        Assert.DoesNotContain(talk.Logged, line => line.Contains(interaction.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_15_minutes_nothing_more_is_sent()
    {
        var time = new FakeTimeProvider();
        var seen = new TaskCompletionSource<CancellationToken>();
        await using var talk = await DiscordTalk.StartAsync(time, new ACommand(new CommandSpec("status", "d", []) { IsSlow = true }, async (_, cancellationToken) =>
        {
            seen.SetResult(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Private;
        }));

        var interaction = talk.Type("status");
        await interaction.CallbackAsync(Cancelled);
        var token = await seen.Task;
        time.Advance(TimeSpan.FromMinutes(15));
        await talk.Interactions.DisposeAsync();

        Assert.True(token.IsCancellationRequested);
        Assert.Single(talk.Discord.Rest.Requests);
    }

    [Fact]
    public async Task A_hundred_at_once_are_all_answered_within_a_second()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("help", Private));
        await talk.Type("help").CallbackAsync(Cancelled);

        var interactions = Enumerable.Range(0, 100).Select(_ => talk.Type("help")).ToList();
        foreach (var interaction in interactions)
        {
            await interaction.CallbackAsync(Cancelled);
        }

        Assert.All(interactions, interaction => Assert.InRange(interaction.AnsweredAfter!.Value.TotalSeconds, 0, 3));
        Assert.Empty(talk.Discord.Breaches);
    }
}
