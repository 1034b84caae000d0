using System.Text;
using AlertBot.Tests.Articles;
using AlertBot.Text.Charsets;

namespace AlertBot.Tests.Text.Charsets;

/// <summary>Pages and feeds in the encodings of the web, with a right, a wrong and no declaration.</summary>
public class CharsetDecoderTests
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["ru"] = "Порт закрыли в понедельник после бури, сообщили власти города; мэр ждёт помощи.",
        ["de"] = "Der Bürgermeister von Köln hörte, dass die Fähre über die Straße gezogen wurde.",
        ["pl"] = "Port został zamknięty w poniedziałek po burzy, która zniszczyła żurawie.",
        ["ja"] = "港は月曜日に嵐のために閉鎖されたと当局が発表した。",
        ["zh"] = "港口星期一因暴风雨关闭，市长表示船只不能出海。",
        ["zht"] = "港口星期一因暴風雨關閉，市長表示船隻不能出海。",
        ["ko"] = "항구는 월요일 폭풍 이후 폐쇄되었다고 당국이 밝혔다.",
        ["el"] = "Το λιμάνι έκλεισε τη Δευτέρα μετά την καταιγίδα, είπε ο δήμαρχος.",
        ["ar"] = "أغلق الميناء يوم الاثنين بعد العاصفة، قال رئيس البلدية للصحفيين.",
    };

    static CharsetDecoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Encodings => new()
    {
        { "windows-1251", "ru" }, { "koi8-r", "ru" }, { "iso-8859-5", "ru" }, { "windows-1252", "de" }, { "iso-8859-15", "de" },
        { "iso-8859-2", "pl" }, { "windows-1250", "pl" },
        { "shift_jis", "ja" }, { "euc-jp", "ja" }, { "iso-2022-jp", "ja" }, { "gb18030", "zh" }, { "gb2312", "zh" }, { "big5", "zht" },
        { "euc-kr", "ko" }, { "iso-8859-7", "el" }, { "windows-1256", "ar" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_header_names_the_encoding(string name, string language) => AssertRead(name, language, "", $"text/html; charset={name}");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_page_names_the_encoding(string name, string language) =>
        AssertRead(name, language, $"<meta charset='{name}'>", "text/html");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void An_older_page_names_the_encoding(string name, string language) =>
        AssertRead(name, language, $"<META content=\"text/html; charset={name}\" http-equiv=Content-Type>", null);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_XML_declaration_names_the_encoding(string name, string language) =>
        AssertRead(name, language, "", "application/xhtml+xml", $"<?xml version=\"1.0\" encoding=\"{name}\"?>\n");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_servers_default_does_not_overrule_the_page(string name, string language) =>
        AssertRead(name, language, $"<meta charset='{name}'>", "text/html; charset=ISO-8859-1");

    [Theory]
    [InlineData("windows-1251", "ru")]
    [InlineData("koi8-r", "ru")]
    [InlineData("shift_jis", "ja")]
    [InlineData("euc-jp", "ja")]
    [InlineData("iso-2022-jp", "ja")]
    [InlineData("gb18030", "zh")]
    [InlineData("big5", "zht")]
    [InlineData("euc-kr", "ko")]
    [InlineData("iso-8859-7", "el")]
    [InlineData("windows-1252", "de")]
    public void Invalid_UTF_8_is_not_decoded_as_UTF_8_despite_the_declaration(string name, string language) =>
        AssertRead(name, language, "<meta charset=utf-8>", "text/html");

    [Theory]
    [InlineData("windows-1251", "ru")]
    [InlineData("shift_jis", "ja")]
    [InlineData("gb18030", "zh")]
    [InlineData("euc-kr", "ko")]
    public void Non_Western_text_is_recognized_despite_a_Western_declaration(string name, string language) =>
        AssertRead(name, language, "<meta charset=iso-8859-1>", "text/html");

    [Theory]
    [InlineData(false, "ja")]
    [InlineData(false, "de")]
    [InlineData(true, "ru")]
    public void UTF_16_is_detected_without_a_byte_order_mark(bool isBigEndian, string language)
    {
        var bytes = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes(Html("<meta charset=utf-16>", Sentences[language]));

        Assert.Contains(Sentences[language], APage.Read(bytes, "text/html").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script charset=\"euc-kr\" src=\"a.js\"></script>")]
    [InlineData("<!-- <meta charset=\"big5\"> -->")]
    [InlineData("<link rel=stylesheet charset=koi8-r href=a.css>")]
    [InlineData("<script>var text = '<meta charset=\"big5\">';</script>")]
    [InlineData("<style>/* <meta charset=big5> */</style>")]
    public void A_charset_named_in_a_script_or_comment_is_ignored(string head) => AssertRead("windows-1252", "de", head, "text/html");

    [Fact]
    public void UTF_8_with_a_few_broken_bytes_stays_UTF_8()
    {
        var bytes = Encoding.UTF8.GetBytes(Html("<meta charset=utf-8>", Sentences["ru"]));

        var page = APage.Read([.. bytes[..^40], 0xE9, 0xFF, .. bytes[^40..]], "text/html");

        Assert.Contains(Sentences["ru"], page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru", "<meta charset=utf-8>", "text/html; charset=windows-1251")]
    [InlineData("zh", "<meta charset=gbk>", "text/html")]
    public void UTF_8_with_a_few_broken_bytes_is_recognized_despite_another_label(string language, string head, string contentType)
    {
        var bytes = Encoding.UTF8.GetBytes(Html(head, string.Concat(Enumerable.Repeat(Sentences[language], 5))));

        var page = APage.Read([.. bytes[..^40], 0xFF, .. bytes[^40..]], contentType);

        Assert.Contains(Sentences[language], page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_feed_names_the_encoding(string name, string language) =>
        AssertDecodedFeed(name, language, "text/xml", $"<?xml version='1.0' encoding='{name}'?>");

    [Theory]
    [InlineData("windows-1251", "ru")]
    [InlineData("iso-8859-7", "el")]
    public void A_servers_default_does_not_overrule_the_feed(string name, string language) =>
        AssertDecodedFeed(name, language, "text/xml; charset=ISO-8859-1", $"<?xml version='1.0' encoding='{name}'?>");

    [Theory]
    [InlineData("utf-32", "ru")]
    [InlineData("utf-32BE", "ja")]
    [InlineData("utf-16", "ja")]
    [InlineData("utf-16BE", "de")]
    [InlineData("ibm037", "de")]
    public void Unicode_and_EBCDIC_are_detected_without_a_byte_order_mark(string name, string language) =>
        AssertDecodedFeed(name, language, "text/xml", "<?xml version='1.0'?>");

    [Fact]
    public void A_meta_element_in_a_feed_is_ignored()
    {
        var bytes = Encoding.GetEncoding(1252).GetBytes($"<rss><description>&lt;meta charset=koi8-r> <meta charset=koi8-r> {Sentences["de"]}");

        Assert.Contains(Sentences["de"], CharsetDecoder.Decode(bytes, null, MarkupKind.Xml).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("text/xml; charset=iso-8859-1")]
    [InlineData(null)]
    public void Windows_1252_inside_UTF_8_is_decoded(string? contentType)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"<rss><title>{Sentences["ru"]} "), 0x93, (byte)'x', 0x94, .. "</title></rss>"u8];

        var decoded = CharsetDecoder.Decode(bytes, contentType, MarkupKind.Xml);

        Assert.Contains($"{Sentences["ru"]} “x”", decoded.Text, StringComparison.Ordinal);
        Assert.Contains("Windows-1252", decoded.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoding_other_than_declared_gives_a_warning()
    {
        var bytes = Encoding.GetEncoding("windows-1251").GetBytes($"<?xml version='1.0' encoding='utf-8'?><rss><title>{Sentences["ru"]}");

        Assert.Contains("windows-1251", CharsetDecoder.Decode(bytes, null, MarkupKind.Xml).Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html; charset=utf-7")]
    [InlineData("text/html; charset=no-such-encoding")]
    public void An_unsupported_encoding_is_ignored(string contentType)
    {
        Assert.Equal("plain", CharsetDecoder.Decode("plain"u8, contentType, MarkupKind.Html).Text);
    }

    private static void AssertDecodedFeed(string name, string language, string contentType, string start)
    {
        var document = $"{start}<rss><channel><title>{Sentences[language]}</title></channel></rss>";

        var decoded = CharsetDecoder.Decode(Encoding.GetEncoding(name).GetBytes(document), contentType, MarkupKind.Xml);

        Assert.Equal((document, null), (decoded.Text, decoded.Warning));
    }

    private static void AssertRead(string name, string language, string head, string? contentType, string start = "")
    {
        var sentence = Sentences[language];

        var page = APage.Read(Encoding.GetEncoding(name).GetBytes(start + Html(head, sentence)), contentType);

        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    private static string Html(string head, string sentence)
    {
        var text = string.Join(' ', Enumerable.Repeat(sentence, 3));
        return $"<html><head>{head}<title>x</title></head>"
            + $"<body><article><p>{text}</p><p>{sentence}</p><p>{text}</p></article></body></html>";
    }
}
