namespace AlertBot.Tests.Chat.Discord.Messages;

/// <summary>
/// Texts that a feed may use to make Discord ping, link or format, in addition to <see cref="HostileFeedTexts"/>.
/// </summary>
internal static class DiscordHostileTexts
{
    public static TheoryData<string> Texts { get; } =
    [
        .. HostileFeedTexts.Texts.Select(row => row.Data),
        "@everyone", "@here", "＠everyone", "@\u200Beveryone", "@\u2060here", "\\@everyone", "<@&1>", "<@1>", "<@!1>", "<#1>", "</news:1>",
        "<t:0:R>", "<t:0>", "<a:x:1>", "<:x:1>", "<+4930123456>", "<id:browse>",
        "<<@1>>", "<\\@1>", "<@\u200B1>", "&lt;@1&gt;", "<@&\u202E1>",
        "[click](javascript:alert(1))", "[a](https://evil.example)", "[a](<https://evil.example>)", "[a](https://evil.example \"title\")",
        "[a](//evil.example)", "[a](data:text/html,x)",
        "[[a]](https://evil.example)", "[a [b](https://evil.example) c](https://evil.example)", "a](https://evil.example) [b", "[a]", "[",
        "]", "][", "[](https://evil.example)", "[live", "live]", "![img](https://evil.example/x.png)",
        "[\u200B](https://evil.example)", "[https://bbc.example](https://evil.example)", "[a](https://evil.example/b)c)",
        "(https://evil.example)", "x](https://evil.example", "[x](https://evil.example",
        "https://evil.example/a(b)c", "http://127.0.0.1:8080/", "HTTPS://EVIL.EXAMPLE", "https:\u200B//evil.example",
        "www.evil.example/x", "evil.example", "ftp://evil.example", "tel:+49301234", "mailto:a@evil.example", "<mailto:a@evil.example>",
        "steam://openurl/https://evil.example", "discord://-/channels/1",
        "discord.gg/abc", "discord.com/invite/abc", "discordapp.com/invite/abc", "discord.gift/abc", ".gg/abc", "dsc.gg/abc",
        "DISCORD.GG/ABC", "https\\://discord.gg/abc",
        "`", "``", "```", "```js\nalert(1)\n```", "`a", "a`", "``a`", "\\`a\\`", "~~~", "~~a~~", "||a||", "||", "|||a|||", "**",
        "***a***", "**a", "a**", "* a *", "__a__", "_a_b_", "*_~|`", "\\", "\\\\", "\\\\\\", "\\*a\\*", "a\\",
        ">", "> a", ">>> a", ">> a", "# a", "## a", "### a", "-# a", "- a", "* a", "+ a", "1. a", "99) a", "1.", "#", "-", "   - a",
        "\u3000# a", "\u00A0> a", "\n# a", "a\n# b\n> c\n- d\n1. e\n-# f\n>>> g", "\r\n\r\n```\n", "\u2028# a", "\v# a", "\f> a",
        "¯\\_(ツ)_/¯", ":smile:", ":+1:", "::a::", ":a:b:", "12:30:45", ":)", "a:b", "{@everyone}", "%40everyone", "&#64;everyone",
        "&commat;everyone",
        "\u200B\u200C\u200D\u2060\uFEFF", "a\u200Bb", "\u202E@everyone", "\u202Eevil\u202C", "\u2067a\u2069", "\u061C\u200F\u200Ea",
        "\u00AD**a**\u00AD",
        "a" + new string('\u0301', 10_000), "a" + new string('\u20DD', 50),
        string.Concat(Enumerable.Repeat("z\u0335\u0327\u0328\u0338", 300)),
        new string('a', 245) + "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 500)),
        string.Concat(Enumerable.Repeat("🇺🇦", 400)), new string('a', 255) + "🏳️‍🌈b", new string('a', 255) + "\u0301\u0301b",
        "\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83D*b*", "\0", "a\0b", "\0@everyone", "\u001b[31mred\u001b[0m", "\u009b1m", "\a\b\u007f",
        "\uFFFE\uFFFF", "\u0085# a",
        new string('x', 10_000), new string('*', 10_000), new string('\\', 10_000), new string('[', 5_000),
        string.Concat(Enumerable.Repeat("[a](", 2_000)), string.Concat(Enumerable.Repeat("<@1>", 2_000)),
        string.Concat(Enumerable.Repeat("**a** ", 1_500)), string.Concat(Enumerable.Repeat("\n", 3_000)),
        string.Concat(Enumerable.Repeat("> ", 3_000)),
        string.Concat(Enumerable.Repeat("Wort", 600)), string.Concat(Enumerable.Repeat("A sentence that ends. ", 300)), "“", "”",
        "“a” — b", "” — **Mara**, minister\n> “", "« »", "\"",
        "\uFF1C@1\uFF1E", "\uFE6B\u200Beveryone", "‹@1›", "ℍttps://evil.example", "hｔｔps://evil.example", "\u2024gg/abc",
    ];
}
