using System.Text;
using System.Text.RegularExpressions;
using UtfUnknown;

namespace AlertBot.Articles;

/// <summary>Turns a page's bytes into text: a byte order mark, the HTTP header, the page's own word, then what the bytes look like.</summary>
internal static partial class PageCharset
{
    /// <summary>How far into a page its own declaration is looked for; the standard says 1024 bytes, pages say later.</summary>
    private const int DeclarationWithin = 8192;

    /// <summary>Detection looks at so much: enough to tell, and no slower on a page of megabytes.</summary>
    private const int DetectedFrom = 65_536;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static PageCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>What the document is when it is no web page; null for a page.</returns>
    public static string? WhatElse(ReadOnlySpan<byte> body, string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return body.IsEmpty ? "the page is empty"
            : body.StartsWith("%PDF-"u8) ? "the page is a PDF file, no HTML"
            : body.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && !body.Contains((byte)'<') ? "the page is JSON, no HTML"
            : type is null or "" or "application/octet-stream" or "application/xml" ? null
            : type.Contains("html", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal) ? null
            : $"the page is {type}, no HTML";
    }

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (OfMark(body) is { } marked)
        {
            return marked.Encoding.GetString(body[marked.Length..]);
        }

        var named = Named(contentType) ?? Named(Encoding.Latin1.GetString(body[..Math.Min(body.Length, DeclarationWithin)]));
        // Many pages of today carry the declaration of a template of yesterday: bytes that are UTF-8 throughout are UTF-8.
        // Not where all bytes are ASCII: ISO-2022-JP hides its letters behind escapes.
        if (named is null or UTF8Encoding || named.IsSingleByte || (named is not (UnicodeEncoding or UTF32Encoding) && body.ContainsAnyExceptInRange((byte)0, (byte)0x7F)))
        {
            try
            {
                return StrictUtf8.GetString(body);
            }
            catch (DecoderFallbackException)
            {
                return (named is null or UTF8Encoding ? Looked(body, named) : named).GetString(body);
            }
        }

        return named.GetString(body);
    }

    private static (Encoding Encoding, int Length)? OfMark(ReadOnlySpan<byte> body) =>
        body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : null;

    private static Encoding? Named(string? text)
    {
        if (text is null || Charset().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var name = match.Groups[1].Value.ToLowerInvariant();
        try
        {
            return name switch
            {
                // What the web calls Latin 1 is Windows 1252; a page that could name UTF-16 in ASCII is none.
                "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => Encoding.GetEncoding(1252),
                "iso-8859-9" => Encoding.GetEncoding(1254),
                "utf-16" or "utf-16le" or "utf-16be" or "unicode" or "utf8" => Encoding.UTF8,
                "gb2312" or "gbk" => Encoding.GetEncoding("gb18030"),
                "x-sjis" or "sjis" or "windows-31j" => Encoding.GetEncoding(932),
                "ks_c_5601-1987" or "euc-kr" => Encoding.GetEncoding(949),
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Broken UTF-8 that was declared stays UTF-8 unless the bytes clearly are something else.</summary>
    private static Encoding Looked(ReadOnlySpan<byte> body, Encoding? named)
    {
        var found = CharsetDetector.DetectFromBytes(body[..Math.Min(body.Length, DetectedFrom)].ToArray()).Detected;
        return named is not null && found?.Confidence is null or < 0.8f ? named ?? Encoding.GetEncoding(1252)
            : found?.Encoding ?? named ?? Encoding.GetEncoding(1252);
    }

    [GeneratedRegex("""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
