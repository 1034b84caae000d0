using AlertBot.Chat.Slack.Interactions;

namespace AlertBot.Tests.Chat.Slack.Interactions;

public class SlackCommandTextTests
{
    [Theory]
    [InlineData("latest ceasefire", "latest ceasefire")]
    [InlineData("topic add a \"x &amp; y\" &lt;z&gt;", "topic add a \"x & y\" <z>")]
    [InlineData("&amp;lt;!here&amp;gt;", "&lt;!here&gt;")]
    [InlineData("feed add <https://news.example/a?b=1&amp;c=2>", "feed add https://news.example/a?b=1&c=2")]
    [InlineData("feed add <https://news.example/rss|the news>", "feed add https://news.example/rss")]
    [InlineData("feed add <http://news.example|news.example>", "feed add news.example")]
    [InlineData("topic test source:<http://post.example|post.example> AND truce", "topic test source:post.example AND truce")]
    [InlineData("topic test <mailto:desk@news.example|desk@news.example>", "topic test desk@news.example")]
    [InlineData("subscribe ceasefire ping:<!subteam^S0123ABCD|@desk>", "subscribe ceasefire ping:<!subteam^S0123ABCD|@desk>")]
    [InlineData("why <#C0123|news> <@U0123|mara>", "why <#C0123|news> <@U0123|mara>")]
    [InlineData("settings quiet 22∶00-07:00", "settings quiet 22:00-07:00")]
    [InlineData("<", "<")]
    [InlineData("a < b <", "a < b <")]
    [InlineData("<>", "<>")]
    [InlineData("", "")]
    public void Escaped_input_is_decoded_to_the_text_as_typed(string sent, string typed) =>
        Assert.Equal(typed, SlackCommandText.Unescape(sent));

    [Fact]
    public void A_line_of_only_brackets_is_parsed_in_linear_time()
    {
        var line = new string('<', 2_000_000);

        Assert.Equal(line, SlackCommandText.Unescape(line));
    }
}
