namespace AlertBot.Briefs.Tongues;

/// <summary>Turns the phrase of an attribution into a speaker: pronouns and surnames to full names.</summary>
internal static class TongueSpeaker
{
    public static Spoken Of(Spoken spoken, Frame frame, People people, Person? speaking)
    {
        var tongue = frame.Tongue!;
        var phrase = spoken.Attribution.Speaker;
        if (tongue.IsPronoun(frame[phrase.First]) && phrase.First == phrase.Last)
        {
            return IsPlural(frame, spoken.Attribution.Cue) ? spoken : Behind(spoken, frame, phrase.First, frame[phrase.First].Lower, people, speaking);
        }

        if (phrase.Last == phrase.First + 1 && Groups.IsAge(frame, phrase.Last))
        {
            return Behind(spoken, frame, phrase.First, frame[phrase.First].Lower == "die" ? "sie" : "er", people, speaking);
        }

        if (TongueNames.Of(frame, phrase) is not { } parts)
        {
            return Holder(spoken, frame, phrase, people);
        }

        if (IsCoordinated(frame, phrase))
        {
            return spoken;
        }

        var name = Names.Text(frame, parts);
        var person = people.Find(name);

        // "Also: …", "Gestern: …": a capital before a colon that nothing else makes a name.
        if (person is null && spoken.Attribution is { Cue: < 0, Behind: false } && parts is { Words: 1, OfficeFirst: < 0 } && !tongue.IsGiven(frame[parts.First]) && !tongue.IsAddress(frame[parts.First - 1]))
        {
            return spoken with { Confidence = 0 };
        }

        var sure = person is not null || parts.Words > 1 || parts.OfficeFirst >= 0 || tongue.IsAddress(frame[parts.First - 1]);
        return spoken with { Person = person, Name = person?.Name ?? (sure ? name : null), Role = Roles.Of(frame, parts) ?? person?.Role };
    }

    /// <summary>Whom a pronoun means that stands at or in a token of the paragraph.</summary>
    public static Spoken Behind(Spoken spoken, Frame frame, int token, string pronoun, People people, Person? speaking)
    {
        if (SubjectBefore(frame, token, people) is { } subject && Fits(subject, pronoun))
        {
            return spoken with { Person = subject, Name = subject.Name, Role = subject.Role };
        }

        if (LeadingBefore(frame, token) is { } other && NamesSomebody(frame, other) && TongueNames.Of(frame, other) is null)
        {
            return spoken;
        }

        return people.Behind(pronoun, spoken.Mention.Start, speaking) is { } meant && meant.Confidence * spoken.Confidence >= 0.45
            ? spoken with { Person = meant.Person, Name = meant.Person.Name, Role = meant.Person.Role }
            : spoken;
    }

    /// <summary>Who the sentence before is about: a pronoun means its subject before anybody else.</summary>
    private static Person? SubjectBefore(Frame frame, int token, People people)
    {
        if (LeadingBefore(frame, token) is not { } leading || TongueNames.Of(frame, leading) is not { } parts)
        {
            return null;
        }

        return people.Find(Names.Text(frame, parts)) is { IsHuman: true } person ? person : null;
    }

    private static Phrase? LeadingBefore(Frame frame, int token)
    {
        var start = frame.SentenceStart(token);
        return start == 0 || frame[start - 1].IsQuotation ? null : Clauses.Leading(frame, frame.SentenceStart(start - 1), start - 1);
    }

