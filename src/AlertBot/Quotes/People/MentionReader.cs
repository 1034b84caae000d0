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
    public IReadOnlyList<Mention> Read(IReadOnlyList<TokenizedParagraph> paragraphs)
    {
        foreach (var full in new[] { true, false })
        {
            var sentence = 0;
            foreach (var tokens in paragraphs)
            {
                Read(tokens, full, ref sentence);
            }
        }

        _mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        return _mentions;
    }

    private void Read(TokenizedParagraph tokens, bool full, ref int sentence)
    {
        if (tokens.Profile is not null)
        {
            ReadWithProfile(tokens, full, ref sentence);
            return;
        }

        if (TitleOrScareQuote.IsHeadline(tokens))
        {
            return;
        }

        var leads = true;
        var owner = -MaxOwnerDistance;
        var lead = full ? default : SentenceSubject.Find(tokens, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Vocabulary.IsNameWord(tokens[i]) && FindNameEnd(tokens, i) is var end
                && NameParser.Parse(tokens, new Phrase(RoleFinder.FindOfficeStart(tokens, i), end)) is { } parts)
            {
                // “Bo’s lawyer, Cy Do, said”: the lawyer leads too.
                var first = (leads || parts.First - owner <= MaxOwnerDistance) && lead.MayBe(tokens, parts);
                owner = leads && tokens[parts.Last].IsPossessive ? parts.Last : owner;
                leads = !(AddMention(tokens, parts, full, first, sentence, lead.GenderOfGoverningPronoun(parts)) && first) && leads;
                i = Math.Max(end, i);
            }

            if (tokens[i].EndsSentence)
            {
                sentence++;
                leads = true;
                owner = -MaxOwnerDistance;
                lead = full ? default : SentenceSubject.Find(tokens, i + 1);
            }
        }
    }

    private void ReadWithProfile(TokenizedParagraph tokens, bool full, ref int sentence)
    {
        var leads = true;
        var at = 0;
        foreach (var parts in ProfileNameParser.FindAll(tokens))
        {
            for (; at < parts.First; at++)
            {
                leads |= tokens[at].EndsSentence;
                sentence += tokens[at].EndsSentence ? 1 : 0;
            }

            leads = !AddMention(tokens, parts, full, leads, sentence, Gender.Unknown) && leads;
        }

        for (; at < tokens.Count; at++)
        {
            sentence += tokens[at].EndsSentence ? 1 : 0;
        }
    }

    private static int FindNameEnd(TokenizedParagraph tokens, int first)
    {
        var end = first;
        for (var i = first + 1; i < tokens.Count && i - first < ScanLimits.MaxPhraseTokens && !tokens[end].IsPossessive && tokens[i].IsWord;
            i++)
        {
            if (Vocabulary.IsNameWord(tokens[i]))
            {
                end = i;
            }
            else if (!(Vocabulary.IsNameParticle(tokens[i]) && tokens[i + 1].IsCapital
                && tokens[i].Lower is not ("y" or "la" or "le" or "el" or "e" or "den")) && !IsOfficeBridge(tokens, i))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsOfficeBridge(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "of" or "for" && OfficeTitles.IsOffice(tokens[i - 1].Text) && OfficeTitles.IsOfficeField(tokens[i + 1].Text);

    private bool AddMention(TokenizedParagraph tokens, NameParts parts, bool full, bool leads, int sentence, Gender under)
    {
        var name = NameParser.FormatName(tokens, parts);
        if (name.Length < 2 || OfficeTitles.IsOrganization(tokens[parts.Last].Text) || !name.Any(char.IsLower) || parts.WordCount > 5
            || ContainsHeadlineVerb(tokens, parts))
        {
            return false;
        }

        if (full)
        {
            return parts.WordCount > 1 && register.Add(tokens, parts, name) is not null;
        }

        var person = register.Find(name, NameParser.GenderFromHonorific(tokens, parts))
            ?? (parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown ? register.Add(tokens, parts, name) : null);
        if (person is null)
        {
            return false;
        }

        person.MentionCount++;
        person.IsHuman |= (tokens[parts.Last + 1].Is(',') && tokens[parts.Last + 2].Lower is "who")
            || IsSurnameThatSpeaks(tokens, parts, person);
        person.Role ??= RoleFinder.Find(tokens, parts);
        if (RoleFinder.FindOrigin(tokens, parts.Last) is { } origin && person.Origins.Count < 3 && !person.Origins.Contains(origin))
        {
            person.Origins.Add(origin);
        }

        if (person.Gender == Gender.Unknown)
        {
            person.Gender = parts.Gender != Gender.Unknown ? parts.Gender : tokens.Profile?.GenderOfOffice(person.Role) ?? Gender.Unknown;
        }

        _mentions.Add(
            new Mention(tokens[parts.First].Start, tokens[parts.Last].End, person, leads, sentence, tokens[parts.Last].IsPossessive,
                leads ? Gender.Unknown : under));
        return person.IsHuman;
    }

    /// <summary>“Ann Bo Says Cy Do …”: a headline, no name.</summary>
    private static bool ContainsHeadlineVerb(TokenizedParagraph tokens, NameParts parts)
    {
        for (var i = parts.First + 1; i <= parts.Last && parts.WordCount > 2; i++)
        {
            if (tokens[i].Lower is "says" or "tells" or "asks" or "goes" or "calls" or "claims" or "blasts" or "slams" or "rips" or "warns"
                or "urges" or "vows" or "wants" or "gets" or "takes" or "makes" or "has" or "is" or "will")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Devi Anand … Anand said”: whoever is called by the last of two names and speaks is a human.</summary>
    private static bool IsSurnameThatSpeaks(TokenizedParagraph tokens, NameParts parts, Person person) =>
        tokens.Profile is null && parts.WordCount == 1 && person.Words.Length > 1
            && PersonIndex.Key(person.Words[^1]) == PersonIndex.Key(tokens[parts.Last].Text)
            && CueVerbs.IsSpeechVerb(tokens[parts.Last + 1]) && CueVerbs.IsFinite(tokens[parts.Last + 1]);
}
