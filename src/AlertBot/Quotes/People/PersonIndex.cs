using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Everybody whose name a text gives, by each word of it.</summary>
internal sealed class PersonIndex
{
    // Whom a text is about is named in its headline or its first sentence.
    private const int OpeningLength = 250;

    // The surname alone means whom the text is about; relatives are told apart by their first names.
    private const int OpeningWeight = 6;

    private readonly Dictionary<string, List<Person>> _byWord = new(StringComparer.Ordinal);

    /// <summary>The person that a name or surname stands for; null where the text has no fuller name.</summary>
    /// <param name="gender">As the words of address tell: “Mrs Bo” is not her husband.</param>
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
            var fits = gender == Gender.Unknown || person.Gender == Gender.Unknown || person.Gender == gender;
            if (fits && words.All(word => Array.Exists(person.Words, w => Key(w) == Key(word)))
                && (best is null || Weight(person, words[^1]) > Weight(best, words[^1])))
            {
                best = person;
            }
        }

        return best;
    }

    public Person Add(TokenizedParagraph tokens, NameParts parts, string name)
    {
        if (Find(name, NameParser.GenderFromHonorific(tokens, parts)) is { } known && Key(known.Words[^1]) == Key(tokens[parts.Last].Text))
        {
            known.IsHuman |= parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown;
            return known;
        }

        var person = new Person(
            name) { IsNamedInOpening = tokens.Profile is null && tokens[parts.First].Start < OpeningLength
                && !_byWord.ContainsKey(Key(tokens[parts.Last].Text)), Gender = parts.Gender,
                IsHuman = parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown || RoleFinder.Find(tokens, parts) is not null };
        foreach (var word in person.Words)
        {
            var key = Key(word);
            if (!_byWord.TryGetValue(key, out var list))
            {
                _byWord[key] = list = [];
            }

            // A text that names hundreds of one surname is no news.
            if (list.Count < 50)
            {
                list.Add(person);
            }
        }

        return person;
    }

    private static int Weight(Person person, string word) =>
        (Key(person.Words[^1]) == Key(word) ? 1000 : 0) + (person.IsHuman ? 500 : 0) + (person.Words.Length > 1 ? 20 : 0)
            + (person.IsNamedInOpening ? OpeningWeight : 0) + Math.Min(person.MentionCount, 400);

    public static string Key(string word) => NameParser.WithoutPossessive(word).TrimEnd('.').ToLowerInvariant();
}
