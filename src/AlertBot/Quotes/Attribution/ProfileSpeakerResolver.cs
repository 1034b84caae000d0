using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Resolves pronouns, surnames and offices of German, French and Spanish attributions to persons.</summary>
internal static class ProfileSpeakerResolver
{
    // An office without a name can mean another holder.
    private const double OfficeConfidence = 0.8;

    private static readonly string[] DemonymSuffixes =
        ["és", "esa", "ano", "ana", "eño", "eña", "ense", "ego", "ega", "ino", "ina", "aco", "aca", "ués", "uesa"];

    // Participles with the ending of a plural.
    private static readonly FrozenSet<string> StrongParticiples =
        Vocabulary.WordSet("geschrieben beschrieben gesprochen versprochen vorgeworfen zurückgewiesen");

    public static AttributedSpeaker Resolve(AttributedSpeaker speaker, TokenizedParagraph tokens, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        var phrase = speaker.Attribution.Speaker;
        if (NounPhraseReader.IsPronoun(tokens, phrase))
        {
            return HasPluralVerb(tokens, speaker.Attribution.Cue)
                ? speaker
                : ResolvePronoun(speaker, tokens, phrase.First, tokens[phrase.First].Lower, people, previousSpeaker);
        }

        if (phrase.Last == phrase.First + 1 && NounPhraseReader.IsAgeDescription(tokens, phrase.Last))
        {
            var pronoun = tokens[phrase.First].Lower == "die" ? "sie" : "er";
            return ResolvePronoun(speaker, tokens, phrase.First, pronoun, people, previousSpeaker);
        }

        if (ProfileNameParser.Parse(tokens, phrase) is not { } parts)
        {
            return ResolveOfficeHolder(speaker, tokens, phrase, people);
        }

        return IsCoordinated(tokens, phrase) ? speaker : ResolveName(speaker, tokens, parts, people);
    }

    /// <summary>Resolves a pronoun at a token of the paragraph.</summary>
    public static AttributedSpeaker ResolvePronoun(AttributedSpeaker speaker, TokenizedParagraph tokens, int token, string pronoun,
        CoreferenceResolver people, Person? previousSpeaker)
    {
        if (FindPreviousSubject(tokens, token, people) is { } subject && CanMean(pronoun, subject))
        {
            return speaker.WithPerson(subject);
        }

        var isAfterUnknownName = FindPreviousLeadingPhrase(tokens, token) is { } leading && ContainsName(tokens, leading)
            && ProfileNameParser.Parse(tokens, leading) is null;
        return isAfterUnknownName ? speaker : speaker.ResolvePronoun(pronoun, people, previousSpeaker) ?? speaker;
    }

    /// <summary>Two capitalised words in a row are a name.</summary>
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

    /// <summary>The pronoun in “sagten sie” means several persons.</summary>
    private static bool HasPluralVerb(TokenizedParagraph tokens, int cue) =>
        tokens.Profile!.IsGerman && cue >= 0 && tokens[cue].Lower.EndsWith("en", StringComparison.Ordinal)
        && !StrongParticiples.Contains(tokens[cue].Lower);

    private static AttributedSpeaker ResolveName(AttributedSpeaker speaker, TokenizedParagraph tokens, NameParts parts,
        CoreferenceResolver people)
    {
        var profile = tokens.Profile!;
        var name = NameParser.FormatName(tokens, parts);
        var person = FindSpeakerOfTwoSurnames(speaker, tokens, parts, people)
            ?? people.Find(name, NameParser.GenderFromHonorific(tokens, parts));
        var hasHonorific = profile.IsHonorific(tokens[parts.First - 1]);

        // "Also: …", "Gestern: …": a capitalised word before a colon that nothing else shows to be a name.
        var isDoubtful = person is null && speaker.Attribution is { Cue: < 0, FollowsQuote: false }
            && parts is { WordCount: 1, OfficeFirst: < 0 } && !profile.IsGivenName(tokens[parts.First]) && !hasHonorific;
        if (isDoubtful)
        {
            return speaker with { Confidence = 0 };
        }

        var isName = person is not null || parts.WordCount > 1 || parts.OfficeFirst >= 0 || hasHonorific;
        return speaker with
        {
            Person = person,
            Name = person?.Name ?? (isName ? name : null),
            Role = RoleFinder.Find(tokens, parts) ?? person?.Role,
        };
    }

