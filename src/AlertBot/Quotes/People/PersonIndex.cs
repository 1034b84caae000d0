using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>The persons named in a text, found by any word of their name.</summary>
internal sealed class PersonIndex
{
    // Length of headline and first sentence, in characters. The person that a text is about is named there.
    private const int OpeningLength = 250;

    // Persons with one surname. Limits the time for a text that repeats a surname hundreds of times.
    private const int MaxPersonsPerWord = 50;

    // Among persons with the same surname the one who is named in the opening wins over six more mentions.
    private const int OpeningWeight = 6;

    private const int SurnameWeight = 1000;

    private const int HumanWeight = 500;

    private const int FullNameWeight = 20;

    // Keeps the mention count below HumanWeight.
    private const int MaxMentionWeight = 400;

    private readonly Dictionary<string, List<Person>> _byWord = new(StringComparer.Ordinal);

    /// <summary>The person with a name or surname; null where the text has no fuller name.</summary>
    /// <param name="gender">The gender that the title shows: “Mrs Bo” is not Mr Bo.</param>
    public Person? Find(string name, Gender gender = Gender.Unknown)
    {
        var words = name.Split(' ');
        if (!_byWord.TryGetValue(Key(words[^1]), out var candidates))
        {
            return null;
        }

        Person? best = null;
        foreach (var person in candidates)
        {
            if (MatchesGender(person, gender) && HasAllWords(person, words)
                && (best is null || Weight(person, words[^1]) > Weight(best, words[^1])))
            {
                best = person;
            }
        }

        return best;
    }

    /// <returns>The person who is already known by this name, or a new one.</returns>
    public Person Add(TokenizedParagraph tokens, NameParts parts, string name)
    {
        var surname = Key(tokens[parts.Last].Text);
        var hasTitle = parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown;
        if (Find(name, NameParser.GenderFromHonorific(tokens, parts)) is { } known && Key(known.Words[^1]) == surname)
        {
            known.IsHuman |= hasTitle;
            return known;
        }

        var isInOpening = tokens.Profile is null && tokens[parts.First].Start < OpeningLength;
        var person = new Person(name)
        {
            IsNamedInOpening = isInOpening && !_byWord.ContainsKey(surname),
            Gender = parts.Gender,
            IsHuman = hasTitle || RoleFinder.Find(tokens, parts) is not null,
        };
        foreach (var word in person.Words)
        {
            var key = Key(word);
            if (!_byWord.TryGetValue(key, out var persons))
            {
                _byWord[key] = persons = [];
            }

            if (persons.Count < MaxPersonsPerWord)
            {
                persons.Add(person);
            }
        }

        return person;
    }

    /// <summary>A word of a name in the form in which names are compared: lower case, without possessive ending and period.</summary>
    public static string Key(string word) => NameParser.WithoutPossessive(word).TrimEnd('.').ToLowerInvariant();

    private static bool MatchesGender(Person person, Gender gender) =>
        gender == Gender.Unknown || person.Gender == Gender.Unknown || person.Gender == gender;

    private static bool HasAllWords(Person person, string[] words) =>
        Array.TrueForAll(words, word => Array.Exists(person.Words, w => Key(w) == Key(word)));

    private static int Weight(Person person, string surname) =>
        (Key(person.Words[^1]) == Key(surname) ? SurnameWeight : 0)
        + (person.IsHuman ? HumanWeight : 0)
        + (person.Words.Length > 1 ? FullNameWeight : 0)
        + (person.IsNamedInOpening ? OpeningWeight : 0)
        + Math.Min(person.MentionCount, MaxMentionWeight);
}
