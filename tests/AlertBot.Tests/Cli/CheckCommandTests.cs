using AlertBot.Cli;
using AlertBot.Testing.Discord;

namespace AlertBot.Tests.Cli;

public class CheckCommandTests
{
    private const string WrongToken = "MTQwMg.a-wrong.token";

    [Fact]
    public async Task The_Discord_check_shows_the_bot_its_invitation_and_missing_permissions_per_channel()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild
        {
            Id = "1001",
            Name = "Harbour",
            Channels = { new LoopbackGuildChannel("2001", "news"), new LoopbackGuildChannel("2002", "desk") { Permissions = 1L << 10 } },
        });

        var (code, lines) = await CheckAsync(discord, LoopbackDiscord.Token);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("ok      discord, as AlertBot", StringComparison.Ordinal));
        Assert.Contains(lines,
            line => line.Contains("scope=bot", StringComparison.Ordinal)
                && line.Contains("applications.commands", StringComparison.Ordinal)
                && line.Contains("permissions=309237730304", StringComparison.Ordinal));
        Assert.Contains("ok      discord:2001, #news of Harbour", lines);
        Assert.Contains("failed  discord:2002, #desk of Harbour: AlertBot may not post in #desk: give it Send Messages and Embed Links",
            lines);
        Assert.Contains(lines,
            line => line.StartsWith("failed  discord:2003", StringComparison.Ordinal)
                && line.Contains("no such channel", StringComparison.Ordinal));
        Assert.Empty(discord.Violations);
    }

    [Fact]
    public async Task An_unknown_Discord_token_gives_one_line_with_the_fix_and_is_not_shown()
    {
        await using var discord = await LoopbackDiscord.StartAsync();

        var (code, lines) = await CheckAsync(discord, WrongToken);

        Assert.Equal(1, code);
        Assert.Contains("discord.token", Assert.Single(lines, line => line.Contains("discord", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains(WrongToken, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string[] Lines)> CheckAsync(LoopbackDiscord discord, string token)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-check-");
        try
        {
            var config = Path.Combine(folder.FullName, "alertbot.yaml");
            await File.WriteAllTextAsync(config, $$"""
                storage: { connection: "Data Source={{Path.Combine(folder.FullName, "a.db")}}" }
                discord: { token: "{{token}}", apiBaseUrl: "{{discord.ApiBaseUrl}}/" }
                topics: [{ name: truce, query: truce }]
                subscriptions:
                  - { to: "discord:2001", topics: [truce] }
                  - { to: "discord:2002", topics: [truce] }
                  - { to: "discord:2003", topics: [truce] }
                """);
            await using var output = new StringWriter();
            var code = await CheckCommand.CheckAsync(config, output, TestContext.Current.CancellationToken);
            return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
