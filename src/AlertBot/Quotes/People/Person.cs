namespace AlertBot.Quotes.People;

/// <summary>A person named in a text.</summary>
internal sealed class Person(string name)
{
    /// <summary>The longest form of the name in the text, without titles.</summary>
    public string Name { get; } = name;

    public string[] Words { get; } = name.Split(' ');

    public string? Role { get; set; }

    public Gender Gender { get; set; }

    /// <summary>
    /// Whether a known given name, an office or a title shows that the name is a person and not an organisation or a place.
    /// </summary>
    public bool IsHuman { get; set; }

    /// <summary>Whether the name is in the headline or the first sentence.</summary>
    public bool IsNamedInOpening { get; init; }

    public int MentionCount { get; set; }

    /// <summary>Places given with the name: “Fla” for “(R-Fla.)”, “Ohio” for “Bo of Ohio”.</summary>
    public List<string> Origins { get; } = [];

    /// <summary>
    /// Whether <paramref name="place"/> is one of the places given with the name, also abbreviated (“Fla”), or part of the role.
    /// </summary>
    public bool IsFrom(string place) =>
        Origins.Exists(origin => IsAbbreviationOf(origin, place))
        || (Role is { } role && role.Contains(place, StringComparison.OrdinalIgnoreCase));

    /// <summary>The word contains the letters of the abbreviation in the same order: “Vt” for “Vermont”.</summary>
    private static bool IsAbbreviationOf(string abbreviation, string word)
    {
        var matched = 0;
        foreach (var c in word)
        {
            matched += matched < abbreviation.Length && char.ToLowerInvariant(abbreviation[matched]) == char.ToLowerInvariant(c) ? 1 : 0;
        }

        return matched == abbreviation.Length && matched > 1
            && char.ToLowerInvariant(abbreviation[0]) == char.ToLowerInvariant(word[0]);
    }
}
