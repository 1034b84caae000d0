namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>The hostile-text tests rely on this reader to find every mark that Slack documents.</summary>
public class SlackMarkupReaderTests
{
    [Theory]
    [InlineData("<!channel>", "broadcast !channel")]
    [InlineData("<!here|here>", "broadcast !here")]
    [InlineData("<!everyone>", "broadcast !everyone")]
    [InlineData("<!unknown>", "broadcast !unknown")]
    [InlineData("<@U00000001>", "user @U00000001")]
    [InlineData("<#C00000001|general>", "channel #C00000001")]
    [InlineData("<!subteam^S0001>", "group !subteam^S0001")]
    [InlineData("<!date^1741520880^{ago}|3 h ago>", "date !date^1741520880^{ago}")]
    [InlineData("<https://evil.example|bank.com>", "link https://evil.example")]
    [InlineData("<mailto:a@evil.example>", "link mailto:a@evil.example")]
    [InlineData("<https://news.example/?a=1&amp;b=2|x>", "link https://news.example/?a=1&b=2")]
    [InlineData("a *b* c", "bold b")]
    [InlineData("_a_", "italic a")]
    [InlineData("~a~", "strike a")]
    [InlineData("`a`", "code a")]
    [InlineData("```a\nb```", "code a\nb")]
    [InlineData("> a", "quote ")]
    [InlineData("a\n&gt; b", "quote ")]
    [InlineData("so :smile: it", "emoji smile")]
    [InlineData("a < b", "unescaped <")]
    [InlineData("a & b", "unescaped &")]
    [InlineData("see evil.example now", "found evil.example")]
    [InlineData("see HTTPS://evil.example/a", "found HTTPS://evil.example/a")]
    [InlineData("a@evil.example", "found a@evil.example")]
    [InlineData("@channel", "found @channel")]
    [InlineData("#general", "found #general")]
    public void Markup_is_detected(string text, string mark)
    {
        var found = Assert.Single(SlackMarkupReader.Marked(text, verbatim: false).Marks);

        Assert.Equal(mark, $"{found.Kind} {found.Value}");
    }

    [Theory]
    [InlineData("*<https://news.example/a_b_c|Read at Harbour Post>*", "bold Read at Harbour Post; link https://news.example/a_b_c",
        "Read at Harbour Post")]
    [InlineData("*_a_*", "bold a; italic a", "a")]
    [InlineData("&lt;!here&gt;", "", "<!here>")]
    [InlineData("&amp;lt;!here&amp;gt;", "", "&lt;!here&gt;")]
    [InlineData("a evil.example @here #b", "", "a evil.example @here #b")]
    [InlineData("5 * 3", "", "5 * 3")]
    [InlineData("xyz <https://news.example|a &amp; b> c &amp; d", "link https://news.example", "xyz a & b c & d")]
    public void Verbatim_text_is_read_as_shown(string text, string marks, string shown)
    {
        var reading = SlackMarkupReader.Marked(text, verbatim: true);

        Assert.Equal(marks, string.Join("; ", reading.Marks.Select(mark => $"{mark.Kind} {mark.Value}")));
        Assert.Equal(shown, reading.Text);
    }

    [Fact]
    public void Plain_text_decodes_only_entities_and_emoji_unless_disabled()
    {
        Assert.Equal("*a* _b_ <c> :d:", SlackMarkupReader.Plain("*a* _b_ &lt;c&gt; :d:", emoji: false).Text);
        Assert.Empty(SlackMarkupReader.Plain("*a* _b_ &lt;c&gt; :d:", emoji: false).Marks);
        Assert.Equal("emoji", Assert.Single(SlackMarkupReader.Plain(":d:", emoji: true).Marks).Kind);
        Assert.Contains(SlackMarkupReader.Plain("<!channel>", emoji: false).Marks, mark => mark.Value == "!channel");
        Assert.Equal("unescaped", Assert.Single(SlackMarkupReader.Plain("AT&T", emoji: false).Marks).Kind);
    }
}
