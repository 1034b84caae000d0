using AlertBot.Chat.Commands.News;

namespace AlertBot.Tests.Chat.Commands.News;

public class MessageLinkTests
{
    [Theory]
    [InlineData("https://policy-desk.slack.com/archives/C0123ABCD/p1699999999000100", "slack", "C0123ABCD/1699999999.000100")]
    [InlineData("<https://policy-desk.slack.com/archives/C0123ABCD/p1699999999000100?thread_ts=1699999998.000100&cid=C0123ABCD>", "slack",
        "C0123ABCD/1699999999.000100")]
    [InlineData("<https://desk.enterprise.slack.com/archives/G0123ABCD/p1699999999000100/|a message>", "slack",
        "G0123ABCD/1699999999.000100")]
    [InlineData("https://discord.com/channels/1/2/3", "discord", "2/3")]
    public void A_message_link_is_parsed_as_chat_clients_send_it(string link, string platform, string id) =>
        Assert.Equal((platform, id), MessageLink.Parse(link));

    [Theory]
    [InlineData("https://policy-desk.slack.com/archives/C0123ABCD")]
    [InlineData("https://policy-desk.slack.com/archives/C0123ABCD/p000100")]
    [InlineData("https://policy-desk.slack.com/archives/C0123ABCD/p16999999990001x0")]
    [InlineData("https://policy-desk.slack.com/files/U1/F1/p1699999999000100")]
    [InlineData("https://evilslack.com/archives/C0123ABCD/p1699999999000100")]
    [InlineData("https://slack.com.evil.example/archives/C0123ABCD/p1699999999000100")]
    [InlineData("https://news.example/archives/C0123ABCD/p1699999999000100")]
    [InlineData("not a link")]
    public void Any_other_link_has_no_message_id(string link) => Assert.Null(MessageLink.Parse(link));
}
