using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Slack;
using AlertBot.Stories;

namespace AlertBot.Tests.Chat.Slack;

public class SlackMessagesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly OutgoingMessage Alert = new("C0123ABCD", ABrief.Full, "a7") { Story = new StoryId(7) };

    [Fact]
    public async Task An_alert_with_its_buttons_is_taken_new_and_edited()
    {
        await using var slack = await SlackTexts.UnhurriedSlackAsync();
        var alert = Alert with { Address = SlackTexts.Channel };

        var ts = await slack.TakeAsync(SlackMessages.Of(alert, ABrief.Now));
        await slack.TakeAsync(SlackMessages.Edit(alert with { Brief = ABrief.Full with { Headline = "Harbour talks adjourned" } }, SlackTexts.Channel, ts, ABrief.Now));

        var message = Assert.Single(slack.Web.Messages.In(SlackTexts.Channel));
        Assert.Equal(("Harbour talks adjourned", 1), (message.Headline, message.Edits));
        Assert.Equal("a7", (string?)message.Metadata!["event_payload"]!["nonce"]);
        Golden.Matches("chat/slack-alert.json", SlackTexts.Json(SlackMessages.Of(Alert, ABrief.Now)).ToJsonString(Readable) + "\n");
    }

    [Fact]
    public async Task A_mention_of_the_subscription_s_group_is_taken()
    {
        await using var slack = await SlackTexts.UnhurriedSlackAsync();
        slack.Web.Marks.Groups.Add("S0123ABCD");

        await slack.TakeAsync(SlackMessages.Of(Alert with { Address = SlackTexts.Channel, Ping = "S0123ABCD" }, ABrief.Now));
    }

    [Fact]
    public void An_alert_names_its_channel_carries_its_nonce_and_unfolds_no_links()
    {
        var json = SlackTexts.Json(SlackMessages.Of(Alert, ABrief.Now));

        Assert.Equal("C0123ABCD", json["channel"]!.GetValue<string>());
        Assert.Equal("""{"event_type":"alertbot_message","event_payload":{"nonce":"a7"}}""", json["metadata"]!.ToJsonString());
        Assert.Equal((false, false), (json["unfurl_links"]!.GetValue<bool>(), json["unfurl_media"]!.GetValue<bool>()));
        Assert.DoesNotContain("thread_ts", json.Select(member => member.Key));
        Assert.DoesNotContain("<!subteam", json.ToJsonString(Readable));
    }

    [Fact]
    public void The_news_comes_first_and_the_link_is_the_first_thing_to_press()
    {
        var blocks = SlackMessages.Of(Alert with { Ping = "S0123ABCD" }, ABrief.Now).Blocks!;

        Assert.Equal("Harbour talks resume as both sides accept a 30-day truce", Assert.IsType<SlackBlock.Header>(blocks[0]).Text.Text);
        Assert.Equal("ceasefire, harbour · matched: truce, cease-fire", Assert.IsType<SlackBlock.Context>(blocks[1]).Elements[0].Text);
        Assert.Equal("*<https://news.example/world/harbour-talks?id=7&amp;from=rss|Read at Harbour Post>* · <!subteam^S0123ABCD>", Assert.IsType<SlackBlock.Section>(blocks[2]).Text.Text);
    }

    [Fact]
    public void Only_the_user_group_of_the_subscription_is_mentioned_in_blocks_and_text_behind_the_news()
    {
        var message = SlackMessages.Of(Alert with { Ping = "S0123ABCD" }, ABrief.Now);

        Assert.Single(SlackTexts.Of(message.Blocks!).SelectMany(text => SlackReader.Read(text).Marks), mark => mark.Kind == "group" && mark.Value == "!subteam^S0123ABCD");
        Assert.StartsWith("ceasefire, harbour: Harbour talks resume", message.Text);
        Assert.EndsWith("\nReported by Harbour Post, Norland Today (world)\n<!subteam^S0123ABCD>", message.Text);
    }

    [Fact]
    public void A_story_without_link_still_mentions()
    {
        var message = SlackMessages.Of(Alert with { Brief = ABrief.Bare with { Headline = "A headline" }, Ping = "S0123ABCD" }, ABrief.Now);

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
    public void What_is_no_user_group_pings_nobody(string ping)
    {
        var message = SlackMessages.Of(Alert with { Ping = ping }, ABrief.Now);

        Assert.DoesNotContain(SlackTexts.Of(message.Blocks!).SelectMany(text => SlackReader.Read(text).Marks), mark => mark.Kind is not ("bold" or "link" or "date"));
        Assert.DoesNotContain('<', message.Text);
    }

    [Theory]
    [InlineData("C0123ABCD/1699999999.000100", "1699999999.000100")]
    [InlineData("C9999ABCD/1699999999.000100", null)]
    [InlineData("C0123ABCD/", null)]
    [InlineData("1699999999.000100", null)]
    public void A_reply_stands_in_the_thread_of_the_story_of_its_channel(string thread, string? ts)
    {
        Assert.Equal(ts, SlackMessages.Of(Alert with { Thread = thread }, ABrief.Now).ThreadTs);
    }

    [Fact]
    public void An_edit_gives_text_blocks_and_metadata_again_and_pings_nobody()
    {
        var message = SlackMessages.Edit(Alert with { Ping = "S0123ABCD" }, "C0123ABCD", "1699999999.000100", ABrief.Now);

        var json = SlackTexts.Json(message);
        Assert.Equal(["text", "blocks", "channel", "ts", "metadata"], json.Select(member => member.Key));
        Assert.Equal(SlackMessages.Of(Alert, ABrief.Now).Text, message.Text);
        Assert.Equal(SlackTexts.Json(SlackMessages.Of(Alert, ABrief.Now))["blocks"]!.ToJsonString(), json["blocks"]!.ToJsonString());
        Assert.DoesNotContain("subteam", json.ToJsonString());
    }

    [Fact]
    public void Without_a_story_there_is_nothing_to_press()
    {
        Assert.DoesNotContain(SlackMessages.Of(Alert with { Story = null }, ABrief.Now).Blocks!, block => block is SlackBlock.Actions);
    }

    [Fact]
    public void Each_button_says_what_is_pressed_and_only_muting_asks_first()
    {
        var elements = SlackStoryButtons.Of(new StoryId(7)).Elements;

        var buttons = elements.OfType<SlackElement.Button>().ToList();
        var menu = Assert.Single(elements.OfType<SlackElement.Overflow>());
        var pressed = buttons.Select(button => button.Value!).Concat(menu.Options.Select(option => option.Value)).Select(ButtonId.Parse).ToList();
        Assert.Equal([ButtonAction.MoreQuotes, ButtonAction.Sources, ButtonAction.Mute, ButtonAction.Why, ButtonAction.Unmute], pressed.Select(id => id!.Action));
        Assert.All(pressed, id => Assert.Equal(new StoryId(7), id!.Story));
        Assert.Equal("Mute story", Assert.Single(buttons, button => button.Confirm is not null).Text.Text);
        Assert.Contains("everyone in this channel", SlackStoryButtons.MuteQuestion.Text.Text);
        Assert.Contains("“Unmute story”", SlackStoryButtons.MuteQuestion.Text.Text);
        Assert.Null(menu.Confirm);
    }
}
