namespace AlertBot.Quotes.People;

/// <summary>Somebody whom the text names.</summary>
internal sealed class Person(string name)
{
    /// <summary>The fullest name that the text gives, without titles.</summary>
    public string Name { get; } = name;

    public string[] Words { get; } = name.Split(' ');

    public string? Role { get; set; }

    public Gender Gender { get; set; }

    /// <summary>Whether anything but the capitals speaks for a human: a known given name, an office, a form of address.</summary>
    public bool IsHuman { get; set; }

    /// <summary>Whether the text opens with the name.</summary>
    public bool IsNamedInOpening { get; init; }

    public int MentionCount { get; set; }

    /// <summary>Places that stand with the name: “Fla.” of “(R-Fla.)”, “Ohio” of “Bo of Ohio”.</summary>
    public List<string> Origins { get; } = [];

    /// <summary>Whether a place that stands with the name, also shortened (“Fla.”), is the one given.</summary>
    public bool IsFrom(string place) =>
        Origins.Exists(origin => IsAbbreviationOf(origin, place))
            || (Role is { } role && role.Contains(place, StringComparison.OrdinalIgnoreCase));

    /// <summary>“Vt” of “Vermont”: the letters stand in the word in that order.</summary>
    private static bool IsAbbreviationOf(string letters, string word)
    {
        var at = 0;
        foreach (var c in word)
        {
            at += at < letters.Length && char.ToLowerInvariant(letters[at]) == char.ToLowerInvariant(c) ? 1 : 0;
        }

        return at == letters.Length && at > 1 && char.ToLowerInvariant(letters[0]) == char.ToLowerInvariant(word[0]);
    }
}
