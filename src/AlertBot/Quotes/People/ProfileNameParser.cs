using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Splits a German, French or Spanish phrase into office and personal name.</summary>
internal static class ProfileNameParser
{
    private const int MaxOfficeTokens = 12;

    /// <returns>Null where the phrase names nobody (“die Sprecherin”, “le ministère”).</returns>
    public static NameParts? Parse(TokenizedParagraph frame, Phrase phrase)
    {
        for (var end = phrase.Last; end >= phrase.First; end--)
        {
            if (!IsNameWord(frame, end))
            {
                continue;
            }

            var start = FindNameStart(frame, end, phrase.First);
            if (FindNameIn(frame, phrase.First, start, end) is { } name && !BelongsToAnother(frame, phrase.First, name, end))
            {
                return ToParts(frame, phrase.First, name, end);
            }

            end = start;
        }

        return null;
    }

    /// <returns>Everybody whom a paragraph names, in order.</returns>
    public static IEnumerable<NameParts> FindAll(TokenizedParagraph frame)
    {
        for (var i = 0; i < frame.Count; i++)
        {
            if (!IsNameWord(frame, i))
            {
                continue;
            }

            var end = FindNameEnd(frame, i);
            if (Parse(frame, new Phrase(FindOfficeStart(frame, i), end)) is { } parts && parts.Last == end)
            {
                yield return parts;
            }
            else if (frame.Profile!.IsGivenName(frame[i]) && Parse(frame, new Phrase(i, end)) is { } alone && alone.Last == end)
            {
                yield return alone;
            }

            i = end;
        }
    }

    /// <summary>Whether a name consists of a known given name and more.</summary>
    public static bool IsFullName(TokenizedParagraph frame, NameParts parts) =>
        parts.WordCount > 1 && frame.Profile!.IsGivenName(frame[parts.First]);

    /// <summary>
    /// “der Sprecher von Eva Born”, “l’avocat du ministre Jean Moen”, “der Anwalt Eva Borns”: the name tells whose the speaker is.
    /// </summary>
    private static bool BelongsToAnother(TokenizedParagraph frame, int first, int name, int end)
    {
        var tongue = frame.Profile!;
        var i = name - 1;
        while (i > first && (tongue.IsOffice(frame[i]) || tongue.IsHonorific(frame[i])))
        {
            i--;
        }

        // An article between: "de la ministre", "der Ministerin".
        if (!tongue.IsGerman && i > first && tongue.IsDeterminer(frame[i]) && tongue.IsComplementLink(frame[i - 1]))
        {
            i--;
        }

        return (i > first && (tongue.IsComplementLink(frame[i]) || frame[i].Lower is "al" or "a") && !tongue.IsDeterminer(frame[i - 1]))
            || (tongue.IsGerman && frame[first].Lower is "der" or "die" or "ein" or "eine" && name == first + 2
                && RelationNouns.Contains(frame[name - 1].Lower) && IsGenitive(frame[end].Lower));
    }

