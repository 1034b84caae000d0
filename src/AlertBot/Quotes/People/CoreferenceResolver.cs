using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Who is named in a text, where, and with which office.</summary>
internal sealed class CoreferenceResolver(PersonIndex register, IReadOnlyList<Mention> mentions)
{
    private const int MaxPronounDistance = 900;

    public static CoreferenceResolver ForText(IReadOnlyList<TokenizedParagraph> paragraphs)
    {
        var register = new PersonIndex();
        return new CoreferenceResolver(register, new MentionReader(register).Read(paragraphs));
    }

    /// <inheritdoc cref="PersonIndex.Find"/>
    public Person? Find(string name, Gender gender = Gender.Unknown) => register.Find(name, gender);

    /// <summary>Whether anybody but <paramref name="person"/> is named between two places.</summary>
    public bool MentionsAnother(Person? person, int start, int end)
    {
        for (var at = FirstAtOrAfter(start); at < mentions.Count && mentions[at].Start < end; at++)
        {
            if (mentions[at].Person != person && mentions[at].Person.IsHuman)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whom “the senator” or “the Texas senator” means: the nearest one before it who has that office and comes from there.
    /// </summary>
    public Person? ResolveOffice(string office, int offset, string? origin, Func<string, string, bool>? holds = null)
    {
        Person? nearest = null;
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < 3 * MaxPronounDistance; at--)
        {
            var person = mentions[at].Person;
            if (person == nearest || person.Role is not { } role || !(holds ?? OfficeTitles.IsSameOffice)(role, office))
            {
                continue;
            }

            if (origin is null || person.IsFrom(origin))
            {
                return person;
            }

            // Two hold the office and neither is known to come from there: nobody is meant for sure.
            if (nearest is not null)
            {
                return null;
            }

            nearest = person;
        }

        return nearest is { Origins.Count: 0 } ? nearest : null;
    }

    /// <summary>Who leads the sentence that names somebody last before <paramref name="offset"/>.</summary>
    public Person? FindLeadingPersonBefore(int offset)
    {
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < MaxPronounDistance; at--)
        {
            if (mentions[at].IsFirstInSentence && mentions[at].Person.IsHuman)
            {
                return mentions[at].Person;
            }
        }

        return null;
    }

    /// <summary>Whom a pronoun at <paramref name="offset"/> means: the one who leads the nearest sentence that fits.</summary>
    public (Person Person, double Confidence)? ResolvePronoun(string pronoun, int offset, Person? previousSpeaker)
    {
        var gender = pronoun is "he" or "er" or "il" or "él" ? Gender.Male
            : pronoun is "she" or "elle" or "ella" or "sie" ? Gender.Female : Gender.Unknown;
        if (gender == Gender.Unknown)
        {
            return null;
        }

        var at = FirstAtOrAfter(offset) - 1;
        Mention? best = null;
        for (; at >= 0 && offset - mentions[at].Start < MaxPronounDistance; at--)
        {
            var mention = mentions[at];
            if (best is { } found && mention.Sentence != found.Sentence)
            {
                break;
            }

            // "She met Bo. … she said": not Bo.
            if (MatchesGender(mention.Person, gender) && mention.GoverningPronounGender != gender
                && (best is null || (mention.IsFirstInSentence && !(mention.IsPossessive && best.Value.IsFirstInSentence))))
            {
                best = mention;
            }
        }

        if (best is not { } nearest)
        {
            return null;
        }

        var known = nearest.Person.Gender == gender ? 0.1 : 0;
        if (previousSpeaker is not null && previousSpeaker != nearest.Person && MatchesGender(previousSpeaker, gender) && !nearest.IsFirstInSentence)
        {
            return (previousSpeaker, 0.55 + known);
        }

        return (nearest.Person, (nearest.IsFirstInSentence ? 0.7 : 0.5) + known);
    }

    private static bool MatchesGender(Person person, Gender gender) =>
        person.Gender == gender || (person.Gender == Gender.Unknown && person.IsHuman);

    private int FirstAtOrAfter(int offset)
    {
        int low = 0, high = mentions.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (mentions[middle].Start < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
