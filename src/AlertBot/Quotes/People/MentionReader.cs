using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Collects all mentions of persons in a text: full names in a first pass, then also surnames of those persons.</summary>
internal sealed class MentionReader(PersonIndex persons)
{
    // Tokens between a possessive and the name of the person it belongs to: "Bo’s lawyer, Cy Do".
    private const int MaxOwnerDistance = 4;

    // A longer run of capitals is a headline or a list.
    private const int MaxNameWords = 5;

    private const int MaxOrigins = 3;

    private static readonly FrozenSet<string> HeadlineVerbs = Vocabulary.WordSet(
        "says tells asks goes calls claims blasts slams rips warns urges vows wants gets takes makes has is will");

    // Particles that also separate two names: "Moen y Roux", "Born la semaine dernière".
    private static readonly FrozenSet<string> AmbiguousParticles = Vocabulary.WordSet("y la le el e den");

    private readonly List<Mention> _mentions = [];

    /// <returns>The mentions in text order.</returns>
    public IReadOnlyList<Mention> Read(IReadOnlyList<TokenizedParagraph> paragraphs)
    {
        foreach (var fullNamesOnly in new[] { true, false })
        {
            var sentence = 0;
            foreach (var tokens in paragraphs)
            {
                if (tokens.Profile is not null)
                {
                    ReadWithProfile(tokens, fullNamesOnly, ref sentence);
                }
                else if (!TitleOrScareQuote.IsHeadline(tokens))
                {
                    ReadEnglish(tokens, fullNamesOnly, ref sentence);
                }
            }
        }

        _mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        return _mentions;
    }

