using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Reads who is named in a text: full names first, then the surnames that stand for them.</summary>
internal sealed class MentionReader(PersonIndex register)
{
    // Tokens between a possessive and the name that it belongs to.
    private const int MaxOwnerDistance = 4;

    private readonly List<Mention> _mentions = [];

    /// <returns>In order of place.</returns>
    public IReadOnlyList<Mention> Read(IReadOnlyList<TokenizedParagraph> frames)
    {
        foreach (var full in new[] { true, false })
        {
            var sentence = 0;
            foreach (var frame in frames)
            {
                Read(frame, full, ref sentence);
            }
        }

        _mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        return _mentions;
    }

    private void Read(TokenizedParagraph frame, bool full, ref int sentence)
    {
        if (frame.Profile is not null)
        {
            ReadWithProfile(frame, full, ref sentence);
            return;
        }

        if (TitleOrScareQuote.IsHeadline(frame))
        {
            return;
        }

        var leads = true;
        var owner = -MaxOwnerDistance;
        var lead = full ? default : SentenceSubject.Find(frame, 0);
        for (var i = 0; i < frame.Count; i++)
        {
            if (Vocabulary.IsNameWord(frame[i]) && FindNameEnd(frame, i) is var end
                && NameParser.Parse(frame, new Phrase(RoleFinder.FindOfficeStart(frame, i), end)) is { } parts)
            {
                // “Bo’s lawyer, Cy Do, said”: the lawyer leads too.
                var first = (leads || parts.First - owner <= MaxOwnerDistance) && lead.MayBe(frame, parts);
                owner = leads && frame[parts.Last].IsPossessive ? parts.Last : owner;
                leads = !(AddMention(frame, parts, full, first, sentence, lead.GenderOfGoverningPronoun(parts)) && first) && leads;
                i = Math.Max(end, i);
            }

            if (frame[i].EndsSentence)
            {
                sentence++;
                leads = true;
                owner = -MaxOwnerDistance;
                lead = full ? default : SentenceSubject.Find(frame, i + 1);
            }
        }
    }

    private void ReadWithProfile(TokenizedParagraph frame, bool full, ref int sentence)
    {
        var leads = true;
        var at = 0;
        foreach (var parts in ProfileNameParser.FindAll(frame))
        {
            for (; at < parts.First; at++)
            {
                leads |= frame[at].EndsSentence;
                sentence += frame[at].EndsSentence ? 1 : 0;
            }

            leads = !AddMention(frame, parts, full, leads, sentence, Gender.Unknown) && leads;
        }

        for (; at < frame.Count; at++)
        {
            sentence += frame[at].EndsSentence ? 1 : 0;
        }
    }

    private static int FindNameEnd(TokenizedParagraph frame, int first)
    {
        var end = first;
        for (var i = first + 1; i < frame.Count && i - first < ScanLimits.MaxPhraseTokens && !frame[end].IsPossessive && frame[i].IsWord;
            i++)
        {
            if (Vocabulary.IsNameWord(frame[i]))
            {
                end = i;
            }
            else if (!(Vocabulary.IsNameParticle(frame[i]) && frame[i + 1].IsCapital
                && frame[i].Lower is not ("y" or "la" or "le" or "el" or "e" or "den")) && !IsOfficeBridge(frame, i))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsOfficeBridge(TokenizedParagraph frame, int i) =>
        frame[i].Lower is "of" or "for" && OfficeTitles.IsOffice(frame[i - 1].Text) && OfficeTitles.IsOfficeField(frame[i + 1].Text);

    private bool AddMention(TokenizedParagraph frame, NameParts parts, bool full, bool leads, int sentence, Gender under)
    {
        var name = NameParser.FormatName(frame, parts);
        if (name.Length < 2 || OfficeTitles.IsOrganization(frame[parts.Last].Text) || !name.Any(char.IsLower) || parts.WordCount > 5
            || ContainsHeadlineVerb(frame, parts))
        {
            return false;
        }

        if (full)
        {
            return parts.WordCount > 1 && register.Add(frame, parts, name) is not null;
        }

        var person = register.Find(name, NameParser.GenderFromHonorific(frame, parts))
            ?? (parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown ? register.Add(frame, parts, name) : null);
        if (person is null)
        {
            return false;
        }

        person.MentionCount++;
        person.IsHuman |= (frame[parts.Last + 1].Is(',') && frame[parts.Last + 2].Lower is "who")
            || IsSurnameThatSpeaks(frame, parts, person);
        person.Role ??= RoleFinder.Find(frame, parts);
        if (RoleFinder.FindOrigin(frame, parts.Last) is { } origin && person.Origins.Count < 3 && !person.Origins.Contains(origin))
        {
            person.Origins.Add(origin);
        }

        if (person.Gender == Gender.Unknown)
        {
            person.Gender = parts.Gender != Gender.Unknown ? parts.Gender : frame.Profile?.GenderOfOffice(person.Role) ?? Gender.Unknown;
        }

        _mentions.Add(
            new Mention(frame[parts.First].Start, frame[parts.Last].End, person, leads, sentence, frame[parts.Last].IsPossessive,
                leads ? Gender.Unknown : under));
        return person.IsHuman;
    }

    /// <summary>“Ann Bo Says Cy Do …”: a headline, no name.</summary>
    private static bool ContainsHeadlineVerb(TokenizedParagraph frame, NameParts parts)
    {
        for (var i = parts.First + 1; i <= parts.Last && parts.WordCount > 2; i++)
        {
            if (frame[i].Lower is "says" or "tells" or "asks" or "goes" or "calls" or "claims" or "blasts" or "slams" or "rips" or "warns"
                or "urges" or "vows" or "wants" or "gets" or "takes" or "makes" or "has" or "is" or "will")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Devi Anand … Anand said”: whoever is called by the last of two names and speaks is a human.</summary>
    private static bool IsSurnameThatSpeaks(TokenizedParagraph frame, NameParts parts, Person person) =>
        frame.Profile is null && parts.WordCount == 1 && person.Words.Length > 1
            && PersonIndex.Key(person.Words[^1]) == PersonIndex.Key(frame[parts.Last].Text)
            && CueVerbs.IsSpeechVerb(frame[parts.Last + 1]) && CueVerbs.IsFinite(frame[parts.Last + 1]);
}
