using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Chat.Console;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Chat.Discord.Messages;
using AlertBot.Tests.Chat.Slack.Messages;

namespace AlertBot.Tests.Chat;

/// <summary>A digest on every platform.</summary>
public class DigestMessageTests
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> HostileTexts => HostileFeedTexts.Texts;

    [Fact]
    public void A_digest_lists_its_stories_on_each_platform()
    {
        var discord = JsonNode.Parse(DiscordMessage.From(Message(ABrief.Digest), ABrief.Now).ToJson())!;
        Golden.Matches("chat/discord-digest.json", discord.ToJsonString(Readable) + "\n");
        Golden.Matches("chat/slack-digest.json",
            SlackTexts.Json(SlackAlertMessage.ForPost(Message(ABrief.Digest), ABrief.Now)).ToJsonString(Readable) + "\n");
        Golden.Matches("chat/console-digest.txt", string.Concat(ConsoleCardRenderer.Render(Card.FromBrief(ABrief.Digest, ABrief.Now))
            .Select(line => line.ToPlain() + "\n")));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Hostile_headlines_are_shown_as_text(string hostile)
    {
        var (brief, harmless) = (DigestOf(3, hostile), DigestOf(3, "harmless"));
        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        await slack.PostAsync(SlackAlertMessage.ForPost(Message(brief), ABrief.Now));

        // The strict server refuses mentions and broken links; the reader of Discord's Markdown finds the same marks.
        Assert.Equal(Marks(harmless), Marks(brief));
    }

    [Fact]
    public async Task The_longest_digest_is_within_all_limits_and_counts_what_is_left_out()
    {
        var brief = DigestOf(25, string.Concat(Enumerable.Repeat("*&<> words and more words ", 20))) with { MoreStories = 975 };
        await using var slack = await SlackTexts.StartUnlimitedSlackAsync();
        await slack.PostAsync(SlackAlertMessage.ForPost(Message(brief), ABrief.Now));

        var description = DiscordCard.ToEmbed(Card.FromBrief(brief, ABrief.Now)).Description!;
        Assert.InRange(DisplayText.CountCodePoints(description), 2_000, DiscordLimits.MaxEmbedDescription);
        var shown = description.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.EndsWith($"-# and {1_000 - shown} more stories", description);
    }

    private static OutgoingMessage Message(Brief brief) => new(SlackTexts.Channel, brief, "d1");

    private static Brief DigestOf(int count, string text) => ABrief.Digest with
    {
        Stories = [.. Enumerable.Repeat(new BriefStory(text, "https://news.example/a", text, 1, ABrief.Now.AddMinutes(-1)), count)],
    };

    private static IEnumerable<object> Marks(Brief brief) =>
        MarkdownReader.Read(DiscordCard.ToEmbed(Card.FromBrief(brief, ABrief.Now)).Description!).Marks.Cast<object>();
}
