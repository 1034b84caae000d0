using System.Globalization;
using AlertBot.Text;

namespace AlertBot.Briefs.Figures;

/// <summary>
/// Reads figures of persons from a text: “at least 32 people were killed”, “killing thirty-two”, “death toll rises to 32”.
/// </summary>
internal sealed class FigureReader
{
    /// <summary>Words between a number and its role that are read: “32 Kestrian border guards have been reported dead”.</summary>
    private const int MaxPhraseLength = 6;

    /// <summary>Larger numbers are hardly ever figures of persons, and may overflow.</summary>
    private const int MaxValue = 10_000_000;

    private const int FirstYear = 1_900;
    private const int LastYear = 2_099;

    private readonly FigureVocabulary _words;
    private readonly List<string> _tokens;

    private FigureReader(FigureVocabulary words, string sentence)
    {
        _words = words;
        _tokens = Tokenize(sentence);
    }

    /// <returns>In the order of the text.</returns>
    public static IEnumerable<Figure> Read(string text, FigureVocabulary words) =>
        SentenceSplitter.Split(text).SelectMany(span => new FigureReader(words, span.GetText(text)).ReadSentence());

    private List<Figure> ReadSentence()
    {
        var figures = new List<Figure>();
        if (_tokens.Exists(token => _words.Background.Contains(token) || IsYear(token)))
        {
            return figures;
        }

        for (var at = 0; at < _tokens.Count;)
        {
            var (value, end) = ReadNumber(at);
            if (end > at && FindRole(at, end) is { } found && value > 0)
            {
                figures.Add(new Figure(found.Role.Name, found.Unit, value, FindQualifier(at)));
            }

            at = Math.Max(end, at + 1);
        }

        return figures;
    }

    private (FigureRole Role, string Unit)? FindRole(int start, int end)
    {
        if (start > 0 && _words.Negations.Contains(_tokens[start - 1]))
        {
            return null;
        }

        var unit = ReadUnit(end);
        foreach (var role in _words.Roles)
        {
            if ((IsRoleAfter(role, end + unit.Count) || IsRoleBefore(role, start, end + unit.Count)) && NameUnit(unit, role) is { } name)
            {
                return (role, name);
            }
        }

        return null;
    }

    /// <summary>The noun of a figure with the words before it; empty for none.</summary>
    private List<string> ReadUnit(int at) =>
        [.. _tokens.Skip(at).Take(MaxPhraseLength).TakeWhile(token => (char.IsLetter(token[0]) || token == "%")
            && !_words.Auxiliaries.Contains(token) && !_words.FunctionWords.Contains(token) && !IsRoleWord(token))];

    private bool IsRoleWord(string token) => _words.Roles.Any(role => role.After.Contains(token) || role.Participles.Contains(token));

    /// <returns>Empty for people in general; null where the figure is of something else.</returns>
    private string? NameUnit(List<string> unit, FigureRole role) =>
        unit.Count == 0 || (unit.Count == 1 && _words.Persons.Contains(unit[0])) ? ""
        : unit.Count == 1 && role.OthersArePeople && _words.OtherPersons.Contains(unit[0]) ? ""
        : unit.Exists(_words.Excluded.Contains) ? null
        : string.Join(' ', unit);

    private bool IsRoleAfter(FigureRole role, int at)
    {
        var start = at;
        while (at < _tokens.Count && at - start < MaxPhraseLength && _words.Auxiliaries.Contains(_tokens[at]))
        {
            at++;
        }

        return at < _tokens.Count
            && (role.After.Contains(_tokens[at]) || (role.Participles.Contains(_tokens[at]) && (at > start || IsPassive(at + 1))));
    }

    /// <summary>Whether no object follows: “two soldiers killed in Osk”.</summary>
    private bool IsPassive(int at) =>
        at >= _tokens.Count || !char.IsLetterOrDigit(_tokens[at][0])
        || (_words.FunctionWords.Contains(_tokens[at]) && !_words.Articles.Contains(_tokens[at]));

    private bool IsRoleBefore(FigureRole role, int start, int end)
    {
        var before = start - CountWords(FindQualifier(start)) - 1;
        if (before < 0)
        {
            return false;
        }

        // “two killed, 12 injured”: a number belongs to the word behind it rather than to the one before it.
        var isObject = end >= _tokens.Count || !IsRoleWord(_tokens[end]);
        return (isObject && role.Before.Contains(_tokens[before])) || (role.Toll is { } toll && IsToll(toll, before));
    }

