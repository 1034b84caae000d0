namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>Texts that try to make Slack mention, link, format or reject, in addition to <see cref="HostileFeedTexts"/>.</summary>
internal static class SlackHostileTexts
{
    public static TheoryData<string> Texts { get; } =
    [
        .. HostileFeedTexts.Texts.Select(row => row.Data),
        "<!channel>", "<!here>", "<!everyone>", "<!channel|channel>", "<!here|@here>", "< !channel>", "<!channel >", "<<!channel>>",
        "<!chan\u200Bnel>", "<\u202E!channel>", "<!\0channel>", "＜!channel＞", "@channel", "@here", "@everyone", "\\<!channel>",
        "<@U012AB3CD>", "<@W012AB3CD|mara>", "<@U012AB3CD", "@U012AB3CD>", "<#C024BE7LR>", "<#C024BE7LR|general>", "#general",
        "<!subteam^SAZ94GDB8>", "<!subteam^SAZ94GDB8|@desk>", "<!subteam^S1|<!channel>>",
        "<!date^1392734382^{date} at {time}|today>", "<!date^1392734382^{date}^https://evil.example|today>", "<!date^1^x|<!here>>",
        "<!foo|bar>", "<!>", "<>", "<|>", "<||>", "<@>", "<#>",
        "<https://evil.example|bank.com>", "<https://evil.example>", "<https://evil.example|>", "<http://evil.example|https://bank.com>",
        "<mailto:a@evil.example|write>", "<tel:+4930123|call>", "<slack://user?team=T1&id=U1|x>", "<javascript:alert(1)|x>",
        "<data:text/html,x|y>", "<//evil.example|x>",
        "a|b>c<d", "x> <https://evil.example|y", "|bank.com>", ">", "|", "<", "a>*b*", "label|label2", "https://a.example|b>",
        "a > b < c | d & e",
        "&lt;!here&gt;", "&amp;lt;!here&amp;gt;", "&amp;amp;lt;!here&gt;", "&lt;https://evil.example|bank.com&gt;", "&#60;!here&#62;",
        "&#x3c;!here&#x3e;", "&lt!here&gt", "&LT;!here&GT;", "&amp;lt;", "&amp;", "&", "&;", "&nbsp;", "&lt;@U012AB3CD&gt;",
        "AT&T & <b>Sons</b>",
        "bank.com", "www.bank.com/login?a=1&b=2", "https://evil.example/?q=<!channel>", "HTTPS://EVIL.EXAMPLE", "a@evil.example",
        "evil.example:8080/x", "bücher.example", "10.0.0.1", "#123", "C024BE7LR", "+49 30 1234567", "[a](https://evil.example)",
        "https://evil.example/*a*/_b_/~c~",
        ":smile:", ":+1::skin-tone-2:", ":a:b:c:", ": smile :", ":)", "12:30:45", "a:b", "::", ":-1:", "：smile：",
        "*bold*", "_i_", "~s~", "`c`", "```block```", "``` `", "*a", "a*", "* a *", "**a**", "*_~`a`~_*", "a_b_c", "_*a*_", "*a _b* c_",
        "*\u200Ba*", "`*a*`", "***", "___", "~~~", "```",
        ">quote", "> quote", ">>> all the rest", "&gt; quote", "\n> b", "a\n>b", "- item", "• item", "1. item", "\r\n*a*\r\n",
        "a\u2028> b", "a\vb\fc\u0085d", "\n\n\n",
        "\u202Edesrever\u202C", "\u2066a\u2069", "\u200F\u061Ca\u200E", "\u200B", "\u200B\u200C\u200D\u2060\uFEFF", "a\u200B*b*\u200B",
        "\u00AD", "\u2800", "\u3164", "\uFE0F", "\u0301", "\u180E",
        "hｔｔps://evil.example", "＊bold＊", "﹤!here﹥", "‹!here›", "ᐸ!hereᐳ", "Ьank.com", "ｂａｎｋ．ｃｏｍ", "⟨!channel⟩",
        "a" + new string('\u0301', 100), "a" + new string('\u20DD', 100),
        string.Concat(Enumerable.Repeat("z\u0335\u0327\u0328\u0338", 100)),
        new string('x', 4_000), new string('&', 4_000), new string('<', 4_000), new string('*', 4_000), new string('>', 4_000),
        string.Concat(Enumerable.Repeat("<!channel> ", 1_000)), string.Concat(Enumerable.Repeat("&lt;", 1_000)),
        string.Concat(Enumerable.Repeat("Wort", 1_000)), string.Concat(Enumerable.Repeat("A sentence that ends. ", 300)),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 200)), new string('a', 149) + "👩‍👩‍👧‍👦b",
        new string('a', 149) + "e\u0301\u0301", string.Concat(Enumerable.Repeat("🇺🇦", 300)), new string('a', 148) + "&",
        new string('a', 150), new string('a', 151), new string('a', 149) + " b",
        "\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83D*b*", "a\uD83D", "\0", "a\0b", "<\0!channel>", "\u001b[31mred\u001b[0m", "\u009b1m",
        "\uFFFE\uFFFF", "\uFFFD", "“a” — <@U1>", "”", "“", "\"", "\\u003c!channel\\u003e", "{\"type\":\"section\"}",
    ];
}
