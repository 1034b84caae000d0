using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class ConsoleConversationTests
{
    [Fact]
    public async Task The_operator_holds_the_recorded_conversation_with_the_bot()
    {
        await using var town = await ConsoleHost.StartAsync();

        await ConversationScript.RunAsync(town);

        Golden.Matches("chat/console-conversation.txt", town.Record());
    }
}
