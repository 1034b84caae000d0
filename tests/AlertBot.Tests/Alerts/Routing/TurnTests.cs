using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Stories.Grouping;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Routing;

/// <summary>A decisive turn of a running story is a message of its own, with a link to the one before.</summary>
public abstract class TurnTests : StoreTests
{
    private readonly ScriptedSender _sender = new();

    [Fact]
    public async Task A_turn_links_to_the_message_before()
    {
        var fixture = new NewsroomFixture(Test);
        await fixture.OpenAsync("a");
        foreach (var title in new[] { "Norland and Sudria open ceasefire talks", "Norland and Sudria agree on ceasefire" })
        {
            await fixture.AddMatchedAsync(title, link: "https://a.example/" + title.Replace(' ', '-'));
            await fixture.GroupAsync(new StoryGrouper());
            await fixture.DeliverAsync(_sender);
            Test.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(2, _sender.Messages.Count);
        Assert.Null(_sender.Messages[0].Brief.Earlier);
        Assert.Equal(new BriefEarlier("Norland and Sudria open ceasefire talks",
            "https://a.example/Norland-and-Sudria-open-ceasefire-talks", "", "id-1"), _sender.Messages[1].Brief.Earlier);
    }

    [Theory]
    [InlineData("77", "12/34", "-# Earlier: [Talks \\*open\\*](https://discord.com/channels/77/12/34)")]
    [InlineData("", "34", "-# Earlier: [Talks \\*open\\*](https://a.example/talks)")]
    [InlineData("77", null, "-# Earlier: [Talks \\*open\\*](https://a.example/talks)")]
    public void Discord_links_to_the_message_or_else_to_the_article(string workspace, string? message, string expected)
    {
        var brief = ABrief.Full with { Earlier = new BriefEarlier("Talks *open*", "https://a.example/talks", workspace, message) };

        Assert.Contains(expected, DiscordCard.ToEmbed(Card.FromBrief(brief, ABrief.Now)).Description!.Split('\n'));
    }
}

public sealed class TurnOnSqliteTests : TurnTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
