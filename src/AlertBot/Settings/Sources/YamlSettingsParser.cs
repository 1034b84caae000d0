using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlertBot.Settings.Sources;

/// <summary>Turns YAML text into nodes that know their line, and says what is no YAML or more of it than settings need.</summary>
internal sealed class YamlSettingsParser
{
    /// <summary>Far deeper than any setting; keeps a hostile file from exhausting the stack.</summary>
    private const int MaxDepth = 12;

    private readonly Parser _parser;
    private readonly Func<long, SettingLocation> _locate;
    private readonly SettingErrors _errors;

    private YamlSettingsParser(string text, Func<long, SettingLocation> place, SettingErrors mistakes)
    {
        _parser = new Parser(new StringReader(text));
        _locate = place;
        _errors = mistakes;
    }

    /// <param name="place">Names a line of the text.</param>
    /// <returns>Null where the text cannot be read; a null scalar where it is empty.</returns>
    public static SettingNode? Parse(string text, Func<long, SettingLocation> place, SettingErrors mistakes)
    {
        var tree = new YamlSettingsParser(text, place, mistakes);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            tree.AddSyntaxError(text, e.Start.Line, e.End.Line, $"no YAML: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // The scanner's answer to some control characters; a NUL ends the text in its middle.
            var line = tree._parser.Current?.End.Line ?? 1;
            tree.AddSyntaxError(text, line, line, "no YAML: a character here or in the next lines has no place in it");
        }

        return null;
    }

    /// <param name="end">Where the parser stood: a tab for which it stumbled is not far behind.</param>
    private void AddSyntaxError(string text, long start, long end, string sentence)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(1, start); line <= Math.Min(end + 1, lines.Length); line++)
        {
            var content = lines[line - 1];
            if (content.AsSpan(0, content.Length - content.TrimStart().Length).Contains('\t'))
            {
                _errors.Add(_locate(line), "a tab stands at the beginning of the line; indent with spaces");
                return;
            }
        }

        _errors.Add(_locate(Math.Max(1, start)),
            $"{sentence}; check the indentation, and put a value that holds quotes, ': ', ' #' or begins with a sign in 'single quotes'");
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
            _errors.Add(_locate(second.Start.Line), "a second document begins here (---); keep everything in one");
        }

        return root;
    }

    private SettingNode ReadNode(int level)
    {
        var start = _parser.Current?.Start ?? Mark.Empty;
        if (level > MaxDepth)
        {
            throw new SemanticErrorException(start, start, "the settings are nested deeper than any setting is");
        }

        RejectAnchorsAndTags();
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new SettingScalar(_locate(start.Line), ScalarText(scalar));
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            return ReadList(_locate(start.Line), level);
        }

        if (_parser.TryConsume<MappingStart>(out _))
        {
            return ReadMap(_locate(start.Line), level);
        }

        _parser.MoveNext();
        return new SettingScalar(_locate(start.Line), null);
    }

    private SettingList ReadList(SettingLocation place, int level)
    {
        var list = new SettingList(place);
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Items.Add(ReadNode(level + 1));
        }

        return list;
    }

    private SettingMap ReadMap(SettingLocation place, int level)
    {
        var map = new SettingMap(place);
        var first = new Dictionary<string, SettingLocation>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(level + 1);
            var value = ReadNode(level + 1);
            if (key is not SettingScalar { Text: { } name })
            {
                _errors.Add(key.Location, "a key is missing or is no plain word; write key: value");
            }
            else if (!first.TryAdd(name, key.Location))
            {
                _errors.Add(key.Location, $"{SettingErrors.Quote(name)} is given twice in one place, first at {first[name]}; keep one");
            }
            else
            {
                map.Entries.Add(new SettingEntry(name, key.Location, value));
            }
        }

        return map;
    }

    /// <summary>
    /// Anchors and aliases can make a small file huge, and tags mean nothing here. Their names are not shown: they may be the start of a
    /// secret without its quotation marks.
    /// </summary>
    private void RejectAnchorsAndTags()
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _errors.Add(_locate(alias.Start.Line),
                "aliases (*name) are not taken; write the value out, and put a value that begins with * in quotes");
        }
        else if (_parser.Current is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                _errors.Add(_locate(node.Start.Line), "anchors (&name) are not taken; put a value that begins with & in quotes");
            }

            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            {
                _errors.Add(_locate(node.Start.Line), "tags (!name) are not taken; put a value that begins with ! in quotes");
            }
        }
    }

    private static string? ScalarText(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value;
}
