using AlertBot.Tests.Chat;

namespace AlertBot.Tests.EndToEnd;

public class SlackConversationTests
{
    [Fact]
    public async Task A_manager_and_a_member_talk_to_the_bot()
    {
        await using var town = await SlackTown.PrepareAsync(Conversation.Feeds);
        Conversation.Prepare(town.Service);
        await town.StartAsync();

        await Conversation.HoldAsync(town);

        Golden.Matches("chat/slack-conversation.txt", town.Record());
        Assert.Single(town.Slack.Web.Messages.In(SlackTown.News), message => message.Edits == 1);
        Assert.Empty(town.Slack.Breaches);
        Assert.Equal(0, town.Slack.Web.Limited);
    }
}
