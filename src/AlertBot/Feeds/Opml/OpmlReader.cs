using System.Globalization;
using System.Xml;
using AlertBot.Feeds.Parsing;
using AlertBot.Http;
using AlertBot.Text;
using AlertBot.Text.Charsets;

namespace AlertBot.Feeds.Opml;

/// <summary>Reads a list of feeds: OPML 1.0 and 2.0. https://opml.org/spec2.opml</summary>
internal sealed class OpmlReader
{
    /// <summary>Most feeds of one list.</summary>
    public const int MaxFeeds = 10_000;

    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 50_000_000;

    private const int MaxReportedSkips = 1_000;
    private const int MaxDepth = 20;
    private const int MaxNameLength = 200;
    private const int MaxFoldersPerFeed = 50;
    private const int MaxAttributes = 20;
    private const int MaxAttributeLength = 2_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreWhitespace = true
    };

    private readonly Dictionary<string, OpmlFeed> _feeds = new(StringComparer.Ordinal);
    private readonly List<Uri> _order = [];
    private readonly List<string> _skipped = [];
    private readonly List<string> _openFolders = [];
    private IReadOnlyList<string>? _folderPath;
    private int _unreportedSkips;

    private OpmlReader()
    {
    }

    public static OpmlReadResult Read(ReadOnlySpan<byte> bytes)
    {
        var text = CharsetDecoder.Decode(bytes, null, MarkupKind.Xml).Text.TrimStart('\uFEFF').TrimStart();
        var strict = new OpmlReader();
        if (strict.TryRead(text) is not { } fault)
        {
            return strict.ToResult();
        }

        // Bare ampersands, undeclared entities and the like are repaired as in feeds. Line numbers may then differ from the file.
        var repaired = new OpmlReader();
        var last = XmlRepair.Repair(text) is { } xml ? repaired.TryRead(xml) : fault;
        if (last is not null)
        {
            repaired.Skip(last);
        }

        return repaired.ToResult();
    }

    private OpmlReadResult ToResult() => new(
        [.. _order.Select(address => _feeds[address.AbsoluteUri])],
        _unreportedSkips == 0 ? _skipped
            : [.. _skipped, $"skipped {_unreportedSkips} more lines: fix those above and import the file again"]);

    /// <returns>Why reading stopped before the end of the list; null when it did not.</returns>
    private string? TryRead(string text)
    {
        var isList = false;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            var open = new Stack<bool>();
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 0 }
                    && !reader.LocalName.Equals("opml", StringComparison.OrdinalIgnoreCase))
                {
                    return $"this is not OPML but <{PlainTextConverter.CollapseWhitespace(reader.LocalName)}>: export the list of feeds "
                        + $"as OPML";
                }

                isList |= reader.NodeType == XmlNodeType.Element;
                ReadNode(reader, open);
            }

            return null;
        }
        catch (XmlException e)
        {
            return isList ? $"line {e.LineNumber}: the file is truncated or malformed here; everything before this line was read"
                : "this is not OPML: export the list of feeds as OPML";
        }
    }

    private void ReadNode(XmlReader reader, Stack<bool> open)
    {
        if (!reader.LocalName.Equals("outline", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (reader.NodeType == XmlNodeType.EndElement)
        {
            LeaveOutline(open);
        }
        else if (reader.NodeType == XmlNodeType.Element)
        {
            var (isEmpty, line) = (reader.IsEmptyElement, ((IXmlLineInfo)reader).LineNumber);
            var attributes = ReadAttributes(reader);
            var isFeed = FindAttribute(attributes, "xmlUrl") is not null;
            if (isFeed)
            {
                AddFeed(line, attributes);
            }
            else if (isEmpty)
            {
                ReportMissingAddress(line, attributes);
            }

            if (!isEmpty)
            {
                EnterOutline(open, isFeed ? null : ReadName(attributes));
            }
        }
    }

    private void EnterOutline(Stack<bool> open, string? folder)
    {
        var counts = folder is not null && _openFolders.Count < MaxDepth;
        open.Push(counts);
        if (counts)
        {
            _openFolders.Add(folder!);
            _folderPath = null;
        }
    }

    private void LeaveOutline(Stack<bool> open)
    {
        if (open.TryPop(out var counted) && counted)
        {
            _openFolders.RemoveAt(_openFolders.Count - 1);
            _folderPath = null;
        }
    }

    private void AddFeed(int line, List<(string Name, string Value)> attributes)
    {
        var typed = FindAttribute(attributes, "xmlUrl")!;
        if (ParseAddress(typed) is not { } address)
        {
            Skip(line, attributes, "its xmlUrl is not an http:// or https:// address");
            return;
        }

        IReadOnlyList<IReadOnlyList<string>> here = _openFolders.Count == 0 ? [] : [_folderPath ??= [.. _openFolders]];
        if (_feeds.TryGetValue(address.AbsoluteUri, out var known))
        {
            var folders = known.Outline.Folders;
            _feeds[address.AbsoluteUri] = known with
            {
                Outline = known.Outline with
                {
                    Folders =
                folders.Count < MaxFoldersPerFeed ? [.. folders, .. here.Where(place => !folders.Any(place.SequenceEqual))] : folders
                }
            };
        }
        else if (_feeds.Count >= MaxFeeds)
        {
            Skip(line, attributes, $"a list has at most {MaxFeeds.ToString("N0", CultureInfo.InvariantCulture)} feeds; split the file");
        }
        else
        {
            var others = attributes.Where(a => !a.Name.Equals("xmlUrl", StringComparison.OrdinalIgnoreCase) && a.Name != "text")
                .Take(MaxAttributes).ToDictionary(a => a.Name, a => a.Value);
            _feeds.Add(address.AbsoluteUri, new OpmlFeed(address, ReadName(attributes), new FeedOutline(here, others)));
            _order.Add(address);
        }
    }

    /// <summary>An empty folder is fine; an outline that looks like a feed but has no address is an error.</summary>
    private void ReportMissingAddress(int line, List<(string Name, string Value)> attributes)
    {
        if (FindAttribute(attributes, "type") is { } type && !type.Equals("folder", StringComparison.OrdinalIgnoreCase))
        {
            Skip(line, attributes,
                type.Equals("include", StringComparison.OrdinalIgnoreCase) ? "other lists are not followed; import that list itself"
                    : "it has no address (xmlUrl)");
        }
        else if (FindAttribute(attributes, "url") is not null || FindAttribute(attributes, "htmlUrl") is not null)
        {
            Skip(line, attributes, "it has no feed address (xmlUrl)");
        }
    }

    private void Skip(int line, List<(string Name, string Value)> attributes, string reason) =>
        Skip($"skipped line {line}{(ReadName(attributes) is { } name ? $" (“{name[..Math.Min(name.Length, 80)]}”)" : "")}: {reason}");

    private void Skip(string reason)
    {
        if (_skipped.Count < MaxReportedSkips)
        {
            _skipped.Add(reason);
        }
        else
        {
            _unreportedSkips++;
        }
    }

    private static Uri? ParseAddress(string typed)
    {
        var text = typed.Trim();
        text = text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http://" + text[7..]
            : text.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) ? text[5..]
            : text;
        return text.Length <= FeedAddress.MaxLength && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && HostName.IsValid(address)
            ? address.Fragment.Length == 0 ? address : new UriBuilder(address) { Fragment = "" }.Uri
            : null;
    }

    private static List<(string Name, string Value)> ReadAttributes(XmlReader reader)
    {
        var read = new List<(string, string)>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns" && reader.Value.Length <= MaxAttributeLength)
            {
                read.Add((reader.LocalName, reader.Value));
            }
        }

        reader.MoveToElement();
        return read;
    }

    private static string? FindAttribute(List<(string Name, string Value)> attributes, string name) =>
        attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? ReadName(List<(string Name, string Value)> attributes)
    {
        var name = PlainTextConverter.CollapseWhitespace(FindAttribute(attributes, "text") ?? "") is { Length: > 0 } text ? text
            : PlainTextConverter.CollapseWhitespace(FindAttribute(attributes, "title") ?? "");
        return name.Length == 0 ? null : name.Length <= MaxNameLength ? name : PlainTextConverter.ToWellFormed(name[..MaxNameLength]);
    }
}

/// <summary>The content of an OPML list.</summary>
/// <param name="Skipped">Skipped outlines: one sentence each with the line number and the fix.</param>
internal sealed record OpmlReadResult(IReadOnlyList<OpmlFeed> Feeds, IReadOnlyList<string> Skipped);