    private static bool IsGenitive(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

    /// <summary>“Eva Borns Anwalt”: what comes behind the genitive is the speaker; −1 for none.</summary>
    private static int FindPossessed(TokenizedParagraph frame, int start, int end)
    {
        for (var i = end; i > start + 1; i--)
        {
            if ((RelationNouns.Contains(frame[i].Lower) || frame.Profile!.IsOffice(frame[i]))
                && IsGenitive(frame[i - 1].Lower.TrimEnd('’', '\'')) && !frame.Profile!.IsGivenName(frame[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> RelationNouns = Vocabulary.WordSet(
        "sprecher sprecherin anwalt anwältin anwälte rechtsanwalt rechtsanwältin verteidiger verteidigerin berater beraterin vertreter "
            + "vertreterin mutter vater eltern bruder schwester sohn tochter frau mann ehefrau ehemann witwe witwer onkel tante freund "
            + "freundin nachbar nachbarin kollege kollegin");

    private static bool IsNameWord(TokenizedParagraph frame, int i)
    {
        var tongue = frame.Profile!;
        return frame[i].IsCapital && !tongue.IsTimeWord(frame[i]) && !tongue.IsHonorific(frame[i])
            && (!tongue.IsFunctionWord(frame[i]) || tongue.IsGivenName(frame[i])
                || (i > 0 && frame[i - 1].IsCapital && !frame[i - 1].EndsSentence && frame[i + 1].IsCapital && !tongue.IsGerman));
    }

    private static int FindNameStart(TokenizedParagraph frame, int end, int min)
    {
        var start = end;
        for (var i = end - 1; i >= min && end - i < ScanLimits.MaxPhraseTokens && frame[i].IsWord; i--)
        {
            if (IsNameWord(frame, i))
            {
                start = i;
            }
            else if (!NounPhraseReader.JoinsName(frame, i))
            {
                break;
            }
        }

        return start;
    }

    private static int FindNameEnd(TokenizedParagraph frame, int start)
    {
        var end = start;
        for (var i = start + 1;
            i < frame.Count && i - start < ScanLimits.MaxPhraseTokens && frame[i].IsWord && !frame[i - 1].EndsSentence; i++)
        {
            if (IsNameWord(frame, i))
            {
                end = i;
            }
            else if (!NounPhraseReader.JoinsName(frame, i))
            {
                break;
            }
        }

        return end;
    }

    /// <returns>The first token of the name in a run of capitals; null where it is no person's.</returns>
    private static int? FindNameIn(TokenizedParagraph frame, int first, int start, int end)
    {
        var tongue = frame.Profile!;
        if (tongue.IsGerman && FindPossessed(frame, start, end) is var owned and >= 0)
        {
            return owned < end && end - owned < 4 ? owned + 1 : null;
        }

        for (var i = start; i < end; i++)
        {
            if (tongue.IsGivenName(frame[i]) && !tongue.IsNameParticle(frame[i]))
            {
                return i;
            }
        }

        var office = -1;
        for (var i = start; i <= end; i++)
        {
            office = tongue.IsOffice(frame[i]) ? i : office;
        }

        if (office >= 0 && tongue.IsGerman)
        {
            return office < end && end - office < 4 ? office + 1 : null;
        }

        var before = frame[start - 1];
        // "la diputada PS Ema Holt": letters before a name are a party's.
        while (start < end && start > first && frame[start].Text.Length <= 5
            && frame[start].Text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0)
        {
            start++;
        }

        if (start > first && (tongue.IsOffice(before) || tongue.IsHonorific(before)))
        {
            return start;
        }

        // "l’élue d’opposition Lena Moen": an office with its complement before two capitals.
        if (!tongue.IsGerman && end > start && start > first && before.IsWord && !before.IsCapital && !tongue.IsFunctionWord(before)
            && HasOffice(frame, first, start))
        {
            return start;
        }

        if (start == first)
        {
            return end - start < 4 && !tongue.IsHonorific(frame[start]) && !(tongue.IsGerman && IsCommonNoun(frame, start, end))
                && !OfficeTitles.IsOrganization(frame[end].Text) ? start : null;
        }

        // "le maire de New York Jean Moen" has a given name; three capitals without one end in a name more often than not.
        return !tongue.IsGerman && end - start >= 2 && first < start - 1 ? end - 1 : null;
    }

    private static bool HasOffice(TokenizedParagraph frame, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (frame.Profile!.IsOffice(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// German capitals at a sentence's start or without an article may be any noun: only two words that are none make a name.
    /// </summary>
    private static bool IsCommonNoun(TokenizedParagraph frame, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            var word = frame[i].Lower;
            if (NounSuffixes.Any(
                ending => (ending is not ("land" or "stadt") || start == end) && word.Length > ending.Length + 1
                    && word.EndsWith(ending, StringComparison.Ordinal)) || CommonNouns.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] NounSuffixes = ["ung", "heit", "keit", "schaft", "tion", "tät", "ismus", "ungen", "kräfte",
        "behörde", "behörden", "leute", "partei", "verband", "gruppe", "regierung", "ministerium", "amt", "isten", "experten", "medien",
        "firma", "stadt", "land", "innen"];

    private static readonly System.Collections.Frozen.FrozenSet<string> CommonNouns = Vocabulary.WordSet(
        """
        kritiker experten forscher politiker menschen leute eltern kinder ärzte anwohner augenzeugen zeugen beobachter polizei feuerwehr
        regierung opposition partei union grüne grünen stadt land bund medien berichte kreise insider teilnehmer
        demonstranten gewerkschaft verband firma konzern bank gericht staat volk vater mutter bruder schwester mann frau kind freund
        freunde gott fräulein onkel tante sohn tochter meister herren damen mal geld haus hand kopf auge augen
        """);

    private static NameParts ToParts(TokenizedParagraph frame, int first, int name, int last)
    {
        var tongue = frame.Profile!;
        var start = first;
        while (start < name && tongue.IsDeterminer(frame[start]))
        {
            start++;
        }

        var hasOffice = HasOffice(frame, start, name);

        // "der Bäcker Jan Moen", "l’horloger Jean Moen": an article and a noun before a full name.
        hasOffice |= start > first && start < name && tongue.IsGivenName(frame[name]) && !tongue.IsHonorific(frame[name - 1])
            && (tongue.IsGerman ? frame[name - 1].IsCapital : !frame[name - 1].IsCapital && !tongue.IsFunctionWord(frame[name - 1]));
        return new NameParts(name, last, hasOffice ? start : -1, hasOffice ? name - 1 : -1, last - name + 1, GenderOf(frame, first, name));
    }

    private static Gender GenderOf(TokenizedParagraph frame, int first, int name)
    {
        for (var i = first; i < name; i++)
        {
            switch (frame[i].Lower.TrimEnd('.'))
            {
                case "herr" or "herrn" or "monsieur" or "don" or "señor" or "sr" or "m":
                    return Gender.Male;
                case "frau" or "madame" or "mme" or "mlle" or "doña" or "señora" or "sra" or "srta" or "dña" or "la" or "una" or "une":
                    return Gender.Female;
            }

            if (frame.Profile!.IsGerman && frame.Profile.IsOffice(frame[i]) && i == name - 1)
            {
                return frame[i].Lower.EndsWith("in", StringComparison.Ordinal) ? Gender.Female
                    : frame[i].Lower.EndsWith('e') ? GenderOfArticle(frame, first) : Gender.Male;
            }
        }

        var given = frame.Profile!.GenderOfGivenName(frame[name].Text);
        return given != Gender.Unknown ? given : name > first ? GenderOfArticle(frame, first) : Gender.Unknown;
    }

    private static Gender GenderOfArticle(TokenizedParagraph frame, int first) => frame[first].Lower switch
    {
        "der" or "le" or "un" or "el" => Gender.Male,
        "die" or "la" or "une" or "una" => Gender.Female,
        _ => Gender.Unknown,
    };

    /// <summary>Where the article or office begins that leads to a name.</summary>
    private static int FindOfficeStart(TokenizedParagraph frame, int name)
    {
        var tongue = frame.Profile!;
        var start = name;
        for (var i = name - 1; i >= 0 && name - i <= MaxOfficeTokens && frame[i].IsWord && !frame[i].EndsSentence; i--)
        {
            if (tongue.IsOffice(frame[i]) || tongue.IsHonorific(frame[i]))
            {
                start = i > 0 && tongue.IsDeterminer(frame[i - 1]) ? i - 1 : i;
            }
            else if (tongue.IsDeterminer(frame[i]))
            {
                start = start == name && name - i <= 4 && i < name - 1 && tongue.IsGivenName(frame[name])
                    && !tongue.IsComplementLink(frame[i]) ? i : start;
            }
            else if (tongue.IsReportingVerb(frame[i]) || tongue.IsAuxiliary(frame[i]) || tongue.IsConjunction(frame[i])
                || tongue.IsAdverb(frame[i]) || tongue.IsTimeWord(frame[i])
                || (tongue.IsPreposition(frame[i]) && !tongue.IsComplementLink(frame[i])))
            {
                break;
            }
        }

        // An article right before the name makes it a place or a thing, not a person.
        return start == name && name > 0 && tongue.IsDeterminer(frame[name - 1]) && !frame[name - 1].EndsSentence ? name - 1 : start;
    }
}
