using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class DiscordConversationTests
{
    [Fact]
    public async Task A_manager_a_member_and_another_guild_hold_the_recorded_conversation_with_the_bot()
    {
        await using var town = await DiscordHost.PrepareAsync(ConversationScript.Feeds);
        ConversationScript.Prepare(town.Service);
        await town.StartAsync();

        await ConversationScript.RunAsync(town);

        Golden.Matches("chat/discord-conversation.txt", town.Record());
        Assert.Single(town.Discord.Rest.Messages.InChannel(town.News), message => message.EditCount == 1);
        Assert.Empty(town.Discord.Violations);
        Assert.Equal(0, town.Discord.Rest.RateLimits.ExceededCount);
    }
}
