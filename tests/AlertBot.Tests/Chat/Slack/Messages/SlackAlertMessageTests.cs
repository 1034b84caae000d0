using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Slack.Messages;

public class SlackAlertMessageTests
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly OutgoingMessage Alert = new("C0123ABCD", ABrief.Full, "a7") { Story = new StoryId(7) };

    [Fact]
    public async Task An_alert_with_buttons_is_accepted_when_posted_and_edited()
    {
        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        var alert = Alert with { Address = SlackTexts.Channel };

        var ts = await slack.PostAsync(SlackAlertMessage.ForPost(alert, ABrief.Now));
        await slack.PostAsync(
            SlackAlertMessage.ForUpdate(alert with { Brief = ABrief.Full with { Headline = "Harbour talks adjourned" } },
                SlackTexts.Channel, ts, ABrief.Now));

        var message = Assert.Single(slack.WebApi.Messages.InChannel(SlackTexts.Channel));
        Assert.Equal(("Harbour talks adjourned", 1), (message.Headline, message.EditCount));
        Assert.Equal("a7", (string?)message.Metadata!["event_payload"]!["nonce"]);
        Golden.Matches("chat/slack-alert.json",
            SlackTexts.Json(SlackAlertMessage.ForPost(Alert, ABrief.Now)).ToJsonString(Readable) + "\n");
    }

    [Fact]
    public async Task A_mention_of_the_subscriptions_user_group_is_accepted()
    {
        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        slack.WebApi.MarkupRules.AllowedUserGroups.Add("S0123ABCD");

        await slack.PostAsync(SlackAlertMessage.ForPost(Alert with { Address = SlackTexts.Channel, Ping = "S0123ABCD" }, ABrief.Now));
    }

    [Fact]
    public void An_alert_has_its_channel_and_nonce_and_disables_unfurling()
    {
        var json = SlackTexts.Json(SlackAlertMessage.ForPost(Alert, ABrief.Now));

        Assert.Equal("C0123ABCD", json["channel"]!.GetValue<string>());
        Assert.Equal("""{"event_type":"alertbot_message","event_payload":{"nonce":"a7"}}""", json["metadata"]!.ToJsonString());
        Assert.Equal((false, false), (json["unfurl_links"]!.GetValue<bool>(), json["unfurl_media"]!.GetValue<bool>()));
        Assert.DoesNotContain("thread_ts", json.Select(member => member.Key));
        Assert.DoesNotContain("<!subteam", json.ToJsonString(Readable));
    }

    [Fact]
    public void The_headline_comes_first_and_its_link_is_the_first_action()
    {
        var blocks = SlackAlertMessage.ForPost(Alert with { Ping = "S0123ABCD" }, ABrief.Now).Blocks!;

        Assert.Equal("Harbour talks resume as both sides accept a 30-day truce", Assert.IsType<SlackBlock.Header>(blocks[0]).Text.Text);
        Assert.Equal("ceasefire, harbour · matched: truce, cease-fire", Assert.IsType<SlackBlock.Context>(blocks[1]).Elements[0].Text);
        Assert.Equal("*<https://news.example/world/harbour-talks?id=7&amp;from=rss|Read at Harbour Post>* · <!subteam^S0123ABCD>",
            Assert.IsType<SlackBlock.Section>(blocks[2]).Text.Text);
    }

    [Fact]
    public void Only_the_subscriptions_user_group_is_mentioned_after_the_news_in_blocks_and_text()
    {
        var message = SlackAlertMessage.ForPost(Alert with { Ping = "S0123ABCD" }, ABrief.Now);

        Assert.Single(SlackTexts.Of(message.Blocks!).SelectMany(text => SlackMarkupReader.Read(text).Marks),
            mark => mark.Kind == "group" && mark.Value == "!subteam^S0123ABCD");
        Assert.StartsWith("ceasefire, harbour: Harbour talks resume", message.Text);
        Assert.EndsWith("\nReported by Harbour Post, Norland Today (world)\n<!subteam^S0123ABCD>", message.Text);
    }

    [Fact]
    public void A_story_without_a_link_still_mentions_the_group()
    {
        var message =
            SlackAlertMessage.ForPost(Alert with { Brief = ABrief.Bare with { Headline = "A headline" }, Ping = "S0123ABCD" }, ABrief.Now);

        Assert.Equal("<!subteam^S0123ABCD>", Assert.IsType<SlackBlock.Section>(message.Blocks![1]).Text.Text);
    }

    [Theory]
    [InlineData("!channel")]
    [InlineData("channel")]
    [InlineData("S0123ABCD> <!channel")]
    [InlineData("S0123ABCD|@desk")]
    [InlineData("U0123ABCD")]
    [InlineData("s0123abcd")]
    [InlineData("1402000000000000042")]
    [InlineData("S٣")]
    [InlineData("S")]
    [InlineData("")]
    public void An_invalid_user_group_pings_nobody(string ping)
    {
        var message = SlackAlertMessage.ForPost(Alert with { Ping = ping }, ABrief.Now);

        Assert.DoesNotContain(SlackTexts.Of(message.Blocks!).SelectMany(text => SlackMarkupReader.Read(text).Marks),
            mark => mark.Kind is not ("bold" or "link" or "date"));
        Assert.DoesNotContain('<', message.Text);
    }

    [Theory]
    [InlineData("C0123ABCD/1699999999.000100", "1699999999.000100")]
    [InlineData("C9999ABCD/1699999999.000100", null)]
    [InlineData("C0123ABCD/", null)]
    [InlineData("1699999999.000100", null)]
    public void A_reply_is_posted_in_the_storys_thread(string thread, string? ts)
    {
        Assert.Equal(ts, SlackAlertMessage.ForPost(Alert with { ThreadRootId = thread }, ABrief.Now).ThreadTs);
    }

    [Fact]
    public void An_edit_resends_text_blocks_and_metadata_without_a_ping()
    {
        var message = SlackAlertMessage.ForUpdate(Alert with { Ping = "S0123ABCD" }, "C0123ABCD", "1699999999.000100", ABrief.Now);

        var json = SlackTexts.Json(message);
        Assert.Equal(["text", "blocks", "channel", "ts", "metadata"], json.Select(member => member.Key));
        Assert.Equal(SlackAlertMessage.ForPost(Alert, ABrief.Now).Text, message.Text);
        Assert.Equal(SlackTexts.Json(SlackAlertMessage.ForPost(Alert, ABrief.Now))["blocks"]!.ToJsonString(),
            json["blocks"]!.ToJsonString());
        Assert.DoesNotContain("subteam", json.ToJsonString());
    }

    [Fact]
    public void A_message_without_a_story_has_no_buttons()
    {
        Assert.DoesNotContain(SlackAlertMessage.ForPost(Alert with { Story = null }, ABrief.Now).Blocks!,
            block => block is SlackBlock.Actions);
    }

    [Fact]
    public void Each_button_carries_its_action_and_only_mute_asks_for_confirmation()
    {
        var elements = SlackStoryButtons.Create(new StoryId(7), hasMoreQuotes: true).Elements;

        var buttons = elements.OfType<SlackElement.Button>().ToList();
        var menu = Assert.Single(elements.OfType<SlackElement.Overflow>());
        var pressed =
            buttons.Select(button => button.Value!).Concat(menu.Options.Select(option => option.Value)).Select(ButtonId.Parse).ToList();
        Assert.Equal([ButtonAction.MoreQuotes, ButtonAction.Sources, ButtonAction.Mute, ButtonAction.Why, ButtonAction.Unmute],
            pressed.Select(id => id!.Action));
        Assert.All(pressed, id => Assert.Equal(new StoryId(7), id!.Story));
        Assert.Equal("Mute story", Assert.Single(buttons, button => button.Confirm is not null).Text.Text);
        Assert.Contains("everyone in this channel", SlackStoryButtons.MuteConfirmation.Text.Text);
        Assert.Contains("“Unmute story”", SlackStoryButtons.MuteConfirmation.Text.Text);
        Assert.Null(menu.Confirm);
    }
}
