using System.Text.Json;
using AlertBot.Chat.Content;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Rest;

namespace AlertBot.Tests.Chat.Discord.Interactions;

public class DiscordCommandRegistrarTests
{
    private static readonly Reply Reply = Reply.Of();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_is_registered_once_and_then_only_compared()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", Reply),
            ACommand.ReplyingWith("topic list", Reply));

        await fixture.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);
        await fixture.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal(["GET", "PUT", "GET"], fixture.Discord.Rest.Requests.Select(request => request.Method));
        Assert.Equal("news", fixture.Discord.Rest.Commands[0].GetProperty("name").GetString());
        Assert.Empty(fixture.Discord.Violations);
    }

    [Fact]
    public async Task A_stale_command_is_replaced()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", Reply));
        fixture.Discord.Rest.Commands = JsonDocument.Parse("""[{"id": "1", "name": "old", "description": "d"}]""").RootElement;

        await fixture.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal("news", Assert.Single(fixture.Discord.Rest.Commands.EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_refusal_is_logged_in_one_line()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", Reply));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.Respond(403, """{"message": "Missing Access", "code": 50001}"""));

        await fixture.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Single(fixture.Discord.Rest.Requests);
        Assert.Contains(fixture.LogLines,
            line => line.StartsWith("Warning: Registering /news at Discord failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Registration_is_retried_after_a_connection_reset()
    {
        await using var fixture = await DiscordInteractionFixture.StartAsync(null, ACommand.ReplyingWith("latest", Reply));
        fixture.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetBefore());

        await fixture.Commands.RegisterAsync(LoopbackDiscord.ApplicationId, Cancelled);

        Assert.Equal(JsonValueKind.Array, fixture.Discord.Rest.Commands.ValueKind);
        Assert.Equal(1, fixture.Discord.Rest.Commands.GetArrayLength());
    }
}
