using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Text.Charsets;

/// <summary>Reads the encodings that a document and its HTTP header declare.</summary>
internal static partial class CharsetDeclarations
{
    /// <summary>
    /// Bytes at the start of a page that are searched for its declaration. The HTML standard says 1024; many pages have it later.
    /// </summary>
    private const int MaxHtmlPrescanBytes = 8192;

    /// <summary>Bytes at the start of an XML document that are searched for its declaration.</summary>
    private const int MaxXmlPrescanBytes = 1024;

    static CharsetDeclarations() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding? FromHeader(string? contentType) => contentType is null ? null : Resolve(HeaderCharset().Match(contentType));

    /// <summary>The XML declaration, else the first meta element with a known encoding. Comments and scripts are ignored.</summary>
    public static Encoding? FromMarkup(ReadOnlySpan<byte> body, MarkupKind kind)
    {
        var limit = kind == MarkupKind.Html ? MaxHtmlPrescanBytes : MaxXmlPrescanBytes;
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, limit)]);
        return Resolve(XmlEncoding().Match(start)) ?? (kind == MarkupKind.Html ? FromMetaElements(start) : null);
    }

    private static Encoding? FromMetaElements(string start) =>
        MetaCharset().Matches(CommentsAndScripts().Replace(start, "")).Select(Resolve).FirstOrDefault(encoding => encoding is not null);

    /// <summary>Latin-1 and similar: often the default of a server that does not know its documents.</summary>
    public static bool IsWestern(Encoding encoding) => encoding.CodePage is 1252 or 28591 or 28605;

    private static Encoding? Resolve(Match match) => match.Success ? Resolve(match.Groups[1].Value.ToLowerInvariant()) : null;

    /// <summary>
    /// Resolves a name as browsers do (WHATWG Encoding Standard): Latin-1 is Windows-1252, GB 2312 is GB 18030. UTF-16 is UTF-8, because
    /// the
    /// declaration was read as ASCII.
    /// </summary>
    /// <returns>Null for an unknown name, and for UTF-7, which .NET refuses for security.</returns>
    private static Encoding? Resolve(string name)
    {
        try
        {
            return name switch
            {
                "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "us-ascii" or "ascii" or "cp1252"
                    or "x-ansi" =>
                    Encoding.GetEncoding(1252),
                "iso-8859-9" => Encoding.GetEncoding(1254),
                "iso-8859-11" or "tis-620" => Encoding.GetEncoding(874),
                "utf8" or "unicode-1-1-utf-8" or "utf-16" or "utf-16le" or "utf-16be" or "utf-16-le" or "utf-16-be" or "unicode" or "ucs-2"
                    or "utf-32" or "utf-32le" or "utf-32be" => Encoding.UTF8,
                "gb2312" or "gb_2312" or "gb_2312-80" or "gbk" or "x-gbk" or "cp936" => Encoding.GetEncoding("gb18030"),
                "x-sjis" or "sjis" or "shift-jis" or "windows-31j" or "ms_kanji" or "cp932" => Encoding.GetEncoding(932),
                "big5-hkscs" or "x-x-big5" or "cn-big5" => Encoding.GetEncoding(950),
                "ks_c_5601-1987" or "euc-kr" or "euc_kr" or "euckr" or "ksc5601" or "windows-949" => Encoding.GetEncoding(949),
                "cp1251" or "win-1251" or "x-cp1251" => Encoding.GetEncoding(1251),
                "koi8r" or "koi" or "koi8" => Encoding.GetEncoding("koi8-r"),
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
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

    [GeneratedRegex("""^\s{0,9}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']\s{0,9}([A-Za-z0-9_:.-]{2,40})\s{0,9}["']""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex XmlEncoding();

    [GeneratedRegex("<!--.*?-->|<script\\b.*?(?:</script|\\z)|<style\\b.*?(?:</style|\\z)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentsAndScripts();
}
