using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Tests.Chat.Loopback.Discord;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordCommandsTests
{
    private static readonly Reply Reply = AlertBot.Chat.Commands.Reply.Of();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_is_written_once_and_then_only_read()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply), ACommand.Saying("topic list", Reply));

        await talk.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);
        await talk.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal(["GET", "PUT", "GET"], talk.Discord.Rest.Requests.Select(request => request.Method));
        Assert.Equal("news", talk.Discord.Rest.Commands[0].GetProperty("name").GetString());
        Assert.Empty(talk.Discord.Breaches);
    }

    [Fact]
    public async Task A_stale_command_is_replaced()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply));
        talk.Discord.Rest.Commands = JsonDocument.Parse("""[{"id": "1", "name": "old", "description": "d"}]""").RootElement;

        await talk.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal("news", Assert.Single(talk.Discord.Rest.Commands.EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_refusal_is_a_line_in_the_log()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.Answer(403, """{"message": "Missing Access", "code": 50001}"""));

        await talk.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Single(talk.Discord.Rest.Requests);
        Assert.Contains(talk.Logged, line => line.StartsWith("Warning: /news could not be registered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_is_tried_again()
    {
        await using var talk = await DiscordTalk.StartAsync(null, ACommand.Saying("latest", Reply));
        talk.Discord.Rest.Next(new LoopbackDiscordFault.ResetBefore());

        await talk.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal(JsonValueKind.Array, talk.Discord.Rest.Commands.ValueKind);
        Assert.Equal(1, talk.Discord.Rest.Commands.GetArrayLength());
    }
}
