using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class SlackConversationTests
{
    [Fact]
    public async Task A_manager_and_a_member_hold_the_recorded_conversation_with_the_bot()
    {
        await using var town = await SlackHost.PrepareAsync(ConversationScript.Feeds);
        ConversationScript.Prepare(town.Service);
        await town.StartAsync();

        await ConversationScript.RunAsync(town);

        Golden.Matches("chat/slack-conversation.txt", town.Record());
        Assert.Single(town.Slack.WebApi.Messages.InChannel(SlackHost.News), message => message.EditCount == 1);
        Assert.Empty(town.Slack.Violations);
        Assert.Equal(0, town.Slack.WebApi.RateLimitedCount);
    }
}
