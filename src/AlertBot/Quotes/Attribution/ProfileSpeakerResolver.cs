using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Turns the phrase of an attribution into a speaker: pronouns and surnames to full names.</summary>
internal static class ProfileSpeakerResolver
{
    public static AttributedSpeaker Resolve(AttributedSpeaker spoken, TokenizedParagraph tokens, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var profile = tokens.Profile!;
        var phrase = spoken.Attribution.Speaker;
        if (profile.IsPronoun(tokens[phrase.First]) && phrase.First == phrase.Last)
        {
            return IsPlural(tokens, spoken.Attribution.Cue) ? spoken
                : ResolvePronoun(spoken, tokens, phrase.First, tokens[phrase.First].Lower, people, previousSpeaker);
        }

        if (phrase.Last == phrase.First + 1 && NounPhraseReader.IsAgeDescription(tokens, phrase.Last))
        {
            return ResolvePronoun(spoken, tokens, phrase.First, tokens[phrase.First].Lower == "die" ? "sie" : "er", people,
                previousSpeaker);
        }

        if (ProfileNameParser.Parse(tokens, phrase) is not { } parts)
        {
            return ResolveOfficeHolder(spoken, tokens, phrase, people);
        }

        if (IsCoordinated(tokens, phrase))
        {
            return spoken;
        }

        var name = NameParser.FormatName(tokens, parts);
        var person =
            FindSpeakerOfTwoSurnames(spoken, tokens, parts, people) ?? people.Find(name, NameParser.GenderFromHonorific(tokens, parts));

        // "Also: …", "Gestern: …": a capital before a colon that nothing else makes a name.
        if (person is null && spoken.Attribution is { Cue: < 0, FollowsQuote: false } && parts is { WordCount: 1, OfficeFirst: < 0 }
            && !profile.IsGivenName(tokens[parts.First]) && !profile.IsHonorific(tokens[parts.First - 1]))
        {
            return spoken with { Confidence = 0 };
        }

        var sure = person is not null || parts.WordCount > 1 || parts.OfficeFirst >= 0 || profile.IsHonorific(tokens[parts.First - 1]);
        return spoken with { Person = person, Name = person?.Name ?? (sure ? name : null),
            Role = RoleFinder.Find(tokens, parts) ?? person?.Role };
    }

    /// <summary>„…“, sagte Born Moen: the one behind the verb speaks to the other, where both are known by their surnames.</summary>
    private static Person? FindSpeakerOfTwoSurnames(AttributedSpeaker spoken, TokenizedParagraph tokens, NameParts parts,
        CoreferenceResolver people) =>
        tokens.Profile!.IsGerman && spoken.Attribution.FollowsQuote && parts.WordCount == 2
            && !tokens.Profile.IsGivenName(tokens[parts.First])
        && people.Find(tokens[parts.First].Text) is { Words.Length: > 1 } first && first.Words[^1] == tokens[parts.First].Text
        && people.Find(tokens[parts.Last].Text) is { Words.Length: > 1 } second && second.Words[0] != tokens[parts.First].Text
            ? first
            : null;

    /// <summary>Whom a pronoun means that stands at or in a token of the paragraph.</summary>
    public static AttributedSpeaker ResolvePronoun(AttributedSpeaker spoken, TokenizedParagraph tokens, int token, string pronoun,
        CoreferenceResolver people, Person? previousSpeaker)
    {
        if (FindPreviousSubject(tokens, token, people) is { } subject && MatchesGender(subject, pronoun))
        {
            return spoken with { Person = subject, Name = subject.Name, Role = subject.Role };
        }

        if (FindPreviousLeadingPhrase(tokens, token) is { } other && ContainsName(tokens, other)
            && ProfileNameParser.Parse(tokens, other) is null)
        {
            return spoken;
        }

        return people.ResolvePronoun(pronoun, spoken.Mention.Start, previousSpeaker) is { } meant
            && meant.Confidence * spoken.Confidence >= 0.45
            ? spoken with { Person = meant.Person, Name = meant.Person.Name, Role = meant.Person.Role }
            : spoken;
    }

    /// <summary>Who the sentence before is about: a pronoun means its subject before anybody else.</summary>
    private static Person? FindPreviousSubject(TokenizedParagraph tokens, int token, CoreferenceResolver people)
    {
        if (FindPreviousLeadingPhrase(tokens, token) is not { } leading || ProfileNameParser.Parse(tokens, leading) is not { } parts)
        {
            return null;
        }

        return people.Find(NameParser.FormatName(tokens, parts)) is { IsHuman: true } person ? person : null;
    }

    private static Phrase? FindPreviousLeadingPhrase(TokenizedParagraph tokens, int token)
    {
        var start = tokens.SentenceStart(token);
        return start == 0 || tokens[start - 1].IsQuotation ? null
            : ReportingClauseReader.FindLeadingPhrase(tokens, tokens.SentenceStart(start - 1), start - 1);
    }

