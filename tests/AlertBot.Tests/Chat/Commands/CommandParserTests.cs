using AlertBot.Chat.Commands;
using AlertBot.Chat.Console;

namespace AlertBot.Tests.Chat.Commands;

public class CommandParserTests
{
    private static readonly CommandParser Parser = new(
    [
        new CommandSpec("subscribe", "d",
            [new OptionSpec("topic", "d", OptionKind.Topic, true), new OptionSpec("mode", "d", OptionKind.Choice),
                new OptionSpec("ping", "d", OptionKind.Role)]),
        new CommandSpec("latest", "d",
            [new OptionSpec("topic", "d", OptionKind.Topic), new OptionSpec("count", "d", OptionKind.Number) { Min = 1, Max = 5 }]),
        new CommandSpec("quotes", "d", [new OptionSpec("topic", "d", OptionKind.Topic), new OptionSpec("speaker", "d", OptionKind.Text)]),
        new CommandSpec("topic add", "d",
            [new OptionSpec("name", "d", OptionKind.Text, true),
                new OptionSpec("query", "d", OptionKind.Text, true) { TakesRemainingText = true }]),
        new CommandSpec("topic list", "d", []),
        new CommandSpec("feed add", "d", [new OptionSpec("url", "d", OptionKind.Text, true)]),
        new CommandSpec("settings", "d",
            [new OptionSpec("updates", "d", OptionKind.Choice), new OptionSpec("quiet", "d", OptionKind.Text) { TakesSeveralWords = true },
                new OptionSpec("time-zone", "d", OptionKind.Text)]),
        new CommandSpec("help", "d", []),
    ]);

    [Theory]
    [InlineData("/news", "help", "")]
    [InlineData("news", "help", "")]
    [InlineData("  /NEWS  ", "help", "")]
    [InlineData("/news topic list", "topic list", "")]
    [InlineData("/news subscribe oil <!subteam^S0123ABCD|@desk>", "subscribe", "ping=<!subteam^S0123ABCD|@desk>|topic=oil")]
    [InlineData("/news subscribe oil @desk instant", "subscribe", "mode=instant|ping=@desk|topic=oil")]
    [InlineData("/news subscribe <news>", "subscribe", "topic=<news>")]
    [InlineData("topic  LIST", "topic list", "")]
    [InlineData("news latest ceasefire 5", "latest", "topic=ceasefire|count=5")]
    [InlineData("/news latest count:5", "latest", "count=5")]
    [InlineData("/news latest count=5 ceasefire", "latest", "topic=ceasefire|count=5")]
    [InlineData("/news latest count 5", "latest", "count=5")]
    [InlineData("/news latest 5", "latest", "count=5")]
    [InlineData("/news latest 5 ceasefire", "latest", "topic=ceasefire|count=5")]
    [InlineData("/news latest 2026 5", "latest", "topic=2026|count=5")]
    [InlineData("/news latest topic:5", "latest", "topic=5")]
    [InlineData("/news topic add 5 6", "topic add", "name=5|query=6")]
    [InlineData("/news latest topic", "latest", "topic=topic")]
    [InlineData("/news latest Count: 5", "latest", "count=5")]
    [InlineData("/news quotes ceasefire \"Mara Lindqvist\"", "quotes", "speaker=Mara Lindqvist|topic=ceasefire")]
    [InlineData("/news quotes speaker:“Mara Lindqvist”", "quotes", "speaker=Mara Lindqvist")]
    [InlineData("/news quotes ceasefire \"Mara", "quotes", "speaker=\"Mara|topic=ceasefire")]
    [InlineData("/news topic add ceasefire ceasefire, truce", "topic add", "name=ceasefire|query=ceasefire, truce")]
    [InlineData("/news topic add a5 \"Article 5\" NEAR/40 (NATO, “security guarantee”)", "topic add",
        "name=a5|query=\"Article 5\" NEAR/40 (NATO, “security guarantee”)")]
    [InlineData("/news topic add a5 \"Article 5\"", "topic add", "name=a5|query=\"Article 5\"")]
    [InlineData("/news topic add oil title:oil", "topic add", "name=oil|query=title:oil")]
    [InlineData("/news topic add oil source:Post  AND title:oil", "topic add", "name=oil|query=source:Post  AND title:oil")]
    [InlineData("/news topic add name:oil query:oil, gas", "topic add", "name=oil|query=oil, gas")]
    [InlineData("/news topic add query", "topic add", "name=query")]
    [InlineData("/news feed add https://a.example/feed?x=1", "feed add", "url=https://a.example/feed?x=1")]
    [InlineData("/news feed add url:https://a.example/feed", "feed add", "url=https://a.example/feed")]
    [InlineData("/news settings quiet 23:00-06:30 Asia/Tokyo", "settings", "quiet=23:00-06:30 Asia/Tokyo")]
    [InlineData("/news settings quiet:23:00 - 06:30 Asia/Tokyo updates:off", "settings", "quiet=23:00 - 06:30 Asia/Tokyo|updates=off")]
    [InlineData("/news settings quiet 22:00-07:00 time-zone Europe/Kyiv updates off", "settings",
        "quiet=22:00-07:00|time-zone=Europe/Kyiv|updates=off")]
    [InlineData("/news settings edit off", "settings", "quiet=off|updates=edit")]
    public void A_command_line_is_parsed(string line, string path, string options)
    {
        var parsed = Assert.IsType<CommandParseResult.Parsed>(Parser.Parse(line));

        Assert.Equal(path, parsed.Path);
        Assert.Equal(options,
            string.Join('|',
                parsed.Options.OrderBy(option => option.Key == "topic" && path == "latest" ? "" : option.Key, StringComparer.Ordinal)
                    .Select(option => $"{option.Key}={option.Value}")));
    }