    private bool IsToll(string phrase, int at)
    {
        while (at >= 0 && _words.TollWords.Contains(_tokens[at]))
        {
            at--;
        }

        var words = phrase.Split(' ');
        return at >= words.Length - 1 && words.SequenceEqual(_tokens.GetRange(at - words.Length + 1, words.Length));
    }

    private string? FindQualifier(int at) => _words.Qualifiers.FirstOrDefault(phrase =>
        phrase.Split(' ') is var words && at >= words.Length && words.SequenceEqual(_tokens.GetRange(at - words.Length, words.Length)));

    private static int CountWords(string? phrase) => phrase is null ? 0 : phrase.Split(' ').Length;

    /// <returns>The end is the start where there is no number.</returns>
    private (int Value, int End) ReadNumber(int start)
    {
        if (ReadDigits(_tokens[start]) is { } digits)
        {
            return start + 1 < _tokens.Count && _words.Scales.TryGetValue(_tokens[start + 1], out var scale)
                ? (Limit((long)digits * scale), start + 2)
                : (digits, start + 1);
        }

        long total = 0, group = 0;
        var at = start;
        while (at < _tokens.Count)
        {
            var isJoined = at > start && _tokens[at] == _words.And && at + 1 < _tokens.Count && _words.Scales.ContainsKey(_tokens[at - 1])
                && AddNumberWord(_tokens[at + 1], isFirst: false, ref total, ref group);
            if (!isJoined && !AddNumberWord(_tokens[at], isFirst: at == start, ref total, ref group))
            {
                break;
            }

            at += isJoined ? 2 : 1;
        }

        return (Limit(total + group), at);
    }

    /// <summary>Adds “thirty”, “thirty-two” or “hundred” to a number.</summary>
    private bool AddNumberWord(string token, bool isFirst, ref long total, ref long group)
    {
        var parts = token.Split('-');
        if (parts.All(_words.Numbers.ContainsKey))
        {
            group = Limit(group + parts.Sum(part => _words.Numbers[part]));
            return true;
        }

        if (isFirst || !_words.Scales.TryGetValue(token, out var scale))
        {
            return false;
        }

        (total, group) = scale >= 1_000 ? (Limit(total + (group * scale)), 0) : (total, Limit(group * scale));
        return true;
    }

    private static int Limit(long value) => (int)Math.Min(value, MaxValue);

    /// <returns>Null for anything but a whole number: “3.5”, “32-year-old”, “1,23”.</returns>
    private static int? ReadDigits(string token) =>
        char.IsAsciiDigit(token[0])
        && token.Split(',') is var groups && groups.Skip(1).All(group => group.Length == 3) && groups[0].Length <= 7
        && int.TryParse(string.Concat(groups), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= MaxValue
            ? value
            : null;

    private static bool IsYear(string token) => token.Length == 4 && ReadDigits(token) is >= FirstYear and <= LastYear;

    /// <summary>Words and numbers in lower case; every other character is a token of its own.</summary>
    private static List<string> Tokenize(string sentence)
    {
        var tokens = new List<string>();
        for (var at = 0; at < sentence.Length;)
        {
            var end = at;
            while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || IsInner(sentence, at, end)))
            {
                end++;
            }

            if (end > at)
            {
                tokens.Add(sentence[at..end].ToLowerInvariant());
            }
            else if (!char.IsWhiteSpace(sentence[at]))
            {
                tokens.Add(sentence[at].ToString());
            }

            at = Math.Max(end, at + 1);
        }

        return tokens;
    }

    private static bool IsInner(string text, int start, int at) =>
        at > start && at + 1 < text.Length && (text[at] is '-' or '\'' or '’'
            ? char.IsLetterOrDigit(text[at + 1])
            : text[at] is ',' or '.' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]));
}

/// <summary>A figure of persons in a text.</summary>
/// <param name="Role">What happened to them: the name of a <see cref="FigureRole"/>.</param>
/// <param name="Unit">Who they are, in lower case as the text writes it; empty for people.</param>
/// <param name="Qualifier">“at least”; null for none.</param>
internal sealed record Figure(string Role, string Unit, int Value, string? Qualifier);