    /// <summary>Two capitals in a row: somebody or something by name.</summary>
    public static bool ContainsName(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First; i < phrase.Last; i++)
        {
            if (tokens[i].IsCapital && tokens[i + 1].IsCapital && !tokens.Profile!.IsDeterminer(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MatchesGender(Person person, string pronoun) => pronoun switch
    {
        "er" or "il" or "él" => person.Gender is not Gender.Female,
        "sie" or "elle" or "ella" => person.Gender is not Gender.Male,
        _ => false,
    };

    /// <summary>“die Ministerin”, “le président”: somebody whose office was told before.</summary>
    private static AttributedSpeaker ResolveOfficeHolder(AttributedSpeaker spoken, TokenizedParagraph tokens, Phrase phrase,
        CoreferenceResolver people)
    {
        var definite = phrase.Last > phrase.First && tokens[phrase.First].Lower is ("der" or "die" or "le" or "la" or "l’" or "el");
        if (!definite)
        {
            return spoken;
        }

        if (phrase.Last == phrase.First + 1 && IsDemonym(tokens, phrase.Last)
            && FindPreviousSubject(tokens, phrase.First, people) is { } native
            && MatchesGender(native, tokens[phrase.First].Lower is "la" ? "ella" : "él"))
        {
            return spoken with { Person = native, Name = native.Name, Role = native.Role, Confidence = spoken.Confidence * 0.8 };
        }

        var office = tokens.Text[tokens[phrase.First + 1].Start..tokens[phrase.Last].End].ToLowerInvariant().Replace('\'', '’');
        if (Array.Find(OfficeSynonyms, same => same.Names.Contains(office)) is { Heads: not null } known)
        {
            return WithPerson(spoken,
                people.ResolveOffice(office, spoken.Mention.Start, origin: null, (role, _) => IsSynonymousOffice(role, known)));
        }

        return phrase.Last == phrase.First + 1 && tokens.Profile!.IsOffice(tokens[phrase.Last])
            ? WithPerson(spoken, people.ResolveOffice(office, spoken.Mention.Start, origin: null, IsOfficeInRole)) : spoken;
    }

    private static AttributedSpeaker WithPerson(AttributedSpeaker spoken, Person? person) =>
        person is { } holder
            ? spoken with { Person = holder, Name = holder.Name, Role = holder.Role, Confidence = spoken.Confidence * 0.8 }
            : spoken;

    private static bool IsSynonymousOffice(string role, (string[] Names, string[] Heads) known)
    {
        var words = role.ToLowerInvariant().Replace('\'', '’');
        return known.Names.Contains(words)
            || Array.Exists(known.Heads,
                head => words == head
                    || (words.StartsWith(head, StringComparison.Ordinal) && words[head.Length] == ' '
                        && !known.Heads.Contains("!" + head)));
    }

    /// <summary>Heads of state and government have two names everywhere; “!” before a head: only alone.</summary>
    private static readonly (string[] Names, string[] Heads)[] OfficeSynonyms =
    [
        (["chef du gouvernement", "cheffe du gouvernement"], ["premier ministre", "première ministre", "chancelier", "chancelière"]),
        (["chef de l’état", "cheffe de l’état"], ["président", "présidente", "président de la république", "!président", "!présidente"]),
        (["regierungschef", "regierungschefin"],
            ["kanzler", "kanzlerin", "bundeskanzler", "bundeskanzlerin", "premierminister", "premierministerin", "ministerpräsident",
                "ministerpräsidentin"]),
        (["staatschef", "staatschefin", "staatsoberhaupt"],
            ["präsident", "präsidentin", "bundespräsident", "bundespräsidentin", "staatspräsident", "staatspräsidentin", "!präsident",
                "!präsidentin"]),
        (["jefe del gobierno", "jefa del gobierno", "jefe del ejecutivo", "jefa del ejecutivo"],
            ["primer ministro", "primera ministra", "presidente del gobierno", "presidenta del gobierno"]),
        (["jefe de estado", "jefa de estado", "jefe del estado", "mandatario", "mandataria"],
            ["presidente", "presidenta", "presidente de la república", "presidenta de la república", "!presidente", "!presidenta"]),
    ];

    /// <summary>“la noruega”, “el madrileño”: somebody by where they are from.</summary>
    private static bool IsDemonym(TokenizedParagraph tokens, int token) =>
        tokens.Profile!.IsProDrop && !tokens[token].IsCapital && !tokens.Profile.IsOffice(tokens[token])
            && Array.Exists(DemonymSuffixes,
                ending => tokens[token].Lower.Length > ending.Length + 2 && tokens[token].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] DemonymSuffixes =
        ["és", "esa", "ano", "ana", "eño", "eña", "ense", "ego", "ega", "ino", "ina", "aco", "aca", "ués", "uesa"];

    /// <summary>“Außenministerin” is “die Ministerin” too.</summary>
    private static bool IsOfficeInRole(string role, string office) =>
        role.Split(' ') is var words && words[0].ToLowerInvariant() is var head
            && (head == office || (office.Length > 4 && head.EndsWith(office, StringComparison.Ordinal)));

    private static bool IsPlural(TokenizedParagraph tokens, int cue) =>
        tokens.Profile!.IsGerman && cue >= 0 && tokens[cue].Lower.EndsWith("en", StringComparison.Ordinal)
            && tokens[cue].Lower is not ("geschrieben" or "beschrieben" or "gesprochen" or "versprochen" or "vorgeworfen"
                or "zurückgewiesen");

    private static bool IsCoordinated(TokenizedParagraph tokens, Phrase phrase) =>
        tokens[phrase.Last + 1].Lower is "und" or "et" or "y" && tokens.Profile!.IsGivenName(tokens[phrase.Last + 2]);
}
