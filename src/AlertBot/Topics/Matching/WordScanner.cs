using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>Splits a text into words in one pass; the same rules apply to queries and articles.</summary>
internal sealed class WordScanner
{
    private readonly string _text;
    private readonly List<WordToken> _tokens = [];
    private readonly StringBuilder _form = new();
    private SeparatorScanner _separator;
    private int _at;
    private int _wordNumber;

    private WordScanner(string text) => _text = text;

    public static IReadOnlyList<WordToken> Scan(string text)
    {
        var scanner = new WordScanner(text);
        while (scanner._at < text.Length)
        {
            scanner.ScanNext();
        }

        return scanner._tokens;
    }

    private void ScanNext()
    {
        var rune = RuneAt(_at);
        if (WebAddressScanner.FindEnd(_text, _at) is var end && end > _at)
        {
            AddAddress(end);
        }
        else if (CharacterClasses.IsUnspacedLetter(rune))
        {
            AddUnspaced(rune);
        }
        else if (CharacterClasses.IsWordCharacter(rune))
        {
            AddWord();
        }
        else
        {
            if (!CharacterClasses.IsFormatCharacter(rune))
            {
                _separator.Add(rune);
            }

            _at += rune.Utf16SequenceLength;
        }
    }

    private void AddAddress(int end)
    {
        foreach (var rune in _text.AsSpan(_at, end - _at).EnumerateRunes())
        {
            CharacterFolding.AppendFolded(_form, rune);
        }

        Add(_at, end, end, isUnspaced: false);
    }

    private void AddUnspaced(Rune rune)
    {
        var start = _at;
        CharacterFolding.AppendFolded(_form, rune);
        var end = start + rune.Utf16SequenceLength;
        while (end < _text.Length && RuneAt(end) is var mark && CharacterClasses.IsCombiningMark(mark))
        {
            CharacterFolding.AppendFolded(_form, mark);
            end += mark.Utf16SequenceLength;
        }

        Add(start, end, end, isUnspaced: true);
    }

    private void AddWord()
    {
        var word = new WordReader(_text, _at, _form);
        word.Read();
        Add(_at, word.End, word.Next, isUnspaced: false);
    }

    /// <param name="start">The first character of the word.</param>
    /// <param name="end">The index after its last character.</param>
    /// <param name="next">Where the scan continues: after <paramref name="end"/> when invisible characters follow.</param>
    /// <param name="isUnspaced">Whether the word is a character of a script without spaces.</param>
    private void Add(int start, int end, int next, bool isUnspaced)
    {
        var separator = _tokens.Count == 0
            ? Separator.SentenceBreak
            : _separator.Classify(IsAfterAbbreviation(start), isBeforeLowerCase: Rune.IsLower(RuneAt(start)));
        if (separator is not (Separator.Hyphen or Separator.Apostrophe or Separator.SlashOrBracket))
        {
            _wordNumber++;
        }

        _tokens.Add(new WordToken(_form.ToString(), start, end, _wordNumber, separator, isUnspaced));
        _form.Clear();
        _separator = default;
        _at = next;
    }

    private bool IsAfterAbbreviation(int next)
    {
        var last = _tokens[^1];
        var isInitial = last.End - last.Start == 1 && char.IsUpper(_text[last.Start]);
        return Abbreviations.ContinuesPhrase(last.Form, isInitial, isBeforeDigit: char.IsDigit(_text[next]));
    }

    private Rune RuneAt(int index)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(index), out var rune, out _);
        return rune;
    }
}
