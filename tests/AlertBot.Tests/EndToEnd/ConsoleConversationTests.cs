using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class ConsoleConversationTests
{
    [Fact]
    public async Task The_operator_holds_the_recorded_conversation_with_the_bot()
    {
        await using var host = await ConsoleHost.StartAsync();

        await ConversationScript.RunAsync(host);

        Golden.Matches("chat/console-conversation.txt", host.Transcript.ToString());
    }
}
