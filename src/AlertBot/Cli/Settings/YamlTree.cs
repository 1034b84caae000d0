using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlertBot.Cli.Settings;

/// <summary>Turns YAML text into nodes that know their line, and says what is no YAML or more of it than settings need.</summary>
internal sealed class YamlTree
{
    /// <summary>Far deeper than any setting; keeps a hostile file from exhausting the stack.</summary>
    private const int DeepestLevel = 12;

    private readonly Parser _parser;
    private readonly Func<long, Place> _place;
    private readonly Mistakes _mistakes;

    private YamlTree(string text, Func<long, Place> place, Mistakes mistakes)
    {
        _parser = new Parser(new StringReader(text));
        _place = place;
        _mistakes = mistakes;
    }

    /// <param name="place">Names a line of the text.</param>
    /// <returns>Null where the text cannot be read; a null scalar where it is empty.</returns>
    public static SettingNode? Read(string text, Func<long, Place> place, Mistakes mistakes)
    {
        var tree = new YamlTree(text, place, mistakes);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            tree.Refuse(text, e.Start.Line, e.End.Line, $"no YAML: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // The scanner's answer to some control characters; a NUL ends the text in its middle.
            var line = tree._parser.Current?.End.Line ?? 1;
            tree.Refuse(text, line, line, "no YAML: a character here or in the next lines has no place in it");
        }

        return null;
    }

    /// <param name="end">Where the parser stood: a tab for which it stumbled is not far behind.</param>
    private void Refuse(string text, long start, long end, string sentence)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(1, start); line <= Math.Min(end + 1, lines.Length); line++)
        {
            var content = lines[line - 1];
            if (content.AsSpan(0, content.Length - content.TrimStart().Length).Contains('\t'))
            {
                _mistakes.Add(_place(line), "a tab stands at the beginning of the line; indent with spaces");
                return;
            }
        }

        _mistakes.Add(_place(Math.Max(1, start)), $"{sentence}; check the indentation, and put a value that holds quotes, ': ', ' #' or begins with a sign in 'single quotes'");
    }

    private SettingNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return new SettingScalar(_place(1), null);
        }

        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _mistakes.Add(_place(second.Start.Line), "a second document begins here (---); keep everything in one");
        }

        return root;
    }

    private SettingNode ReadNode(int level)
    {
        var start = _parser.Current?.Start ?? Mark.Empty;
        if (level > DeepestLevel)
        {
            throw new SemanticErrorException(start, start, "the settings are nested deeper than any setting is");
        }

        RefuseTrimmings();
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new SettingScalar(_place(start.Line), TextOf(scalar));
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            return ReadList(_place(start.Line), level);
        }

        if (_parser.TryConsume<MappingStart>(out _))
        {
            return ReadMap(_place(start.Line), level);
        }

        _parser.MoveNext();
        return new SettingScalar(_place(start.Line), null);
    }

    private SettingList ReadList(Place place, int level)
    {
        var list = new SettingList(place);
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Items.Add(ReadNode(level + 1));
        }

        return list;
    }

    private SettingMap ReadMap(Place place, int level)
    {
        var map = new SettingMap(place);
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(level + 1);
            var value = ReadNode(level + 1);
            if (key is not SettingScalar { Text: { } name })
            {
                _mistakes.Add(key.Place, "a key is missing or is no plain word; write key: value");
            }
            else if (!first.TryAdd(name, key.Place))
            {
                _mistakes.Add(key.Place, $"{Mistakes.Quote(name)} is given twice in one place, first at {first[name]}; keep one");
            }
            else
            {
                map.Entries.Add(new SettingEntry(name, key.Place, value));
            }
        }

        return map;
    }

    /// <summary>Anchors and aliases can make a small file huge, and tags mean nothing here. Their names are not shown: they may be the start of a secret without its quotation marks.</summary>
    private void RefuseTrimmings()
    {
        if (_parser.Current is AnchorAlias alias)
        {
            _mistakes.Add(_place(alias.Start.Line), "aliases (*name) are not taken; write the value out, and put a value that begins with * in quotes");
        }
        else if (_parser.Current is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                _mistakes.Add(_place(node.Start.Line), "anchors (&name) are not taken; put a value that begins with & in quotes");
            }

            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            {
                _mistakes.Add(_place(node.Start.Line), "tags (!name) are not taken; put a value that begins with ! in quotes");
            }
        }
    }

    private static string? TextOf(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value;
}
