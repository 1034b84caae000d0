namespace AlertBot.Briefs;

/// <summary>Who is named in a text, where, and with which office.</summary>
internal sealed class People(PersonRegister register, IReadOnlyList<Mention> mentions)
{
    private const int PronounReach = 900;

    public static People In(IReadOnlyList<Frame> frames)
    {
        var register = new PersonRegister();
        return new People(register, new MentionReader(register).Read(frames));
    }

    /// <inheritdoc cref="PersonRegister.Find"/>
    public Person? Find(string name, Gender gender = Gender.Unknown) => register.Find(name, gender);

    /// <summary>Whether anybody but <paramref name="person"/> is named between two places.</summary>
    public bool NamesAnother(Person? person, int start, int end)
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

    /// <summary>Whom “the senator” or “the Texas senator” means: the nearest one before it who has that office and comes from there.</summary>
    public Person? WithOffice(string office, int offset, string? origin, Func<string, string, bool>? holds = null)
    {
        Person? nearest = null;
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < 3 * PronounReach; at--)
        {
            var person = mentions[at].Person;
            if (person == nearest || person.Role is not { } role || !(holds ?? Titles.Holds)(role, office))
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
    public Person? LeadingBefore(int offset)
    {
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < PronounReach; at--)
        {
            if (mentions[at].Leads && mentions[at].Person.IsHuman)
            {
                return mentions[at].Person;
            }
        }

        return null;
    }

    /// <summary>Whom a pronoun at <paramref name="offset"/> means: the one who leads the nearest sentence that fits.</summary>
    public (Person Person, double Confidence)? Behind(string pronoun, int offset, Person? speaking)
    {
        var gender = pronoun is "he" or "er" or "il" or "él" ? Gender.Male : pronoun is "she" or "elle" or "ella" or "sie" ? Gender.Female : Gender.Unknown;
        if (gender == Gender.Unknown)
        {
            return null;
        }

        var at = FirstAtOrAfter(offset) - 1;
        Mention? best = null;
        for (; at >= 0 && offset - mentions[at].Start < PronounReach; at--)
        {
            var mention = mentions[at];
            if (best is { } found && mention.Sentence != found.Sentence)
            {
                break;
            }

            // "She met Bo. … she said": not Bo.
            if (Fits(mention.Person, gender) && mention.Under != gender && (best is null || (mention.Leads && !(mention.Owns && best.Value.Leads))))
            {
                best = mention;
            }
        }

        if (best is not { } nearest)
        {
            return null;
        }

        var known = nearest.Person.Gender == gender ? 0.1 : 0;
        if (speaking is not null && speaking != nearest.Person && Fits(speaking, gender) && !nearest.Leads)
        {
            return (speaking, 0.55 + known);
        }

        return (nearest.Person, (nearest.Leads ? 0.7 : 0.5) + known);
    }

    private static bool Fits(Person person, Gender gender) =>
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
