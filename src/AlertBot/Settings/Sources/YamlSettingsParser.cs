using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlertBot.Settings.Sources;

/// <summary>Parses YAML text into nodes with line numbers. Reports invalid YAML, and YAML features that settings do not need.</summary>
internal sealed class YamlSettingsParser
{
    /// <summary>Limit of nesting: far deeper than any setting. Keeps a hostile file from exhausting the stack.</summary>
    private const int MaxDepth = 12;

    private readonly Parser _parser;
    private readonly Func<long, SettingLocation> _locate;
    private readonly SettingErrors _errors;

    private YamlSettingsParser(string text, Func<long, SettingLocation> locate, SettingErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        _locate = locate;
        _errors = errors;
    }

    /// <param name="locate">Turns a line number, from 1, into a location.</param>
    /// <returns>Null if the text cannot be parsed; a null scalar if it is empty.</returns>
    public static SettingNode? Parse(string text, Func<long, SettingLocation> locate, SettingErrors errors)
    {
        var parser = new YamlSettingsParser(text, locate, errors);
        try
        {
            return parser.ReadDocument();
        }
        catch (YamlException e)
        {
            parser.AddSyntaxError(text, e.Start.Line, e.End.Line, e.Message.TrimEnd('.'));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // The scanner throws these for some control characters. It takes a NUL for the end of the text.
            var line = parser._parser.Current?.End.Line ?? 1;
            parser.AddSyntaxError(text, line, line, "this line or one of the next few contains a character that is not allowed");
        }

        return null;
    }

    /// <param name="start">The line where the parser's current element starts.</param>
    /// <param name="end">The line where the parser stopped.</param>
    private void AddSyntaxError(string text, long start, long end, string problem)
    {
        if (FindTabIndentedLine(text, start, end, problem) is { } line)
        {
            _errors.Add(_locate(line), "the line is indented with a tab, which YAML does not allow; use spaces, two for each level");
            return;
        }

        _errors.Add(_locate(Math.Max(1, start)),
            $"invalid YAML: {problem}; check the indentation, and put a value that contains quotes, ': ' or ' #' or begins with a special "
                + "character in 'single quotes'");
    }

    /// <summary>
    /// A tab in the indentation is the most common cause of a syntax error, and the parser often reports it at the start of the mapping
    /// or one line early.
    /// </summary>
    private static long? FindTabIndentedLine(string text, long start, long end, string problem)
    {
        var lines = text.Split('\n');
        var last = problem.Contains(" tab ", StringComparison.OrdinalIgnoreCase) ? lines.Length : Math.Min(end + 1, lines.Length);
        for (var number = Math.Max(1, start); number <= last; number++)
        {
            var line = lines[number - 1].AsSpan();
            if (line[..(line.Length - line.TrimStart().Length)].Contains('\t'))
            {
                return number;
            }
        }

        return null;
    }

    private SettingNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return new SettingScalar(_locate(1), null);
        }

        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _errors.Add(_locate(second.Start.Line), "a second document begins here (---); put all settings into one document");
        }

        return root;
    }

    private SettingNode ReadNode(int depth)
    {
        var start = _parser.Current?.Start ?? Mark.Empty;
        if (depth > MaxDepth)
        {
            throw new SemanticErrorException(start, start, "nested too deeply: no setting has this many levels");
        }

        RejectAnchorsAndTags();
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new SettingScalar(_locate(start.Line), ScalarText(scalar));
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            return ReadList(_locate(start.Line), depth);
        }

        if (_parser.TryConsume<MappingStart>(out _))
        {
            return ReadMap(_locate(start.Line), depth);
        }

        _parser.MoveNext();
        return new SettingScalar(_locate(start.Line), null);
    }

    private SettingList ReadList(SettingLocation location, int depth)
    {
        var list = new SettingList(location);
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Items.Add(ReadNode(depth + 1));
        }

        return list;
    }

    private SettingMap ReadMap(SettingLocation location, int depth)
    {
        var map = new SettingMap(location);
        var first = new Dictionary<string, SettingLocation>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not SettingScalar { Text: { } name })
            {
                _errors.Add(key.Location, "a key is missing or is not a plain word; write key: value");
            }
            else if (!first.TryAdd(name, key.Location))
            {
                _errors.Add(key.Location, $"{SettingErrors.Quote(name)} is given twice, first at {first[name]}; keep one");
            }
            else
            {
                map.Entries.Add(new SettingEntry(name, key.Location, value));
            }
        }

        return map;
    }

    /// <summary>
    /// Anchors and aliases can make a small file huge, and tags have no meaning in settings. Errors do not show their names, which may be
    /// the start of a secret that needs quotation marks.
    /// </summary>
    private void RejectAnchorsAndTags()
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _errors.Add(_locate(alias.Start.Line),
                "aliases (*name) are not supported; repeat the value, or put a value that begins with * in quotes");
        }
        else if (_parser.Current is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                _errors.Add(_locate(node.Start.Line), "anchors (&name) are not supported; put a value that begins with & in quotes");
            }

            if (IsCustomTag(node.Tag))
            {
                _errors.Add(_locate(node.Start.Line), "tags (!name) are not supported; put a value that begins with ! in quotes");
            }
        }
    }

    private static bool IsCustomTag(TagName tag) =>
        !tag.IsEmpty && !tag.IsNonSpecific && !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal);

    private static string? ScalarText(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value;
}
