using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>Reads who is named in a text: full names first, then the surnames that stand for them.</summary>
internal sealed class MentionReader(PersonRegister register)
{
    // Tokens between a possessive and the name that it belongs to.
    private const int OwnerReach = 4;

    private readonly List<Mention> _mentions = [];

    /// <returns>In order of place.</returns>
    public IReadOnlyList<Mention> Read(IReadOnlyList<Frame> frames)
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
            return parts.Words > 1 && register.Add(frame, parts, name) is not null;
        }

        var person = register.Find(name, Names.Addressed(frame, parts)) ?? (parts.OfficeFirst >= 0 || parts.Gender != Gender.Unknown ? register.Add(frame, parts, name) : null);
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
        frame.Tongue is null && parts.Words == 1 && person.Words.Length > 1 && PersonRegister.Key(person.Words[^1]) == PersonRegister.Key(frame[parts.Last].Text) && CueVerbs.Speaks(frame[parts.Last + 1]) && CueVerbs.IsFinite(frame[parts.Last + 1]);
}
