using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Resolves names, pronouns and offices to the persons of a text.</summary>
/// <param name="mentions">In text order.</param>
internal sealed class CoreferenceResolver(PersonIndex persons, IReadOnlyList<Mention> mentions)
{
    // Characters between a pronoun and the last mention of the person, about one long paragraph.
    private const int MaxPronounDistance = 900;

    // An office refers back further than a pronoun.
    private const int MaxOfficeDistance = 3 * MaxPronounDistance;

    private const double KnownGenderBonus = 0.1;

    public static CoreferenceResolver ForText(IReadOnlyList<TokenizedParagraph> paragraphs)
    {
        var persons = new PersonIndex();
        return new CoreferenceResolver(persons, new MentionReader(persons).Read(paragraphs));
    }

    /// <inheritdoc cref="PersonIndex.Find"/>
    public Person? Find(string name, Gender gender = Gender.Unknown) => persons.Find(name, gender);

    /// <summary>Whether the text between two offsets names a person other than <paramref name="person"/>.</summary>
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
    /// The person whom “the senator” or “the Texas senator” means: the last one named before it with that office and origin.
    /// </summary>
    /// <param name="origin">The place in the description; null for none.</param>
    /// <param name="isOfficeOfRole">Whether a role is an office; by default <see cref="OfficeTitles.IsSameOffice"/>.</param>
    /// <returns>Null where two persons hold the office and the origin does not decide.</returns>
    public Person? ResolveOffice(string office, int offset, string? origin, Func<string, string, bool>? isOfficeOfRole = null)
    {
        Person? nearest = null;
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < MaxOfficeDistance; at--)
        {
            var person = mentions[at].Person;
            if (person == nearest || person.Role is not { } role || !(isOfficeOfRole ?? OfficeTitles.IsSameOffice)(role, office))
            {
                continue;
            }

            if (origin is null || person.IsFrom(origin))
            {
                return person;
            }

            if (nearest is not null)
            {
                return null;
            }

            nearest = person;
        }

        return nearest is { Origins.Count: 0 } ? nearest : null;
    }

    /// <summary>The first person of the last sentence before <paramref name="offset"/> that names one.</summary>
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

    /// <summary>The person whom a pronoun at <paramref name="offset"/> means, with the confidence from 0 to 1.</summary>
    /// <param name="previousSpeaker">The speaker of the previous quotation; null for none.</param>
    public (Person Person, double Confidence)? ResolvePronoun(string pronoun, int offset, Person? previousSpeaker)
    {
        var gender = GenderedWords.OfPronoun(pronoun);
        if (gender == Gender.Unknown || FindAntecedent(gender, offset) is not { } antecedent)
        {
            return null;
        }

        var bonus = antecedent.Person.Gender == gender ? KnownGenderBonus : 0;
        var isPreviousSpeaker = previousSpeaker is not null && previousSpeaker != antecedent.Person
            && MatchesGender(previousSpeaker, gender) && !antecedent.IsFirstInSentence;
        if (isPreviousSpeaker)
        {
            return (previousSpeaker!, 0.55 + bonus);
        }

        return (antecedent.Person, (antecedent.IsFirstInSentence ? 0.7 : 0.5) + bonus);
    }

    /// <summary>In the last sentence that names a person of this gender, the person named first.</summary>
    private Mention? FindAntecedent(Gender gender, int offset)
    {
        Mention? best = null;
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - mentions[at].Start < MaxPronounDistance; at--)
        {
            var mention = mentions[at];
            if (best is { } found && mention.Sentence != found.Sentence)
            {
                break;
            }

            // "She met Ann Bo. … she said" does not mean Bo.
            if (MatchesGender(mention.Person, gender) && mention.GoverningPronounGender != gender && IsBetter(mention, best))
            {
                best = mention;
            }
        }

        return best;
    }

    private static bool IsBetter(Mention mention, Mention? best) =>
        best is not { } other || (mention.IsFirstInSentence && !(mention.IsPossessive && other.IsFirstInSentence));

    private static bool MatchesGender(Person person, Gender gender) =>
        person.Gender == gender || (person.Gender == Gender.Unknown && person.IsHuman);

    private int FirstAtOrAfter(int offset) => OffsetSearch.FirstAtOrAfter(mentions, offset, mention => mention.Start);
}
