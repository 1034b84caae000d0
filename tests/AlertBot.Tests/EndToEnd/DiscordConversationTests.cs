using AlertBot.Tests.Chat;

namespace AlertBot.Tests.EndToEnd;

public class DiscordConversationTests
{
    [Fact]
    public async Task A_manager_a_member_and_another_guild_talk_to_the_bot()
    {
        await using var town = await DiscordTown.PrepareAsync(Conversation.Feeds);
        Conversation.Prepare(town.Service);
        await town.StartAsync();

        await Conversation.HoldAsync(town);

        Golden.Matches("chat/discord-conversation.txt", town.Record());
        Assert.Single(town.Discord.Rest.Messages.In(town.News), message => message.Edits == 1);
        Assert.Empty(town.Discord.Breaches);
        Assert.Equal(0, town.Discord.Rest.Buckets.Exceeded);
    }
}
