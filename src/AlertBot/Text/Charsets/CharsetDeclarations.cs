using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Text.Charsets;

/// <summary>The encodings that a page and its server name.</summary>
internal static partial class CharsetDeclarations
{
    /// <summary>How far into a page its own declaration is looked for; the standard says 1024 bytes, pages say later.</summary>
    private const int MaxPrescanBytes = 8192;

    static CharsetDeclarations() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding? FromHeader(string? contentType) => contentType is null ? null : Resolve(HeaderCharset().Match(contentType));

    /// <summary>The XML declaration, then the first meta element that names one; not what a comment or a script names for itself.</summary>
    public static Encoding? FromMarkup(ReadOnlySpan<byte> body)
    {
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, MaxPrescanBytes)]);
        return Resolve(XmlEncoding().Match(start))
            ?? MetaCharset().Matches(CommentsAndScripts().Replace(start, "")).Select(Resolve)
                .FirstOrDefault(encoding => encoding is not null);
    }

    /// <summary>Latin 1 and its kin: what servers say of pages that they know nothing of.</summary>
    public static bool IsWestern(Encoding encoding) => encoding.CodePage is 1252 or 28591 or 28605;

    private static Encoding? Resolve(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        var name = match.Groups[1].Value.ToLowerInvariant();
        try
        {
            return name switch
            {
                // What the web calls Latin 1 is Windows 1252; a page that could name UTF-16 in ASCII is none.
                "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "cp1252" or "x-ansi" =>
                    Encoding.GetEncoding(1252),
                "iso-8859-9" => Encoding.GetEncoding(1254),
                "iso-8859-11" or "tis-620" => Encoding.GetEncoding(874),
                "utf-16" or "utf-16le" or "utf-16be" or "utf-16-le" or "utf-16-be" or "unicode" or "ucs-2" or "utf8" => Encoding.UTF8,
                "gb2312" or "gb_2312" or "gb_2312-80" or "gbk" or "x-gbk" or "cp936" => Encoding.GetEncoding("gb18030"),
                "x-sjis" or "sjis" or "shift-jis" or "windows-31j" or "ms_kanji" or "cp932" => Encoding.GetEncoding(932),
                "big5-hkscs" or "x-x-big5" or "cn-big5" => Encoding.GetEncoding(950),
                "ks_c_5601-1987" or "euc-kr" or "euckr" or "ksc5601" or "windows-949" => Encoding.GetEncoding(949),
                "cp1251" or "win-1251" or "x-cp1251" => Encoding.GetEncoding(1251),
                "koi8r" or "koi" or "koi8" => Encoding.GetEncoding("koi8-r"),
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderCharset();

    [GeneratedRegex("""<meta\b[^>]{0,400}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();

    [GeneratedRegex("""^\s{0,9}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_:.-]{2,40})["']""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex XmlEncoding();

    [GeneratedRegex("<!--.*?-->|<script\\b.*?(?:</script|\\z)|<style\\b.*?(?:</style|\\z)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentsAndScripts();
}
