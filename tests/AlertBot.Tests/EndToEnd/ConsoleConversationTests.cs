using AlertBot.Tests.Chat;

namespace AlertBot.Tests.EndToEnd;

public class ConsoleConversationTests
{
    [Fact]
    public async Task The_operator_talks_to_the_bot()
    {
        await using var town = await ConsoleTown.StartAsync();

        await Conversation.HoldAsync(town);

        Golden.Matches("chat/console-conversation.txt", town.Record());
    }
}
