using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Resolves the entity references of a feed document: those of XML and HTML, and short ones that the document declares.</summary>
internal sealed partial class XmlEntityResolver
{
    /// <summary>Limits the expansions of declared entities. Each gives at most 100 characters, so together at most 1 MB.</summary>
    private const int MaxExpansions = 10_000;

    /// <summary>Characters of the longest HTML entity with its ampersand and semicolon.</summary>
    private const int MaxReferenceLength = 34;

    private readonly Dictionary<string, string> _declared = [];
    private int _expansions;

    /// <summary>Adds the short plain-text entities. Those that refer to others are ignored, so expansion cannot grow.</summary>
    public void AddDeclarations(string declaration)
    {
        foreach (Match match in EntityPattern().Matches(declaration))
        {
            _declared.TryAdd(match.Groups[1].Value, match.Groups[2].Value);
        }
    }

    /// <param name="rest">The text that begins with an ampersand.</param>
    /// <returns>The replacement text and the length of the reference; null when the ampersand does not begin a reference.</returns>
    public (string Text, int Length)? Resolve(ReadOnlySpan<char> rest)
    {
        var end = rest[..Math.Min(rest.Length, MaxReferenceLength)].IndexOf(';');
        if (end <= 1 || !IsName(rest[1..end]))
        {
            return null;
        }

        var name = rest[1..end];
        var reference = rest[..(end + 1)].ToString();
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            return (reference, end + 1);
        }

        if (_expansions < MaxExpansions && _declared.TryGetValue(name.ToString(), out var own))
        {
            _expansions++;
            return (own, end + 1);
        }

        return ToXmlReference(reference) is { } replacement ? (replacement, end + 1) : null;
    }

    /// <returns>The meaning of the reference as XML; null when it is not a reference.</returns>
    private static string? ToXmlReference(string reference)
    {
        var decoded = PlainTextConverter.DecodeEntities(reference);
        if (decoded != reference)
        {
            var rune = decoded.EnumerateRunes().First();
            return decoded.All(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c))
                ? $"&#{rune.Value.ToString(CultureInfo.InvariantCulture)};" : "";
        }

        // A number without a character: a control character, or beyond Unicode.
        return reference[1] == '#' && IsNumber(reference.AsSpan(2, reference.Length - 3)) ? "" : null;
    }

    /// <summary>In "R&amp;D &amp;mdash;" the first ampersand does not begin a reference.</summary>
    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('#' or '_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> digits)
    {
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c) && c is not ('x' or 'X'))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex("""<!ENTITY\s+([A-Za-z][A-Za-z0-9_.-]{0,30})\s+["']([^"'<>&%]{0,100})["']\s*>""", RegexOptions.NonBacktracking)]
    private static partial Regex EntityPattern();
}
