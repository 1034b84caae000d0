using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord.Messages;

public class DiscordSenderTests
{
    private const string CreateRoute = "POST /channels/*/messages";

    [Fact]
    public async Task An_alert_is_posted_with_buttons_and_its_id_combines_channel_and_message()
    {
        await using var discord = await DiscordFixture.StartAsync();

        var sent = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync());

        var message = Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News));
        Assert.Equal($"{DiscordFixture.News}/{message.Id}", sent.PlatformId);
        Assert.Contains("Harbour talks", message.Title, StringComparison.Ordinal);
        Assert.Contains("news1:why:7", message.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("", message.Content);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_role_is_pinged_only_when_the_subscription_requests_it()
    {
        await using var discord = await DiscordFixture.StartAsync();

        await discord.SendAsync(DiscordFixture.Alert() with { Ping = "1402000000000009009" });

        Assert.Equal("<@&1402000000000009009>", Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News)).Content);
        Assert.Equal("""["1402000000000009009"]""",
            discord.Discord.Rest.Requests[0].Body.GetProperty("allowed_mentions").GetProperty("roles").GetRawText());
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task The_guild_id_which_means_everyone_is_not_pinged()
    {
        await using var discord = await DiscordFixture.StartAsync();

        await discord.SendAsync(DiscordFixture.Alert() with { Ping = discord.Guild.Id });

        Assert.Equal("", Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News)).Content);
        Assert.False(discord.Discord.Rest.Requests[0].Body.GetProperty("allowed_mentions").TryGetProperty("roles", out _));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    public async Task The_limit_on_edits_of_old_messages_delays_an_edit_without_cancelling_it(int status)
    {
        await using var discord = await DiscordFixture.StartAsync();
        var sent = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync());
        discord.Discord.Rest.InjectFault(
            new LoopbackDiscordFault.Respond(status, """{"message": "Maximum number of edits", "code": 30046}"""));

        var outcome = await discord.Sender.EditAsync(DiscordFixture.Alert(), sent.PlatformId!, DiscordFixture.Cancelled);

        Assert.IsType<SendOutcome.Failed>(outcome);
    }

    public static TheoryData<string> Faults =>
        ["429 user", "429 shared", "429 global", "500", "502", "503", "504", "504 after", "reset before", "reset after",
            "four resets after"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_alert_is_posted_exactly_once_under_any_failure(string fault)
    {
        await using var discord = await DiscordFixture.StartAsync();
        var count = fault.StartsWith("four", StringComparison.Ordinal) ? 4 : 1;
        for (var i = 0; i < count; i++)
        {
            discord.Discord.Rest.InjectFault(Fault(fault), CreateRoute);
        }

        var outcome = await discord.DeliverAsync(DiscordFixture.Alert());

        Assert.IsType<SendOutcome.Sent>(outcome);
        Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News));
        Assert.Empty(discord.Discord.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_timeout_the_alert_is_posted_exactly_once_although_its_nonce_expired(bool isCarriedOut)
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.NoResponse(isCarriedOut), CreateRoute);

        var sending = discord.SendAsync();
        await discord.Discord.Rest.WaitForRequestAsync(DiscordFixture.Cancelled);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<SendOutcome.Unclear>(await sending);
        time.Advance(TimeSpan.FromMinutes(10));
        var again = await discord.SendAsync(DiscordFixture.Alert() with { MaybePosted = true });

        Assert.IsType<SendOutcome.Sent>(again);
        Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News));
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_message_of_another_author_with_the_same_headline_does_not_count_as_posted()
    {
        await using var discord = await DiscordFixture.StartAsync();
        await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Desk));
        var posted = Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.Desk));
        discord.Discord.Rest.Messages.PostByAnother(DiscordFixture.News, posted.Json);

        await discord.SendAsync(DiscordFixture.Alert() with { MaybePosted = true });

        Assert.Equal(2, discord.Discord.Rest.Messages.InChannel(DiscordFixture.News).Count);
    }

    [Fact]
    public async Task A_forum_post_is_found_by_its_name_after_an_unclear_failure()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetAfter(), "POST /channels/*/threads");

        var first = await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Forum));
        var again = await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Forum) with { MaybePosted = true });

        var thread = Assert.Single(discord.Discord.Rest.Messages.Threads);
        Assert.IsType<SendOutcome.Unclear>(first);
        Assert.Equal(new SendOutcome.Sent($"{thread.Id}/{thread.Id}"), again);
        Assert.Contains("Harbour talks resume", thread.Name, StringComparison.Ordinal);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task An_update_is_posted_in_the_storys_thread_which_is_created_once()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var root = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync()).PlatformId!;
        var restarted = new DiscordSender(discord.Rest, discord.Guilds, TimeProvider.System);

        await discord.SendAsync(DiscordFixture.Alert(nonce: "n2") with { ThreadRootId = root });
        await discord.SendAsync(DiscordFixture.Alert(nonce: "n3") with { ThreadRootId = root });
        var later = await restarted.SendAsync(DiscordFixture.Alert(nonce: "n4") with { ThreadRootId = root }, DiscordFixture.Cancelled);

        var thread = Assert.Single(discord.Discord.Rest.Messages.Threads);
        Assert.Equal(root, $"{DiscordFixture.News}/{thread.Id}");
        Assert.Equal(3, discord.Discord.Rest.Messages.InChannel(thread.Id).Count);
        Assert.StartsWith($"{thread.Id}/", Assert.IsType<SendOutcome.Sent>(later).PlatformId, StringComparison.Ordinal);
        Assert.Equal(2, discord.Discord.Rest.Requests.Count(request => request.Route == "POST /channels/*/messages/*/threads"));
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_forum_update_is_posted_in_the_storys_post()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var root = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Forum))).PlatformId!;

        Assert.IsType<SendOutcome.Sent>(
            await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Forum, "n2") with { ThreadRootId = root }));

        Assert.Equal(2, discord.Discord.Rest.Messages.InChannel(root.Split('/')[0]).Count);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_deleted_thread_or_message_stays_deleted_and_the_channel_remains_enabled()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var root = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync()).PlatformId!;
        var reply = DiscordFixture.Alert(nonce: "n2") with { ThreadRootId = root };
        await discord.SendAsync(reply);
        discord.Discord.Rest.Messages.DeleteThread(root.Split('/')[1]);

        var withoutThread = await discord.SendAsync(reply with { Nonce = "n3" });
        discord.Discord.Rest.Messages.Delete(root.Split('/')[1]);
        var edited = await discord.Sender.EditAsync(DiscordFixture.Alert(), root, DiscordFixture.Cancelled);
        var next = await discord.SendAsync(DiscordFixture.Alert(nonce: "n4"));

        Assert.False(Assert.IsType<SendOutcome.Refused>(withoutThread).DestinationGone);
        Assert.Equal(new SendOutcome.Refused("the message was deleted on Discord", DestinationGone: false), edited);
        Assert.IsType<SendOutcome.Sent>(next);
        Assert.Empty(discord.Discord.Rest.Messages.Threads);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task An_edit_changes_the_card_and_keeps_the_ping()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var root = Assert.IsType<SendOutcome.Sent>(
            await discord.SendAsync(DiscordFixture.Alert() with { Ping = "1402000000000009009" })).PlatformId!;
        var changed = DiscordFixture.Alert() with
        {
            Brief = ABrief.Full with { Headline = "Truce holds for a second day" },
            Ping = "1402000000000009009"
        };

        Assert.IsType<SendOutcome.Sent>(await discord.Sender.EditAsync(changed, root, DiscordFixture.Cancelled));

        var message = Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News));
        Assert.Equal(("Truce holds for a second day", "<@&1402000000000009009>", 1), (message.Title, message.Content, message.EditCount));
        Assert.False(discord.Discord.Rest.Requests[^1].Body.GetProperty("allowed_mentions").TryGetProperty("roles", out _));
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task An_edit_in_an_archived_thread_is_skipped_and_the_channel_remains_enabled()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var root = Assert.IsType<SendOutcome.Sent>(await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Forum))).PlatformId!;
        discord.Discord.Rest.Messages.CloseThread(root.Split('/')[0], locked: true);

        var edited = await discord.Sender.EditAsync(DiscordFixture.Alert(DiscordFixture.Forum), root, DiscordFixture.Cancelled);

        Assert.Equal(new SendOutcome.Refused("the thread is archived", DestinationGone: false), edited);
    }

    [Fact]
    public async Task Without_permission_no_request_is_sent_until_the_permission_returns()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Guild.Channels[0].Permissions &= ~LoopbackDiscordMessages.SendMessages;
        discord.SendGuildCreate();

        var refused = await discord.SendAsync();
        Assert.Empty(discord.Discord.Rest.Requests);
        discord.Guild.Channels[0].Permissions |= LoopbackDiscordMessages.SendMessages;
        discord.SendGuildCreate();
        var sent = await discord.SendAsync();

        Assert.Equal(new SendOutcome.Failed("AlertBot may not post in #news: give it Send Messages"), refused);
        Assert.IsType<SendOutcome.Sent>(sent);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task An_unexpected_403_names_the_channel_and_is_remembered_until_the_guild_changes()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Guild.Channels[0].Permissions &= ~LoopbackDiscordMessages.SendMessages;

        var first = await discord.SendAsync();
        var second = await discord.SendAsync();
        Assert.Single(discord.Discord.Rest.Requests);
        discord.Guild.Channels[0].Permissions |= LoopbackDiscordMessages.SendMessages;
        discord.SendGuildCreate();
        var third = await discord.SendAsync();

        Assert.Equal(new SendOutcome.Failed("AlertBot may not post in #news: give it Send Messages and Embed Links"), first);
        Assert.Equal(first, second);
        Assert.IsType<SendOutcome.Sent>(third);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_deleted_channel_is_disabled_without_affecting_others()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Guild.Channels.RemoveAt(0);

        Assert.True(Assert.IsType<SendOutcome.Refused>(await discord.SendAsync()).DestinationGone);
        Assert.IsType<SendOutcome.Sent>(await discord.SendAsync(DiscordFixture.Alert(DiscordFixture.Desk)));
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_revoked_token_loses_no_alert_and_is_reported_with_the_fix()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.TokenIsRevoked = true;

        var first = await discord.SendAsync();
        var second = await discord.SendAsync();

        Assert.Equal(new SendOutcome.Failed(DiscordErrorCodes.Unauthorized), first);
        Assert.Equal(first, second);
        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Fact]
    public async Task The_message_that_exhausts_a_channels_limit_requests_a_pause()
    {
        await using var discord = await DiscordFixture.StartAsync();

        var outcomes = new List<SendOutcome>();
        for (var i = 0; i < 5; i++)
        {
            outcomes.Add(await discord.SendAsync(DiscordFixture.Alert(nonce: $"n{i}")));
        }

        Assert.All(outcomes[..4], outcome => Assert.Equal(TimeSpan.Zero, Assert.IsType<SendOutcome.Sent>(outcome).Pause));
        Assert.InRange(Assert.IsType<SendOutcome.Sent>(outcomes[4]).Pause, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_invalid_channel_id_is_refused_without_a_request()
    {
        await using var discord = await DiscordFixture.StartAsync();

        Assert.True(Assert.IsType<SendOutcome.Refused>(await discord.SendAsync(DiscordFixture.Alert("../users/@me"))).DestinationGone);

        Assert.Empty(discord.Discord.Rest.Requests);
    }

    private static LoopbackDiscordFault Fault(string name) => name switch
    {
        "429 user" or "429 shared" or "429 global" => new LoopbackDiscordFault.RateLimit(name[4..], 0.2),
        "504 after" => new LoopbackDiscordFault.RespondAfter(504, "<html>gateway time-out</html>"),
        "reset before" => new LoopbackDiscordFault.ResetBefore(),
        "reset after" or "four resets after" => new LoopbackDiscordFault.ResetAfter(),
        _ => new LoopbackDiscordFault.Respond(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), "<html>oops</html>"),
    };
}
