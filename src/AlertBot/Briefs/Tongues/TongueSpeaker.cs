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
            return IsPlural(frame, spoken.Attribution.Cue) ? spoken : Behind(spoken, frame, frame[phrase.First].Lower, people, speaking);
        }

        if (phrase.Last == phrase.First + 1 && Groups.IsAge(frame, phrase.Last))
        {
            return Behind(spoken, frame, frame[phrase.First].Lower == "die" ? "sie" : "er", people, speaking);
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
        var sure = person is not null || parts.Words > 1 || parts.OfficeFirst >= 0 || tongue.IsAddress(frame[parts.First - 1]);
        return spoken with { Person = person, Name = person?.Name ?? (sure ? name : null), Role = Roles.Of(frame, parts) ?? person?.Role };
    }

    private static Spoken Behind(Spoken spoken, Frame frame, string pronoun, People people, Person? speaking)
    {
        if (SubjectBefore(frame, spoken.Attribution.Speaker.First, people) is { } subject && Fits(subject, pronoun))
        {
            return spoken with { Person = subject, Name = subject.Name, Role = subject.Role };
        }

        if (LeadingBefore(frame, spoken.Attribution.Speaker.First) is { } other && NamesSomebody(frame, other) && TongueNames.Of(frame, other) is null)
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
        var definite = frame[phrase.First].Lower is "der" or "die" or "le" or "la" or "l’" or "el";
        if (!definite || phrase.Last != phrase.First + 1 || !frame.Tongue!.IsOffice(frame[phrase.Last]))
        {
            return spoken;
        }

        return people.WithOffice(frame[phrase.Last].Lower, spoken.Mention.Start, origin: null, HeldBy) is { } holder
            ? spoken with { Person = holder, Name = holder.Name, Role = holder.Role, Confidence = spoken.Confidence * 0.8 }
            : spoken;
    }

    /// <summary>“Außenministerin” is “die Ministerin” too.</summary>
    private static bool HeldBy(string role, string office) =>
        role.Split(' ') is var words && words[0].ToLowerInvariant() is var head && (head == office || (office.Length > 4 && head.EndsWith(office, StringComparison.Ordinal)));

    private static bool IsPlural(Frame frame, int cue) =>
        frame.Tongue!.IsGerman && cue >= 0 && frame[cue].Lower.EndsWith("en", StringComparison.Ordinal) && frame[cue].Lower is not ("geschrieben" or "beschrieben" or "gesprochen" or "versprochen" or "vorgeworfen" or "zurückgewiesen");

    private static bool IsCoordinated(Frame frame, Phrase phrase) =>
        frame[phrase.Last + 1].Lower is "und" or "et" or "y" && frame.Tongue!.IsGiven(frame[phrase.Last + 2]);
}
