using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class DiscordConversationTests
{
    [Fact]
    public async Task A_manager_a_member_and_another_guild_hold_the_recorded_conversation_with_the_bot()
    {
        await using var host = await DiscordHost.PrepareAsync(ConversationScript.Feeds);
        ConversationScript.PublishBacklog(host.Service);
        await host.StartAsync();

        await ConversationScript.RunAsync(host);

        Golden.Matches("chat/discord-conversation.txt", host.Transcript.ToString());
        Assert.Single(host.Discord.Rest.Messages.InChannel(host.News), message => message.EditCount == 1);
        Assert.Empty(host.Discord.Violations);
        Assert.Equal(0, host.Discord.Rest.RateLimits.ExceededCount);
    }
}