    /// <summary>Two capitals in a row: somebody or something by name.</summary>
    public static bool NamesSomebody(Frame frame, Phrase phrase)
    {
        for (var i = phrase.First; i < phrase.Last; i++)
        {
            if (frame[i].IsCapital && frame[i + 1].IsCapital && !frame.Tongue!.IsDeterminer(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(Person person, string pronoun) => pronoun switch
    {
        "er" or "il" or "él" => person.Gender is not Gender.Female,
        "sie" or "elle" or "ella" => person.Gender is not Gender.Male,
        _ => false,
    };

    /// <summary>“die Ministerin”, “le président”: somebody whose office was told before.</summary>
    private static Spoken Holder(Spoken spoken, Frame frame, Phrase phrase, People people)
    {
        var definite = phrase.Last > phrase.First && frame[phrase.First].Lower is ("der" or "die" or "le" or "la" or "l’" or "el");
        if (!definite)
        {
            return spoken;
        }

        if (phrase.Last == phrase.First + 1 && IsOrigin(frame, phrase.Last) && SubjectBefore(frame, phrase.First, people) is { } native && Fits(native, frame[phrase.First].Lower is "la" ? "ella" : "él"))
        {
            return spoken with { Person = native, Name = native.Name, Role = native.Role, Confidence = spoken.Confidence * 0.8 };
        }

        var office = frame.Text[frame[phrase.First + 1].Start..frame[phrase.Last].End].ToLowerInvariant().Replace('\'', '’');
        if (Array.Find(SameOffices, same => same.Names.Contains(office)) is { Heads: not null } known)
        {
            return Holding(spoken, people.WithOffice(office, spoken.Mention.Start, origin: null, (role, _) => IsSame(role, known)));
        }

        return phrase.Last == phrase.First + 1 && frame.Tongue!.IsOffice(frame[phrase.Last]) ? Holding(spoken, people.WithOffice(office, spoken.Mention.Start, origin: null, HeldBy)) : spoken;
    }

    private static Spoken Holding(Spoken spoken, Person? person) =>
        person is { } holder
            ? spoken with { Person = holder, Name = holder.Name, Role = holder.Role, Confidence = spoken.Confidence * 0.8 }
            : spoken;

    private static bool IsSame(string role, (string[] Names, string[] Heads) known)
    {
        var words = role.ToLowerInvariant().Replace('\'', '’');
        return known.Names.Contains(words) || Array.Exists(known.Heads, head => words == head || (words.StartsWith(head, StringComparison.Ordinal) && words[head.Length] == ' ' && !known.Heads.Contains("!" + head)));
    }

    /// <summary>Heads of state and government have two names everywhere; “!” before a head: only alone.</summary>
    private static readonly (string[] Names, string[] Heads)[] SameOffices =
    [
        (["chef du gouvernement", "cheffe du gouvernement"], ["premier ministre", "première ministre", "chancelier", "chancelière"]),
        (["chef de l’état", "cheffe de l’état"], ["président", "présidente", "président de la république", "!président", "!présidente"]),
        (["regierungschef", "regierungschefin"], ["kanzler", "kanzlerin", "bundeskanzler", "bundeskanzlerin", "premierminister", "premierministerin", "ministerpräsident", "ministerpräsidentin"]),
        (["staatschef", "staatschefin", "staatsoberhaupt"], ["präsident", "präsidentin", "bundespräsident", "bundespräsidentin", "staatspräsident", "staatspräsidentin", "!präsident", "!präsidentin"]),
        (["jefe del gobierno", "jefa del gobierno", "jefe del ejecutivo", "jefa del ejecutivo"], ["primer ministro", "primera ministra", "presidente del gobierno", "presidenta del gobierno"]),
        (["jefe de estado", "jefa de estado", "jefe del estado", "mandatario", "mandataria"], ["presidente", "presidenta", "presidente de la república", "presidenta de la república", "!presidente", "!presidenta"]),
    ];

    /// <summary>“la noruega”, “el madrileño”: somebody by where they are from.</summary>
    private static bool IsOrigin(Frame frame, int token) =>
        frame.Tongue!.DropsPronouns && !frame[token].IsCapital && !frame.Tongue.IsOffice(frame[token]) && Array.Exists(OriginEnds, ending => frame[token].Lower.Length > ending.Length + 2 && frame[token].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] OriginEnds = ["és", "esa", "ano", "ana", "eño", "eña", "ense", "ego", "ega", "ino", "ina", "aco", "aca", "ués", "uesa"];

    /// <summary>“Außenministerin” is “die Ministerin” too.</summary>
    private static bool HeldBy(string role, string office) =>
        role.Split(' ') is var words && words[0].ToLowerInvariant() is var head && (head == office || (office.Length > 4 && head.EndsWith(office, StringComparison.Ordinal)));

    private static bool IsPlural(Frame frame, int cue) =>
        frame.Tongue!.IsGerman && cue >= 0 && frame[cue].Lower.EndsWith("en", StringComparison.Ordinal) && frame[cue].Lower is not ("geschrieben" or "beschrieben" or "gesprochen" or "versprochen" or "vorgeworfen" or "zurückgewiesen");

    private static bool IsCoordinated(Frame frame, Phrase phrase) =>
        frame[phrase.Last + 1].Lower is "und" or "et" or "y" && frame.Tongue!.IsGiven(frame[phrase.Last + 2]);
}
