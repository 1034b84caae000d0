using System.Text;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands;

public class CommandGoldenTests
{
    [Fact]
    public async Task Help_text_matches_its_golden_file()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        Golden.Matches("chat/commands/help.txt", await fixture.RunToTextAsync(CommandFixture.Console, "/news help"));
    }

    [Fact]
    public async Task Help_fits_one_message()
    {
        await using var fixture = await CommandFixture.OpenAsync();

        Assert.InRange((await fixture.RunToTextAsync(CommandFixture.Member, "/news help")).Length, 500, 3500);
    }

    [Fact]
    public async Task A_manager_sets_up_and_tears_down_a_channel_on_the_console()
    {
        await using var fixture = await CommandFixture.OpenAsync();
        await using var server = await LoopbackServer.StartAsync();
        server.On("/", "<link rel=alternate type=application/rss+xml href=/rss.xml>", "text/html").On("/rss.xml",
            "<rss version=\"2.0\"><channel><title>Lantern Daily</title><item><title>Ferry strike "
                + "ends</title><link>https://lantern.example/2</link><pubDate>Mon, 23 Nov 2026 11:30:00 "
                + "GMT</pubDate></item></channel></rss>");
        var transcript = new StringBuilder();
        foreach (var line in new[]
        {
            "/news topic list", "/news topic add ferries ferry strike && port",
            "/news topic add ferries ferry strike, \"port closure\" NEAR/5 (union, =TUI), -football",
            "/news topic add ferries (ferry strike, \"port closure\" NEAR/5 (union, =TUI), harbo*) NOT title:football",
            "/news topic add Ferries ferry", "/news topic edit ferries ferry, ferryman",
            "/news topic edit ceasefire war", "/news subscribe feries", "/news subscribe ferries", "/news subscribe ferries digest",
            "/news subscribe ceasefire", "/news topic list",
            $"/news feed add {server.Address}", $"/news feed add {server.Address}", "/news feed list", "/news settings",
            "/news settings quiet 22:00-07:00 time-zone Europe/Kyiv", "/news settings quiet 23:00-06:30 Asia/Tokyo",
            "/news settings quiet 25", "/news pause 2h", "/news resume",
            "/news unsubscribe ceasefire", "/news topic remove ferries", "/news feed remove Lantern Daily",
            "/news feed remove Harbour Post", "/news feed", "/news sbscribe ferries",
        })
        {
            var reply = await fixture.RunToTextAsync(CommandFixture.Console, line);
            transcript.Append("> ").Append(line).Append('\n').Append(reply).Append('\n');
        }

        Golden.Matches("chat/commands/conversation.txt", transcript.Replace(server.Address.Authority, "lantern.example").ToString());
    }
}
