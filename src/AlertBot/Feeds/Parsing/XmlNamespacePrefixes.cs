using System.Xml;

namespace AlertBot.Feeds.Parsing;

/// <summary>Collects the namespace prefixes that a document uses and declares, to declare those that it forgets.</summary>
internal sealed class XmlNamespacePrefixes
{
    /// <summary>
    /// Limits the prefixes that are collected, so that a hostile document cannot fill memory. The collected feeds use up to 29.
    /// </summary>
    private const int MaxPrefixes = 100;

    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _declared = ["xml", "xmlns"];

    /// <param name="name">The name of an element.</param>
    /// <param name="attributes">The rest of its start tag.</param>
    public void AddTag(ReadOnlySpan<char> name, ReadOnlySpan<char> attributes)
    {
        AddPrefix(name);
        AddAttributes(attributes);
    }

    /// <returns>Namespace declarations for the prefixes that are used but not declared; empty when there are none.</returns>
    public string GetMissingDeclarations()
    {
        _used.ExceptWith(_declared);
        return string.Concat(
            _used.Where(IsPrefix).Order(StringComparer.Ordinal).Select(p => $" xmlns:{p}=\"{FeedXml.ConventionalNamespace(p)}\""));
    }

    /// <summary>Adds the prefixes of the attribute names. Quoted values are skipped.</summary>
    private void AddAttributes(ReadOnlySpan<char> rest)
    {
        while (rest.IndexOf('=') is >= 0 and var equals)
        {
            var name = rest[..equals].Trim();
            AddPrefix(name[(name.LastIndexOfAny(" \t\r\n") + 1)..]);
            rest = rest[(equals + 1)..].TrimStart();
            if (rest.Length > 0 && rest[0] is '"' or '\'')
            {
                var end = rest[1..].IndexOf(rest[0]);
                rest = end < 0 ? default : rest[(end + 2)..];
            }
        }
    }

    private void AddPrefix(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        if (colon <= 0)
        {
            return;
        }

        if (name[..colon] is "xmlns")
        {
            _declared.Add(name[(colon + 1)..].ToString());
        }
        else if (_used.Count < MaxPrefixes && name[..colon].IndexOfAny("\"'<&") < 0)
        {
            _used.GetAlternateLookup<ReadOnlySpan<char>>().Add(name[..colon]);
        }
    }

    private static bool IsPrefix(string prefix) => XmlReader.IsName(prefix) && !prefix.Contains(':', StringComparison.Ordinal);
}
