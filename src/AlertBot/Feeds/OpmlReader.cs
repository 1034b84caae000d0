using System.Globalization;
using System.Xml;
using AlertBot.Http;

namespace AlertBot.Feeds;

/// <summary>Reads a list of feeds: OPML 1.0 and 2.0. https://opml.org/spec2.opml</summary>
internal sealed class OpmlReader
{
    /// <summary>Of one list.</summary>
    public const int MostFeeds = 10_000;

    /// <summary>Of the file, in bytes.</summary>
    public const int MaxBytes = 50_000_000;

    private const int MostNamed = 1_000;
    private const int MaxDepth = 20;
    private const int MaxName = 200;
    private const int MostFolders = 50;
    private const int MostAttributes = 20;
    private const int MaxAttribute = 2_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreWhitespace = true };

    private readonly Dictionary<string, ListedFeed> _feeds = new(StringComparer.Ordinal);
    private readonly List<Uri> _order = [];
    private readonly List<string> _skipped = [];
    private readonly List<string> _folder = [];
    private IReadOnlyList<string>? _place;
    private int _unnamed;

    private OpmlReader()
    {
    }

    public static OpmlReading Read(ReadOnlySpan<byte> bytes)
    {
        var text = FeedCharset.Decode(bytes, null, []).TrimStart('\uFEFF').TrimStart();
        var strict = new OpmlReader();
        if (strict.TryRead(text) is not { } fault)
        {
            return strict.Reading();
        }

        // Bare ampersands, undeclared entities and the like: mended as in feeds; then lines may be off by what was left out.
        var mended = new OpmlReader();
        var last = MarkupRepair.Mend(text) is { } mend ? mended.TryRead(mend) : fault;
        if (last is not null)
        {
            mended.Skip(last);
        }

        return mended.Reading();
    }

    private OpmlReading Reading() => new(
        [.. _order.Select(address => _feeds[address.AbsoluteUri])],
        _unnamed == 0 ? _skipped : [.. _skipped, $"skipped {_unnamed} more lines: mend those above and import the file again"]);

    /// <returns>Why reading ended before the end of the list; null when it did not.</returns>
    private string? TryRead(string text)
    {
        var isList = false;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            var open = new Stack<bool>();
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 0 } && !reader.LocalName.Equals("opml", StringComparison.OrdinalIgnoreCase))
                {
                    return $"this is no OPML but <{PlainText.Fold(reader.LocalName)}>: export the list of feeds as OPML";
                }

                isList |= reader.NodeType == XmlNodeType.Element;
                Take(reader, open);
            }

            return null;
        }
        catch (XmlException e)
        {
            return isList ? $"line {e.LineNumber}: the file breaks off or is faulty there; what stands before was read" : "this is no OPML: export the list of feeds as OPML";
        }
    }

    private void Take(XmlReader reader, Stack<bool> open)
    {
        if (!reader.LocalName.Equals("outline", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (reader.NodeType == XmlNodeType.EndElement)
        {
            Leave(open);
        }
        else if (reader.NodeType == XmlNodeType.Element)
        {
            var (isEmpty, line) = (reader.IsEmptyElement, ((IXmlLineInfo)reader).LineNumber);
            var attributes = Attributes(reader);
            var isFeed = Value(attributes, "xmlUrl") is not null;
            if (isFeed)
            {
                Add(line, attributes);
            }
            else if (isEmpty)
            {
                Explain(line, attributes);
            }

            if (!isEmpty)
            {
                Enter(open, isFeed ? null : Name(attributes));
            }
        }
    }

    private void Enter(Stack<bool> open, string? folder)
    {
        var counts = folder is not null && _folder.Count < MaxDepth;
        open.Push(counts);
        if (counts)
        {
            _folder.Add(folder!);
            _place = null;
        }
    }

    private void Leave(Stack<bool> open)
    {
        if (open.TryPop(out var counted) && counted)
        {
            _folder.RemoveAt(_folder.Count - 1);
            _place = null;
        }
    }

    private void Add(int line, List<(string Name, string Value)> attributes)
    {
        var typed = Value(attributes, "xmlUrl")!;
        if (Address(typed) is not { } address)
        {
            Skip(line, attributes, "its xmlUrl is no address with http:// or https://");
            return;
        }

        IReadOnlyList<IReadOnlyList<string>> here = _folder.Count == 0 ? [] : [_place ??= [.. _folder]];
        if (_feeds.TryGetValue(address.AbsoluteUri, out var known))
        {
            var folders = known.Outline.Folders;
            _feeds[address.AbsoluteUri] = known with { Outline = known.Outline with { Folders = folders.Count < MostFolders ? [.. folders, .. here.Where(place => !folders.Any(place.SequenceEqual))] : folders } };
        }
        else if (_feeds.Count >= MostFeeds)
        {
            Skip(line, attributes, $"a list has at most {MostFeeds.ToString("N0", CultureInfo.InvariantCulture)} feeds; split the file");
        }
        else
        {
            var others = attributes.Where(a => !a.Name.Equals("xmlUrl", StringComparison.OrdinalIgnoreCase) && a.Name != "text").Take(MostAttributes).ToDictionary(a => a.Name, a => a.Value);
            _feeds.Add(address.AbsoluteUri, new ListedFeed(address, Name(attributes), new FeedOutline(here, others)));
            _order.Add(address);
        }
    }

    /// <summary>An empty folder is no mistake; what looks like a feed without its address is one.</summary>
    private void Explain(int line, List<(string Name, string Value)> attributes)
    {
        if (Value(attributes, "type") is { } type && !type.Equals("folder", StringComparison.OrdinalIgnoreCase))
        {
            Skip(line, attributes, type.Equals("include", StringComparison.OrdinalIgnoreCase) ? "other lists are not followed; import that list itself" : "it has no address (xmlUrl)");
        }
        else if (Value(attributes, "url") is not null || Value(attributes, "htmlUrl") is not null)
        {
            Skip(line, attributes, "it has no address of a feed (xmlUrl)");
        }
    }

    private void Skip(int line, List<(string Name, string Value)> attributes, string reason) =>
        Skip($"skipped line {line}{(Name(attributes) is { } name ? $" (“{name[..Math.Min(name.Length, 80)]}”)" : "")}: {reason}");

    private void Skip(string reason)
    {
        if (_skipped.Count < MostNamed)
        {
            _skipped.Add(reason);
        }
        else
        {
            _unnamed++;
        }
    }

    private static Uri? Address(string typed)
    {
        var text = typed.Trim();
        text = text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http://" + text[7..]
            : text.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) ? text[5..]
            : text;
        return text.Length <= FeedAddress.MaxLength && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && HostName.IsSound(address)
            ? address.Fragment.Length == 0 ? address : new UriBuilder(address) { Fragment = "" }.Uri
            : null;
    }

    private static List<(string Name, string Value)> Attributes(XmlReader reader)
    {
        var read = new List<(string, string)>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns" && reader.Value.Length <= MaxAttribute)
            {
                read.Add((reader.LocalName, reader.Value));
            }
        }

        reader.MoveToElement();
        return read;
    }

    private static string? Value(List<(string Name, string Value)> attributes, string name) =>
        attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Name(List<(string Name, string Value)> attributes)
    {
        var name = PlainText.Fold(Value(attributes, "text") ?? "") is { Length: > 0 } text ? text : PlainText.Fold(Value(attributes, "title") ?? "");
        return name.Length == 0 ? null : name.Length <= MaxName ? name : PlainText.WellFormed(name[..MaxName]);
    }
}

/// <summary>What a list of feeds holds.</summary>
/// <param name="Skipped">What was not taken, a sentence each with its line and the mend.</param>
internal sealed record OpmlReading(IReadOnlyList<ListedFeed> Feeds, IReadOnlyList<string> Skipped);
