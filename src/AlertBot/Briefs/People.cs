using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>One place where a person is named.</summary>
/// <param name="Leads">Whether it is the first name of its sentence.</param>
/// <param name="Owns">Whether something of the person’s is meant (“Bo’s lawyer”).</param>
/// <param name="Under">Whom the pronoun means that is the subject of the sentence (“She met Bo.”), as far as its gender goes.</param>
internal readonly record struct Mention(int Start, int End, Person Person, bool Leads, int Sentence, bool Owns, Gender Under);

/// <summary>Who is named in a text, where, and with which office.</summary>
internal sealed class People
{
    private const int PronounReach = 900;

    // Whom a text is about is named in its headline or its first sentence.
    private const int OpeningReach = 250;

    // Tokens between a possessive and the name that it belongs to.
    private const int OwnerReach = 4;

    // The surname alone means whom the text is about; relatives are told apart by their first names.
    private const int OpeningWeight = 6;
    private readonly Dictionary<string, List<Person>> _byWord = new(StringComparer.Ordinal);
    private readonly List<Mention> _mentions = [];

    public static People In(IReadOnlyList<Frame> frames)
    {
        var people = new People();
        foreach (var full in new[] { true, false })
        {
            var sentence = 0;
            foreach (var frame in frames)
            {
                people.Read(frame, full, ref sentence);
            }
        }

        people._mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        return people;
    }

    /// <summary>The person that a name or surname stands for; null where the text has no fuller name.</summary>
    public Person? Find(string name)
    {
        var words = name.Split(' ');
        if (!_byWord.TryGetValue(Key(words[^1]), out var candidates))
        {
            return null;
        }

        Person? best = null;
        foreach (var person in candidates)
        {
            if (words.All(word => Array.Exists(person.Words, w => Key(w) == Key(word))) && (best is null || Weight(person, words[^1]) > Weight(best, words[^1])))
            {
                best = person;
            }
        }

        return best;
    }

