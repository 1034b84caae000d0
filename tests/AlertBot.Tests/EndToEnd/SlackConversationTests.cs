using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class SlackConversationTests
{
    [Fact]
    public async Task A_manager_and_a_member_hold_the_recorded_conversation_with_the_bot()
    {
        await using var host = await SlackHost.PrepareAsync(ConversationScript.Feeds);
        ConversationScript.PublishBacklog(host.Service);
        await host.StartAsync();

        await ConversationScript.RunAsync(host);

        Golden.Matches("chat/slack-conversation.txt", host.Transcript.ToString());
        Assert.Single(host.Slack.WebApi.Messages.InChannel(SlackHost.News), message => message.EditCount == 1);
        Assert.Empty(host.Slack.Violations);
        Assert.Equal(0, host.Slack.WebApi.RateLimitedCount);
    }
}
