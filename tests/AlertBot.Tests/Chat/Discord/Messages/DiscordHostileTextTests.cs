using System.Net;
using System.Text;
using System.Text.Json;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Stories;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Discord.Messages;

/// <summary>
/// Text from feeds pings nobody, does not break out of its formatting, exceeds no limit, and stays readable.
/// </summary>
public class DiscordHostileTextTests
{
    private const string Channel = "1402000000000002001";

    private static readonly string TemplateTime = $"{ABrief.Now.AddMinutes(-1).ToUnixTimeSeconds()}:R";

    public static TheoryData<string> Texts => DiscordHostileTexts.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_card_shows_hostile_text_as_plain_text(string text)
    {
        var embed = DiscordCard.ToEmbed(Card.FromBrief(ABrief.Everywhere(text), ABrief.Now));

        Assert.Empty(MarkdownReader.Read(embed.Title).Marks);
        Assert.All(MarkdownReader.Read(embed.Description ?? "").Marks, mark => AssertFromTemplate(mark, text));
        Assert.All(MarkdownReader.Read(embed.Fields![0].Value).Marks, mark => AssertFromTemplate(mark, text));
        Assert.InRange(MarkdownReader.Read(embed.Fields[0].Value).Marks.Count(mark => mark.Kind == "link"), 1, 1);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_card_keeps_hostile_text_readable(string text)
    {
        var clean = DisplayText.Clean(text);
        var embed = DiscordCard.ToEmbed(Card.FromBrief(ABrief.Everywhere(text), ABrief.Now));

        var title = MarkdownReader.Read(embed.Title).Text;
        var expected = clean.Length == 0 ? "Untitled, news.example" : clean;
        Assert.True(title == expected || (title.EndsWith('…') && expected.StartsWith(title[..^1].TrimEnd(), StringComparison.Ordinal)),
            title);
        if (clean.Length > 0 && DisplayText.CountCodePoints(clean) <= 300)
        {
            Assert.Contains($"“{clean}”", MarkdownReader.Read(embed.Description!).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_reply_shows_hostile_text_as_plain_text(string text)
    {
        var card = Card.FromBrief(ABrief.Everywhere(text), ABrief.Now);
        var quote = new CardQuote([DisplayText.Clean(text)], "Mara Lindqvist", null, null);
        var reply = Reply.Of(
            new ReplyBlock.Heading(text),
            new ReplyBlock.Paragraph(
                RichText.Of(text, new RichText.Span.Strong(text), text, new RichText.Span.Code(text), " ",
                    new RichText.Span.Link(text, "https://news.example/a"))),
            new ReplyBlock.Item(text),
            new ReplyBlock.Item(
                RichText.Of(text, text, new RichText.Span.Link(text, "javascript:alert(1)"),
                    new RichText.Span.DestinationLink(new DestinationAddress("discord", text)))),
            new ReplyBlock.Quotation(quote, card.Sources[0]),
            new ReplyBlock.Hint(text));

        foreach (var message in DiscordReply.ToMessages(reply))
        {
            Assert.InRange(DisplayText.CountCodePoints(message.Content!), 1, DiscordLimits.MaxContent);
            Assert.All(MarkdownReader.Read(message.Content!).Marks, mark => AssertFromTemplate(mark, text));
        }
    }

    [Fact]
    public async Task Discord_accepts_all_hostile_text_without_a_violation()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001001", Name = "Newsroom", Channels = { new LoopbackGuildChannel(Channel, "news") } });
        discord.Rest.RateLimits.Limits.Clear();
        discord.Rest.RateLimits.DefaultLimit = new("all", 10_000, TimeSpan.FromMinutes(1));
        discord.Rest.RateLimits.GlobalPerSecond = 10_000;
        using var client = Client(discord);
        var number = 0;

        foreach (var text in DiscordHostileTexts.Texts.Select(row => row.Data))
        {
            var message = new OutgoingMessage(Channel, ABrief.Everywhere(text) with { Image = text },
                $"n{number++}")
            { Story = new StoryId(number), Ping = number % 2 == 0 ? text : null };
            Assert.Equal(HttpStatusCode.OK, await PostAsync(client, DiscordMessage.From(message, ABrief.Now).ToJson()));
        }

        Assert.Empty(discord.Violations);
        Assert.Equal(DiscordHostileTexts.Texts.Count, discord.Rest.Messages.InChannel(Channel).Count);
        Assert.True(DiscordHostileTexts.Texts.Count >= 80);
    }

    [Fact]
    public void A_feed_link_cannot_close_its_own_brackets()
    {
        var brief = ABrief.Bare with
        {
            Headline = "a",
            Sources = [new BriefSource("Harbour Post", "https://news.example/a)b](c)<d>*e*_f_", null)]
        };

        var embed = DiscordCard.ToEmbed(Card.FromBrief(brief, ABrief.Now));

        var link = Assert.Single(MarkdownReader.Read(embed.Fields![0].Value).Marks);
        Assert.StartsWith("https://news.example/a%29b", link.Value);
        Assert.Equal("Harbour Post", MarkdownReader.Read(embed.Fields[0].Value).Text);
    }

    /// <summary>Asserts that only AlertBot's own templates format, and that they enclose the whole text.</summary>
    private static void AssertFromTemplate(MarkdownMark mark, string text)
    {
        var isFromTemplate = mark.Kind switch
        {
            "quote" or "small" or "line -" => true,
            "timestamp" => mark.Value == TemplateTime || mark.Value == $"{ABrief.Now.ToUnixTimeSeconds()}:t",
            "link" => mark.Value is "https://news.example/a" or "https://news.example/b",
            "strong" => mark.Value == "Mara Lindqvist" || IsStart(mark.Value, DisplayText.Clean(text)),
            "code" => IsStart(mark.Value.Replace('ˋ', '`'), DisplayText.Clean(text)),
            _ => false,
        };
        Assert.True(isFromTemplate, $"{mark.Kind}: {mark.Value}");
    }

    private static bool IsStart(string shown, string text) =>
        shown.Trim() == text.Trim() || (shown.EndsWith('…') && text.StartsWith(shown[..^1].TrimEnd(), StringComparison.Ordinal));

    private static HttpClient Client(LoopbackDiscord discord)
    {
        var client = new HttpClient { BaseAddress = new Uri(discord.ApiBaseUrl + "/") };
        client.DefaultRequestHeaders.Add("Authorization", $"Bot {LoopbackDiscord.Token}");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.org/bot, 1.0)");
        return client;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] body)
    {
        using var content = new StringContent(Encoding.UTF8.GetString(body), null, "application/json");
        using var response = await client.PostAsync($"channels/{Channel}/messages", content, TestContext.Current.CancellationToken);
        Assert.Equal(JsonValueKind.Object,
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.ValueKind);
        return response.StatusCode;
    }
}
