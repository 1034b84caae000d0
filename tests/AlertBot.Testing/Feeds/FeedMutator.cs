using System.Text;

namespace AlertBot.Testing.Feeds;

/// <summary>Damages feed documents as faulty software, networks and attackers do. The same seed gives the same documents.</summary>
internal sealed class FeedMutator(int seed, IReadOnlyList<byte[]> documents)
{
    /// <summary>Limit of a document, in bytes: keeps a fuzz run fast, as repeated mutations double the size.</summary>
    private const int MaxLength = 400_000;

    private static readonly string[] Fragments =
    [
        "<item>", "</item>", "<entry>", "</entry>", "<channel>", "</channel>", "</rss>", "<rss version='2.0'>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<title>", "</title>", "<title type='xhtml'><div>", "<content:encoded>",
        "<x:y z:w='1'/>",
        "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "<!ENTITY a \"&a;&a;\">",
        "<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;", "]>", "<?xml version='1.0' encoding='utf-16'?>", "<?x ?>", "<", ">", "\"", "'",
        "&", ";", "=", "/>", "</", "<a b='", "<a b=\"x>",
        "&amp;", "&lt;script&gt;", "&lt;!--", "&a;", "&nosuch;", "&eacute", "&#0;", "&#x1F;", "&#55296;", "&#x110000;",
        "&#99999999999999999999;", "&#x;", "\0", "\u0001", "\u000B", "\uFFFE", "\uFEFF", "\u202E", "é", "Ã©", "\U0001F600",
        " xml:base='http://['", " xml:base='../../..'", " xmlns='urn:x'", " xmlns:a='urn:a' xmlns:a='urn:b'",
        " type='base64' mode='base64'", " isPermaLink='maybe'", "<link>http://[::1</link>", "<link>http://a:99999/</link>",
        "<link>javascript:x()</link>", "<link href='http://%/'/>",
        "<pubDate>Tue, 99 Foo 99999 99:99:99 +9999</pubDate>", "<pubDate>0001-01-01T00:00:00+14:00</pubDate>",
        "<updated>9999-12-31T23:59:60-14:00</updated>", "<script>", "<style>", "<svg><math><table><td><p>", "<b><i><u><p><a><nobr>",
        "<template><select>", "<plaintext>",
        "{", "}", "[", "]", "\"items\":", "\\ud800", "\\u0000", "1e999", "null",
    ];

    private static readonly string[] Encodings =
        ["utf-8", "utf-16", "utf-32", "iso-8859-1", "windows-1251", "shift_jis", "gb18030", "utf-7", "x-user-defined", "ebcdic-cp-us", ""];

    private readonly Random _random = new(seed);

    /// <summary>Picks a document and applies one to five mutations.</summary>
    public (byte[] Body, string? ContentType, Uri? Address) Next()
    {
        var body = documents[_random.Next(documents.Count)];
        for (var step = _random.Next(1, 6); step > 0; step--)
        {
            body = MutateOnce(body);
            body = body.Length > MaxLength ? body[..MaxLength] : body;
        }

        var contentType = _random.Next(3) == 0 ? $"text/xml; charset={Encodings[_random.Next(Encodings.Length)]}" : null;
        return (body, contentType, _random.Next(2) == 0 ? new Uri("https://fuzz.example/feeds/all.xml") : null);
    }

    private byte[] MutateOnce(byte[] body) => _random.Next(14) switch
    {
        0 or 1 => FlipBytes(body),
        2 => body[..RandomOffset(body)],
        3 => body[RandomOffset(body)..],
        4 => RemoveSlice(body),
        5 => RepeatSlice(body),
        6 => SpliceOther(body),
        7 or 8 or 9 => InsertFragments(body),
        10 => InsertNesting(body),
        11 => DropDelimiters(body),
        12 => Reencode(body),
        _ => PrependDeclaration(body),
    };

    private int RandomOffset(byte[] body) => _random.Next(body.Length + 1);

    private (int Start, int End) RandomSlice(byte[] body, int maxLength)
    {
        var start = RandomOffset(body);
        return (start, Math.Min(body.Length, start + _random.Next(maxLength + 1)));
    }

    private static byte[] Insert(byte[] body, int at, ReadOnlySpan<byte> bytes) => [.. body.AsSpan(0, at), .. bytes, .. body.AsSpan(at)];

    private byte[] FlipBytes(byte[] body)
    {
        var flipped = (byte[])body.Clone();
        for (var i = _random.Next(1, 20); i > 0 && flipped.Length > 0; i--)
        {
            flipped[_random.Next(flipped.Length)] = (byte)_random.Next(256);
        }

        return flipped;
    }

    private byte[] RemoveSlice(byte[] body)
    {
        var (start, end) = RandomSlice(body, 2_000);
        return [.. body.AsSpan(0, start), .. body.AsSpan(end)];
    }

    private byte[] RepeatSlice(byte[] body)
    {
        var (start, end) = RandomSlice(body, 3_000);
        var times = _random.Next(1, 40);
        var piece = body[start..end];
        return Insert(body, end, [.. Enumerable.Repeat(piece, times).SelectMany(bytes => bytes)]);
    }

    private byte[] SpliceOther(byte[] body)
    {
        var other = documents[_random.Next(documents.Count)];
        var (start, end) = RandomSlice(other, 20_000);
        return Insert(body, RandomOffset(body), other.AsSpan(start, end - start));
    }

    private byte[] InsertFragments(byte[] body)
    {
        for (var i = _random.Next(1, 8); i > 0; i--)
        {
            var piece = Fragments[_random.Next(Fragments.Length)];
            body = Insert(body, RandomOffset(body), Encoding.UTF8.GetBytes(piece));
        }

        return body;
    }

    private byte[] InsertNesting(byte[] body)
    {
        string[] tags =
            ["<a>", "<div>", "&lt;div&gt;", "&lt;b&gt;&lt;p&gt;", "<item>", "[", "{\"a\":", "<x:y>", "&lt;table&gt;&lt;td&gt;", "&amp;"];
        var tag = Encoding.UTF8.GetBytes(tags[_random.Next(tags.Length)]);
        var depth = _random.Next(4) == 0 ? _random.Next(5_000) : _random.Next(250);
        return Insert(body, RandomOffset(body), [.. Enumerable.Repeat(tag, depth).SelectMany(bytes => bytes)]);
    }

    /// <summary>Removes some of the delimiters of one kind: brackets, slashes or quotes.</summary>
    private byte[] DropDelimiters(byte[] body)
    {
        var delimiter = "></\"'"u8[_random.Next(5)];
        var rarity = _random.Next(2, 50);
        return [.. body.Where(b => b != delimiter || _random.Next(rarity) != 0)];
    }

    private byte[] Reencode(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return _random.Next(5) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => Encoding.BigEndianUnicode.GetBytes("\uFEFF" + text),
            2 => Encoding.Latin1.GetBytes(text),
            3 => Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(body)),
            _ => [0xEF, 0xBB, 0xBF, .. body],
        };
    }

    private byte[] PrependDeclaration(byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='{Encodings[_random.Next(Encodings.Length)]}'?>"), .. body];
}
