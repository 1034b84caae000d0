namespace AlertBot.Tests.Chat;

/// <summary>Texts as a feed may serve them to make the bot ping, link, format or garble.</summary>
internal static class HostileFeedTexts
{
    private const char Esc = '\u001b';

    public static TheoryData<string> Texts { get; } =
    [
        "@everyone look", "@here", "<@1402000000000000001>", "<@!1402000000000000001>", "<@&1402000000000000001>", "<#1402000000000000001>",
        "<!channel>", "<!here|here>", "<!subteam^S0001>", "<@U00000001>", "<#C00000001|general>", "&lt;!here&gt; &amp;lt;!channel&amp;gt;",
        "<t:1700000000:R>", "</news status:1402000000000000002>", "<id:customize>", "<:pwn:1402000000000000003>",
        "<a:pwn:1402000000000000003>", ":skull: :+1:",
        "[free prize](https://evil.example/x)", "[a](<https://evil.example>)", "<https://evil.example|BBC World>",
        "<https://evil.example>", "https://evil.example/a_b_c",
        "HTTP://EVIL.EXAMPLE/", "discord.gg/abcdef", "https://discord.gg/abcdef", "discord.com/invite/abcdef", "steam://run/1",
        "evil.example/path",
        "*bold* **bolder** ***most***", "_it_ __under__ snake_case_name", "~strike~ ~~strike~~", "||spoiler||",
        "`code` ``code`` ```ansi\nblock```",
        "> quoted", ">>> all the rest", "# Header", "## Header", "-# small", "- item", "* item", "1. item", "12) item", "  # indented",
        "\\", "\\*", "ends with a backslash\\", "\\\\@everyone", "a | b > c < d & e", "*", "_", "`", "<", ">", "&", "|",
        "](https://evil.example)", "**", "“ends ”", "”",
        $"{Esc}[31mred{Esc}[0m", $"{Esc}]8;;https://evil.example{Esc}\\link{Esc}]8;;{Esc}\\", $"{Esc}[2J{Esc}[H", "\u009b31mred",
        "bell\a back\b\b\b null\0 del\u007f",
        "[red]markup[/] [[escaped]] [/] [link=https://evil.example]x[/]",
        "a \u202Eesrever\u202C b", "\u2066isolated\u2069 \u2067x", "line\nbreak\r\nand\u2028more\u2029end\u0085",
        "lone \ud83d surrogate \udc00",
        "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 family \uD83C\uDDFA\uD83C\uDDE6",
        "\u0645\u0631\u062D\u0628\u0627 \u200Fabc\u200E", "{{7*7}} ${x} %s {0}", "<script>alert(1)</script>", "'; DROP TABLE entry; --",
    ];
}
