using System.Text;

namespace AlertBot.Topics;

/// <summary>Finds the words of a text in one walk; queries and articles are read by the same rules.</summary>
internal sealed class WordScanner
{
    private readonly string _text;
    private readonly List<Part> _parts = [];
    private readonly StringBuilder _form = new();
    private Between _between;
    private int _at;
    private int _word;

    private WordScanner(string text) => _text = text;

    public static IReadOnlyList<Part> Parts(string text)
    {
        var scanner = new WordScanner(text);
        while (scanner._at < text.Length)
        {
            scanner.Step();
        }

        return scanner._parts;
    }

    private void Step()
    {
        var rune = RuneAt(_at);
        if (Addresses.EndAt(_text, _at) is var end && end > _at)
        {
            AddAddress(end);
        }
        else if (Scripts.IsUnspaced(rune))
        {
            AddUnspaced(rune);
        }
        else if (Scripts.IsSpacedWord(rune))
        {
            AddWord();
        }
        else
        {
            if (!Scripts.Vanishes(rune))
            {
                _between.Add(rune);
            }

            _at += rune.Utf16SequenceLength;
        }
    }

    private void AddAddress(int end)
    {
        foreach (var rune in _text.AsSpan(_at, end - _at).EnumerateRunes())
        {
            Folding.Append(_form, rune);
        }

        Add(_at, end, end, unspaced: false);
    }

    private void AddUnspaced(Rune rune)
    {
        var start = _at;
        Folding.Append(_form, rune);
        var end = start + rune.Utf16SequenceLength;
        while (end < _text.Length && RuneAt(end) is var mark && Scripts.IsMark(mark))
        {
            Folding.Append(_form, mark);
            end += mark.Utf16SequenceLength;
        }

        Add(start, end, end, unspaced: true);
    }

    private void AddWord()
    {
        var word = new WordReader(_text, _at, _form);
        word.Read();
        Add(_at, word.End, word.Next, unspaced: false);
    }

    /// <param name="next">Where the walk goes on; past <paramref name="end"/> when invisible characters follow.</param>
    private void Add(int start, int end, int next, bool unspaced)
    {
        var gap = _parts.Count == 0 ? Gap.Break : _between.Close(Abbreviates(start), Rune.IsLower(RuneAt(start)));
        if (gap is not (Gap.Hyphen or Gap.Apostrophe or Gap.Tight))
        {
            _word++;
        }

        _parts.Add(new Part(_form.ToString(), start, end, _word, gap, unspaced));
        _form.Clear();
        _between = default;
        _at = next;
    }

    private bool Abbreviates(int next)
    {
        var last = _parts[^1];
        return Abbreviations.Holds(last.Form, last.End - last.Start == 1 && char.IsUpper(_text[last.Start]), char.IsDigit(_text[next]));
    }

    private Rune RuneAt(int index)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(index), out var rune, out _);
        return rune;
    }
}
