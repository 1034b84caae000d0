using AlertBot.Cli;

namespace AlertBot.Tests.Cli;

public class CommandLineTests
{
    [Theory]
    [InlineData("--confg x.yaml", "Unknown option --confg. Did you mean --config?", "alertbot")]
    [InlineData("--confg=x.yaml", "Unknown option --confg. Did you mean --config?", "alertbot")]
    [InlineData("check --confg x.yaml", "Unknown option --confg. Did you mean --config?", "alertbot check")]
    [InlineData("inspect topics --topcs t.yaml x.jsonl", "Unknown option --topcs. Did you mean --topics?", "alertbot inspect topics")]
    [InlineData("inspect text --jsn", "Unknown option --jsn. Did you mean --json?", "alertbot inspect text")]
    [InlineData("--zebra", "Unknown option --zebra.", "alertbot")]
    [InlineData("chek", "Unknown command 'chek'. Did you mean check?", "alertbot")]
    [InlineData("feeds remov https://a.example", "Unknown command 'remov'. Did you mean remove?", "alertbot feeds")]
    [InlineData("zebra", "Unknown command 'zebra'.", "alertbot")]
    [InlineData("check again", "Unexpected argument 'again'.", "alertbot check")]
    [InlineData("inspect", "alertbot inspect needs a command: feed, topics, stories, article, text.", "alertbot inspect")]
    [InlineData("inspect feed", "Name at least one document, or a list with --list FILE.", "alertbot inspect feed")]
    [InlineData("inspect article", "Name at least one document, or a list with --list FILE.", "alertbot inspect article")]
    [InlineData("inspect topics x.jsonl", "Option '--topics' is required.", "alertbot inspect topics")]
    [InlineData("run --config", "Required argument missing for option: '--config'.", "alertbot run")]
    public void Wrong_words_are_reported_with_the_nearest_valid_one(string words, string problem, string command)
    {
        var parsed = CommandLine.CreateRoot(Program.BuildHost).Parse(words.Split(' '));

        Assert.Equal([problem, $"Run '{command} --help' for usage."], UsageErrors.Find(parsed));
    }

    [Theory]
    [InlineData("inspect text -")]
    [InlineData("inspect text -- --strange-name")]
    [InlineData("inspect feed --json a.xml b.xml")]
    [InlineData("--config other.yaml check")]
    public void Valid_words_have_no_errors(string words) =>
        Assert.Empty(UsageErrors.Find(CommandLine.CreateRoot(Program.BuildHost).Parse(words.Split(' '))));

    [Fact]
    public void A_query_that_does_not_parse_is_reported_with_its_position()
    {
        var parsed = CommandLine.CreateRoot(Program.BuildHost).Parse(["inspect", "text", "x.jsonl", "--topic", "truce OR"]);

        Assert.StartsWith("--topic, at character 9: ", UsageErrors.Find(parsed)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--confg", 2)]
    [InlineData("inspect", 2)]
    [InlineData("inspect feed", 2)]
    [InlineData("check --config /no-such-folder/alertbot.yaml", 1)]
    [InlineData("--version", 0)]
    public async Task Wrong_words_exit_with_2_and_failures_with_1(string words, int expected) =>
        Assert.Equal(expected, await CommandLine.RunAsync(words.Split(' '), Program.BuildHost));
}