    /// <summary>Two known surnames after a German verb are speaker and addressee: „…“, sagte Born Moen.</summary>
    private static Person? FindSpeakerOfTwoSurnames(AttributedSpeaker speaker, TokenizedParagraph tokens, NameParts parts,
        CoreferenceResolver people)
    {
        var (first, second) = (tokens[parts.First], tokens[parts.Last]);
        if (!tokens.Profile!.IsGerman || !speaker.Attribution.FollowsQuote || parts.WordCount != 2 || tokens.Profile.IsGivenName(first))
        {
            return null;
        }

        return people.Find(first.Text) is { Words.Length: > 1 } firstPerson && firstPerson.Words[^1] == first.Text
            && people.Find(second.Text) is { Words.Length: > 1 } secondPerson && secondPerson.Words[0] != first.Text
            ? firstPerson
            : null;
    }

    /// <summary>The person who is the subject of the previous sentence. A pronoun refers to the subject first.</summary>
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
        return start == 0 || tokens[start - 1].IsQuotation
            ? null
            : ReportingClauseReader.FindLeadingPhrase(tokens, tokens.SentenceStart(start - 1), start - 1);
    }

    private static bool CanMean(string pronoun, Person person)
    {
        var gender = GenderedWords.OfPronoun(pronoun);
        return gender != Gender.Unknown && (person.Gender == Gender.Unknown || person.Gender == gender);
    }

    /// <summary>“die Ministerin” and “le président” refer to a person whom the text has named with that office.</summary>
    private static AttributedSpeaker ResolveOfficeHolder(AttributedSpeaker speaker, TokenizedParagraph tokens, Phrase phrase,
        CoreferenceResolver people)
    {
        var article = tokens[phrase.First].Lower;
        if (phrase.IsSingleToken || article is not ("der" or "die" or "le" or "la" or "l’" or "el"))
        {
            return speaker;
        }

        var isOneNoun = phrase.Last == phrase.First + 1;
        if (isOneNoun && IsDemonym(tokens, phrase.Last) && FindPreviousSubject(tokens, phrase.First, people) is { } native
            && CanMean(article is "la" ? "ella" : "él", native))
        {
            return WithOfficeHolder(speaker, native);
        }

        var office = tokens.GetText(phrase.First + 1, phrase.Last).ToLowerInvariant().Replace('\'', '’');
        if (OfficeSynonyms.Find(office) is { } synonyms)
        {
            return WithOfficeHolder(speaker,
                people.ResolveOffice(office, speaker.Mention.Start, origin: null, (role, _) => synonyms.Includes(role)));
        }

        return isOneNoun && tokens.Profile!.IsOffice(tokens[phrase.Last])
            ? WithOfficeHolder(speaker, people.ResolveOffice(office, speaker.Mention.Start, origin: null, IsOfficeInRole))
            : speaker;
    }

    private static AttributedSpeaker WithOfficeHolder(AttributedSpeaker speaker, Person? holder) =>
        holder is null ? speaker : speaker.WithPerson(holder) with { Confidence = speaker.Confidence * OfficeConfidence };

    /// <summary>Spanish refers to a person by origin: “la noruega”, “el madrileño”.</summary>
    private static bool IsDemonym(TokenizedParagraph tokens, int token) =>
        tokens.Profile!.IsProDrop && !tokens[token].IsCapital && !tokens.Profile.IsOffice(tokens[token])
        && Array.Exists(DemonymSuffixes, suffix =>
            tokens[token].Lower.Length > suffix.Length + 2 && tokens[token].Lower.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>“die Ministerin” can mean an “Außenministerin”.</summary>
    private static bool IsOfficeInRole(string role, string office)
    {
        var head = role.Split(' ')[0].ToLowerInvariant();
        return head == office || (office.Length > 4 && head.EndsWith(office, StringComparison.Ordinal));
    }

    /// <summary>“Eva Born und Jan Moen”.</summary>
    private static bool IsCoordinated(TokenizedParagraph tokens, Phrase phrase) =>
        tokens[phrase.Last + 1].Lower is "und" or "et" or "y" && tokens.Profile!.IsGivenName(tokens[phrase.Last + 2]);
}