    /// <summary>Whether anybody but <paramref name="person"/> is named between two places.</summary>
    public bool NamesAnother(Person? person, int start, int end)
    {
        for (var at = FirstAtOrAfter(start); at < _mentions.Count && _mentions[at].Start < end; at++)
        {
            if (_mentions[at].Person != person && _mentions[at].Person.IsHuman)
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
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - _mentions[at].Start < 3 * PronounReach; at--)
        {
            var person = _mentions[at].Person;
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
        for (var at = FirstAtOrAfter(offset) - 1; at >= 0 && offset - _mentions[at].Start < PronounReach; at--)
        {
            if (_mentions[at].Leads && _mentions[at].Person.IsHuman)
            {
                return _mentions[at].Person;
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
        for (; at >= 0 && offset - _mentions[at].Start < PronounReach; at--)
        {
            var mention = _mentions[at];
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
        int low = 0, high = _mentions.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_mentions[middle].Start < offset)
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

    private static int Weight(Person person, string word) =>
        (Key(person.Words[^1]) == Key(word) ? 1000 : 0) + (person.IsHuman ? 500 : 0) + (person.Opens ? OpeningWeight : 0) + Math.Min(person.Mentions, 400);

    private void Read(Frame frame, bool full, ref int sentence)
    {
        if (frame.Tongue is not null)
        {
            ReadForeign(frame, full, ref sentence);
            return;
        }

        if (Works.IsHeadline(frame))
        {
            return;
        }

        var leads = true;
        var owner = -OwnerReach;
        var lead = full ? default : SentenceLead.At(frame, 0);
        for (var i = 0; i < frame.Count; i++)
        {
            if (Vocabulary.IsNameWord(frame[i]) && RunEnd(frame, i) is var end && Names.Of(frame, new Phrase(Roles.Before(frame, i), end)) is { } parts)
            {
                // “Bo’s lawyer, Cy Do, said”: the lawyer leads too.
                var first = (leads || parts.First - owner <= OwnerReach) && lead.Allows(frame, parts);
                owner = leads && frame[parts.Last].IsPossessive ? parts.Last : owner;
                leads = !(Take(frame, parts, full, first, sentence, lead.Over(parts)) && first) && leads;
                i = Math.Max(end, i);
            }

            if (frame[i].EndsSentence)
            {
                sentence++;
                leads = true;
                owner = -OwnerReach;
                lead = full ? default : SentenceLead.At(frame, i + 1);
            }
        }
    }

    private void ReadForeign(Frame frame, bool full, ref int sentence)
    {
        var leads = true;
        var at = 0;
        foreach (var parts in TongueNames.In(frame))
        {
            for (; at < parts.First; at++)
            {
                leads |= frame[at].EndsSentence;
                sentence += frame[at].EndsSentence ? 1 : 0;
            }

            leads = !Take(frame, parts, full, leads, sentence, Gender.Unknown) && leads;
        }

        for (; at < frame.Count; at++)
        {
            sentence += frame[at].EndsSentence ? 1 : 0;
        }
    }

    private static int RunEnd(Frame frame, int first)
    {
        var end = first;
        for (var i = first + 1; i < frame.Count && i - first < Limits.Phrase && !frame[end].IsPossessive && frame[i].IsWord; i++)
        {
            if (Vocabulary.IsNameWord(frame[i]))
            {
                end = i;
            }
            else if (!(Vocabulary.IsParticle(frame[i]) && frame[i + 1].IsCapital && frame[i].Lower is not ("y" or "la" or "le" or "el" or "e" or "den")) && !IsOfficeBridge(frame, i))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsOfficeBridge(Frame frame, int i) => frame[i].Lower is "of" or "for" && Titles.IsOffice(frame[i - 1].Text) && Titles.IsField(frame[i + 1].Text);

    private bool Take(Frame frame, NameParts parts, bool full, bool leads, int sentence, Gender under)
    {
        var name = Names.Text(frame, parts);
        if (name.Length < 2 || Titles.IsBody(frame[parts.Last].Text) || !name.Any(char.IsLower) || parts.Words > 5 || HoldsVerb(frame, parts))
        {
            return false;
        }

        if (full)
        {
            return parts.Words > 1 && Add(frame, parts, name) is not null;
        }

        var person = Find(name) ?? (parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown ? Add(frame, parts, name) : null);
        if (person is null)
        {
            return false;
        }

        person.Mentions++;
        person.IsHuman |= (frame[parts.Last + 1].Is(',') && frame[parts.Last + 2].Lower is "who") || IsSurnameThatSpeaks(frame, parts, person);
        person.Role ??= Roles.Of(frame, parts);
        if (Roles.Origin(frame, parts.Last) is { } origin && person.Origins.Count < 3 && !person.Origins.Contains(origin))
        {
            person.Origins.Add(origin);
        }

        if (person.Gender == Gender.Unknown)
        {
            person.Gender = parts.Gender != Gender.Unknown ? parts.Gender : frame.Tongue?.GenderOfOffice(person.Role) ?? Gender.Unknown;
        }

        _mentions.Add(new Mention(frame[parts.First].Start, frame[parts.Last].End, person, leads, sentence, frame[parts.Last].IsPossessive, leads ? Gender.Unknown : under));
        return person.IsHuman;
    }

    /// <summary>“Ann Bo Says Cy Do …”: a headline, no name.</summary>
    private static bool HoldsVerb(Frame frame, NameParts parts)
    {
        for (var i = parts.First + 1; i <= parts.Last && parts.Words > 2; i++)
        {
            if (frame[i].Lower is "says" or "tells" or "asks" or "goes" or "calls" or "claims" or "blasts" or "slams" or "rips" or "warns" or "urges" or "vows" or "wants" or "gets" or "takes" or "makes" or "has" or "is" or "will")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Devi Anand … Anand said”: whoever is called by the last of two names and speaks is a human.</summary>
    private static bool IsSurnameThatSpeaks(Frame frame, NameParts parts, Person person) =>
        frame.Tongue is null && parts.Words == 1 && person.Words.Length > 1 && Key(person.Words[^1]) == Key(frame[parts.Last].Text) && CueVerbs.Speaks(frame[parts.Last + 1]) && CueVerbs.IsFinite(frame[parts.Last + 1]);

    private Person Add(Frame frame, NameParts parts, string name)
    {
        if (Find(name) is { } known && Key(known.Words[^1]) == Key(frame[parts.Last].Text))
        {
            known.IsHuman |= parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown;
            return known;
        }

        var person = new Person(name) { Opens = frame.Tongue is null && frame[parts.First].Start < OpeningReach && !_byWord.ContainsKey(Key(frame[parts.Last].Text)), Gender = parts.Gender, IsHuman = parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown || Roles.Of(frame, parts) is not null };
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

    private static string Key(string word) => Names.WithoutPossessive(word).TrimEnd('.').ToLowerInvariant();
}