    [Theory]
    [InlineData("/news subscrib oil", "Did you mean `/news subscribe`?")]
    [InlineData("/news lat", "Did you mean `/news latest`?")]
    [InlineData("/news topic ad oil", "Did you mean `/news topic add`?")]
    [InlineData("/news topic", "This command is incomplete. Did you mean `/news topic add` or `/news topic list`?")]
    [InlineData("/news topics", "There is no command “topics”. Did you mean `/news topic add` or `/news topic list`?")]
    [InlineData("/news add oil", "There is no command “add”. Did you mean `/news topic add` or `/news feed add`?")]
    [InlineData("hello there", "There is no command “hello”.")]
    [InlineData("/newsletter", "There is no command “/newsletter”.")]
    [InlineData("/news help me", "Unexpected “me”: this command has no options.")]
    [InlineData("/news quotes a Mara Lindqvist",
        "Unexpected “Lindqvist”. Put words that belong together in quotation marks. Usage: `/news quotes [topic] [speaker]`")]
    [InlineData("/news latest topic:a topic:b", "`topic` was given more than once.")]
    [InlineData("/news \u001b[31mred \u202Ex", "There is no command “[31mred”.")]
    public void An_invalid_command_line_gets_an_explanation(string line, string expected)
    {
        var reply = Assert.IsType<CommandParseResult.Invalid>(Parser.Parse(line)).Reply;

        Assert.True(reply.IsMistake);
        Assert.Contains(expected, string.Concat(new ConsoleReplyRenderer(false, default).Render(reply).Select(text => text.ToPlain())));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a ")]
    [InlineData("“ ")]
    [InlineData("topic:")]
    [InlineData("= ")]
    [InlineData("topic ")]
    public void Absurd_command_lines_are_rejected_in_linear_time(string part) =>
        WorkGrowth.AssertLinear(part, 2_000_000,
            text => Assert.IsType<CommandParseResult.Invalid>(Parser.Parse("/news quotes " + text)));
}
