namespace AlertBot.Tests.Chat.Discord.Messages;

/// <summary>Shows that the reader of the other tests finds marks.</summary>
public class MarkdownReaderTests
{
    [Theory]
    [InlineData("**bold**", "strong")]
    [InlineData("*em*", "em")]
    [InlineData("_em_", "em")]
    [InlineData("***both***", "strong em")]
    [InlineData("__under__", "underline")]
    [InlineData("~~gone~~", "strike")]
    [InlineData("||secret||", "spoiler")]
    [InlineData("`code`", "code")]
    [InlineData("``co`de``", "code")]
    [InlineData("```ansi\nblock```", "code block")]
    [InlineData("# Big", "line #")]
    [InlineData("-# small", "small")]
    [InlineData("- item", "line -")]
    [InlineData("12. item", "line 12.")]
    [InlineData("a\n>>> rest", "line >>>")]
    [InlineData("> quoted", "quote")]
    [InlineData("<@1>", "mention")]
    [InlineData("<@&1>", "mention")]
    [InlineData("<#1>", "mention")]
    [InlineData("</news:1>", "command")]
    [InlineData("<t:0:R>", "timestamp")]
    [InlineData("<a:x:1>", "emoji")]
    [InlineData("<id:customize>", "guide")]
    [InlineData("<+49301234>", "phone")]
    [InlineData(":smile:", "emoji")]
    [InlineData("@everyone", "ping")]
    [InlineData("@here", "ping")]
    [InlineData("[click](javascript:alert)", "link")]
    [InlineData("[a [b] c](https://evil.example)", "link")]
    [InlineData("https://evil.example", "address")]
    [InlineData("<https://evil.example>", "address")]
    [InlineData("mailto:a@evil.example", "address")]
    [InlineData("steam://run/1", "address")]
    [InlineData("discord.gg/abc", "invite")]
    public void Markdown_is_detected(string text, string kind)
    {
        Assert.Equal(kind, Assert.Single(MarkdownReader.Read(text).Marks).Kind);
    }

    [Theory]
    [InlineData(@"\*\*bold\*\* \<\@1\> \@everyone", "**bold** <@1> @everyone")]
    [InlineData(@"\[a\](b) https\://evil.example\/a", "[a](b) https://evil.example/a")]
    [InlineData(@"a \\ b", @"a \ b")]
    [InlineData("a - b > c # d 1. e ~ f", "a - b > c # d 1. e ~ f")]
    public void Escaped_markdown_is_plain_text(string text, string seen)
    {
        var reading = MarkdownReader.Read(text);

        Assert.Empty(reading.Marks);
        Assert.Equal(seen, reading.Text);
    }
}
