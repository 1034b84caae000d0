using AlertBot.Chat.Platforms;

namespace AlertBot.Tests.Chat.Platforms;

public class PlatformTraitsTests
{
    private const string MessageOnDiscord = "1402000000000000001/1402000000000000002";

    [Fact]
    public void Traits_are_found_by_the_platform_name_of_a_destination()
    {
        Assert.Equal("Discord", PlatformTraits.Find("discord")?.DisplayName);
        Assert.Equal("user group", PlatformTraits.Find("slack")?.GroupNoun);
        Assert.Null(PlatformTraits.Find("console"));
    }

    [Theory]
    [InlineData("discord", "1402000000000000001", "1402000000000000001")]
    [InlineData("discord", "<@&1402000000000000001>", "1402000000000000001")]
    [InlineData("discord", "@editors", null)]
    [InlineData("discord", "<@&>", null)]
    [InlineData("discord", "S0123ABCD", null)]
    [InlineData("slack", "S0123ABCD", "S0123ABCD")]
    [InlineData("slack", "<!subteam^S0123ABCD|@editors>", "S0123ABCD")]
    [InlineData("slack", "<!subteam^S0123ABCD>", "S0123ABCD")]
    [InlineData("slack", "C0123ABCD", null)]
    [InlineData("slack", "1402000000000000001", null)]
    public void A_group_is_read_from_its_id_or_mention(string platform, string typed, string? id) =>
        Assert.Equal(id, PlatformTraits.Find(platform)!.ParseGroup(typed));

    [Theory]
    [InlineData("discord", "1402000000000000001", true)]
    [InlineData("discord", "140200000000000000123", false)]
    [InlineData("discord", "", false)]
    [InlineData("discord", "14a", false)]
    [InlineData("slack", "C0123ABCD", true)]
    [InlineData("slack", "D0123ABCD", true)]
    [InlineData("slack", "S0123ABCD", false)]
    [InlineData("slack", "c0123abcd", false)]
    public void A_channel_id_has_the_form_of_its_platform(string platform, string id, bool isValid) =>
        Assert.Equal(isValid, PlatformTraits.Find(platform)!.IsChannelId(id));

    [Theory]
    [InlineData("https://discord.com/channels/1402/1402000000000000001/1402000000000000002", "discord", MessageOnDiscord)]
    [InlineData("https://ptb.discord.com/channels/1402/1402000000000000001/1402000000000000002/", "discord", MessageOnDiscord)]
    [InlineData("https://kelmouth.slack.com/archives/C0123ABCD/p1699999999000100?thread_ts=1", "slack", "C0123ABCD/1699999999.000100")]
    [InlineData("https://kelmouth.slack.com/archives/C0123ABCD/p123456", null, null)]
    [InlineData("https://discord.com/channels/1402/1402000000000000001", null, null)]
    [InlineData("https://example.org/channels/1402/1/2", null, null)]
    public void A_link_to_a_message_names_its_platform_and_id(string link, string? platform, string? id)
    {
        var found = PlatformTraits.FindMessage(new Uri(link));

        Assert.Equal((platform, id), (found?.Platform, found?.Id));
    }

    [Fact]
    public void A_link_is_built_where_ids_suffice()
    {
        Assert.Equal($"https://discord.com/channels/1402/{MessageOnDiscord}",
            PlatformTraits.Discord.FormatMessageLink("1402", MessageOnDiscord));
        Assert.Null(PlatformTraits.Discord.FormatMessageLink("", MessageOnDiscord));
        Assert.Null(PlatformTraits.Slack.FormatMessageLink("T0123ABCD", "C0123ABCD/1699999999.000100"));
    }

    [Fact]
    public void Only_Discord_has_a_role_of_everyone()
    {
        Assert.True(PlatformTraits.Discord.IsEveryone("1402", "1402"));
        Assert.False(PlatformTraits.Slack.IsEveryone("S0123ABCD", "T0123ABCD"));
    }
}
