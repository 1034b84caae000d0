using System.Text.Json;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Discord.Messages;

public class DiscordMessageTests
{
    private static readonly OutgoingMessage Alert =
        new("1402000000000002001", ABrief.Full with { Image = "https://cdn.example/a.jpg" }, "a7") { Story = new StoryId(7) };

    [Fact]
    public void An_alert_is_posted_with_its_nonce_and_pings_nobody()
    {
        var json = Json(DiscordMessage.From(Alert, ABrief.Now).ToJson());

        Assert.Equal(("a7", true), (json.GetProperty("nonce").GetString(), json.GetProperty("enforce_nonce").GetBoolean()));
        Assert.Equal("""{"parse":[]}""", json.GetProperty("allowed_mentions").GetRawText());
        Assert.False(json.TryGetProperty("content", out _));
        Assert.Equal("https://cdn.example/a.jpg", json.GetProperty("embeds")[0].GetProperty("thumbnail").GetProperty("url").GetString());
        Assert.Equal(4, json.GetProperty("components")[0].GetProperty("components").GetArrayLength());
    }

    [Fact]
    public void Only_the_role_of_the_subscription_is_pinged()
    {
        var json = Json(DiscordMessage.From(Alert with { Ping = "1402000000000000042" }, ABrief.Now).ToJson());

        Assert.Equal("<@&1402000000000000042>", json.GetProperty("content").GetString());
        Assert.Equal("""{"parse":[],"roles":["1402000000000000042"]}""", json.GetProperty("allowed_mentions").GetRawText());
    }

    [Theory]
    [InlineData("@everyone")]
    [InlineData("everyone")]
    [InlineData("1> @everyone <@&2")]
    [InlineData("")]
    [InlineData("١٢٣")]
    public void An_invalid_role_id_pings_nobody(string ping)
    {
        var json = Json(DiscordMessage.From(Alert with { Ping = ping }, ABrief.Now).ToJson());

        Assert.False(json.TryGetProperty("content", out _));
        Assert.Equal("""{"parse":[]}""", json.GetProperty("allowed_mentions").GetRawText());
    }

    [Fact]
    public void An_edit_keeps_the_ping_and_has_no_nonce()
    {
        var json = Json(DiscordMessage.ForEdit(Alert with { Ping = "1402000000000000042" }, ABrief.Now).ToJson());

        Assert.Equal(["embeds", "components", "allowed_mentions"], json.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_forum_gets_a_post_named_after_the_headline()
    {
        var longHeadline = string.Concat(Enumerable.Repeat("Harbour talks resume. ", 20));

        var json = Json(DiscordMessage.From(Alert, ABrief.Now).ToForumPost(longHeadline));

        Assert.InRange(json.GetProperty("name").GetString()!.Length, 80, 100);
        Assert.False(json.GetProperty("message").TryGetProperty("nonce", out _));
        Assert.Single(json.GetProperty("message").GetProperty("embeds").EnumerateArray());
    }

    [Fact]
    public void A_topic_has_the_same_colour_in_every_process_and_topics_differ()
    {
        string[] topics = ["ceasefire", "article-5", "harbour", "elections", "budget", "floods", "strikes", "energy"];

        Assert.Equal(TopicColor.ForTopic("ceasefire"), TopicColor.ForTopic("Ceasefire"));
        Assert.Equal(0xA8673A, TopicColor.ForTopic("ceasefire"));
        Assert.InRange(topics.Select(TopicColor.ForTopic).Distinct().Count(), 4, topics.Length);
    }

    private static JsonElement Json(byte[] body) => JsonDocument.Parse(body).RootElement;
}