    private void ReadEnglish(TokenizedParagraph tokens, bool fullNamesOnly, ref int sentence)
    {
        var isFirst = true;
        var owner = -MaxOwnerDistance;
        var subject = fullNamesOnly ? default : SentenceSubject.Find(tokens, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Vocabulary.IsNameWord(tokens[i]) && FindNameEnd(tokens, i) is var end
                && NameParser.Parse(tokens, new Phrase(RoleFinder.FindOfficeStart(tokens, i), end)) is { } parts)
            {
                // "Bo’s lawyer, Cy Do, said": the lawyer counts as the first name too.
                var isLeading = (isFirst || parts.First - owner <= MaxOwnerDistance) && subject.CanBe(tokens, parts);
                owner = isFirst && tokens[parts.Last].IsPossessive ? parts.Last : owner;
                var isHuman = AddMention(tokens, parts, fullNamesOnly, isLeading, sentence, subject.GenderOfGoverningPronoun(parts));
                isFirst &= !(isHuman && isLeading);
                i = end;
            }

            if (tokens[i].EndsSentence)
            {
                sentence++;
                isFirst = true;
                owner = -MaxOwnerDistance;
                subject = fullNamesOnly ? default : SentenceSubject.Find(tokens, i + 1);
            }
        }
    }

    private void ReadWithProfile(TokenizedParagraph tokens, bool fullNamesOnly, ref int sentence)
    {
        var isFirst = true;
        var at = 0;
        foreach (var parts in ProfileNameParser.FindAll(tokens))
        {
            for (; at < parts.First; at++)
            {
                isFirst |= tokens[at].EndsSentence;
                sentence += tokens[at].EndsSentence ? 1 : 0;
            }

            isFirst &= !AddMention(tokens, parts, fullNamesOnly, isFirst, sentence, Gender.Unknown);
        }

        for (; at < tokens.Count; at++)
        {
            sentence += tokens[at].EndsSentence ? 1 : 0;
        }
    }

    private static int FindNameEnd(TokenizedParagraph tokens, int first)
    {
        var end = first;
        for (var i = first + 1; i < tokens.Count && i - first < ScanLimits.MaxPhraseTokens; i++)
        {
            if (tokens[end].IsPossessive || !tokens[i].IsWord)
            {
                break;
            }

            if (Vocabulary.IsNameWord(tokens[i]))
            {
                end = i;
            }
            else if (!IsParticleInName(tokens, i) && !IsOfficeBridge(tokens, i))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsParticleInName(TokenizedParagraph tokens, int i) =>
        Vocabulary.IsNameParticle(tokens[i]) && tokens[i + 1].IsCapital && !AmbiguousParticles.Contains(tokens[i].Lower);

    /// <summary>“Secretary of State”.</summary>
    private static bool IsOfficeBridge(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "of" or "for" && OfficeTitles.IsOffice(tokens[i - 1].Text) && OfficeTitles.IsOfficeField(tokens[i + 1].Text);

    /// <returns>Whether the name is a person’s; in the first pass whether it is a full name.</returns>
    private bool AddMention(TokenizedParagraph tokens, NameParts parts, bool fullNamesOnly, bool isFirst, int sentence,
        Gender governingPronounGender)
    {
        var name = NameParser.FormatName(tokens, parts);
        if (!CanBePerson(tokens, parts, name))
        {
            return false;
        }

        if (fullNamesOnly)
        {
            if (parts.WordCount > 1)
            {
                persons.Add(tokens, parts, name);
            }

            return parts.WordCount > 1;
        }

        var hasTitle = parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown;
        var person = persons.Find(name, NameParser.GenderFromHonorific(tokens, parts))
            ?? (hasTitle ? persons.Add(tokens, parts, name) : null);
        if (person is null)
        {
            return false;
        }

        UpdatePerson(person, tokens, parts);
        _mentions.Add(new Mention(tokens[parts.First].Start, tokens[parts.Last].End, person, isFirst, sentence,
            tokens[parts.Last].IsPossessive, isFirst ? Gender.Unknown : governingPronounGender));
        return person.IsHuman;
    }

    private static bool CanBePerson(TokenizedParagraph tokens, NameParts parts, string name) =>
        name.Length >= 2 && parts.WordCount <= MaxNameWords && name.Any(char.IsLower)
        && !OfficeTitles.IsOrganization(tokens[parts.Last].Text) && !ContainsHeadlineVerb(tokens, parts);

    /// <summary>Adds what this mention shows about the person: role, origin and gender.</summary>
    private static void UpdatePerson(Person person, TokenizedParagraph tokens, NameParts parts)
    {
        var hasRelativeClause = tokens[parts.Last + 1].Is(',') && tokens[parts.Last + 2].Lower is "who";
        person.MentionCount++;
        person.IsHuman |= hasRelativeClause || IsSurnameThatSpeaks(tokens, parts, person);
        person.Role ??= RoleFinder.Find(tokens, parts);
        if (RoleFinder.FindOrigin(tokens, parts.Last) is { } origin && person.Origins.Count < MaxOrigins
            && !person.Origins.Contains(origin))
        {
            person.Origins.Add(origin);
        }

        if (person.Gender == Gender.Unknown)
        {
            person.Gender = parts.Gender != Gender.Unknown ? parts.Gender : tokens.Profile?.GenderOfOffice(person.Role) ?? Gender.Unknown;
        }
    }

    /// <summary>“Ann Bo Says Cy Do …” is a headline, not a name.</summary>
    private static bool ContainsHeadlineVerb(TokenizedParagraph tokens, NameParts parts)
    {
        for (var i = parts.First + 1; i <= parts.Last && parts.WordCount > 2; i++)
        {
            if (HeadlineVerbs.Contains(tokens[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A surname before a speech verb is a person’s: “Devi Anand … Anand said”.</summary>
    private static bool IsSurnameThatSpeaks(TokenizedParagraph tokens, NameParts parts, Person person) =>
        tokens.Profile is null && parts.WordCount == 1 && person.Words.Length > 1
        && PersonIndex.Key(person.Words[^1]) == PersonIndex.Key(tokens[parts.Last].Text)
        && CueVerbs.IsSpeechVerb(tokens[parts.Last + 1]) && CueVerbs.IsFinite(tokens[parts.Last + 1]);
}
