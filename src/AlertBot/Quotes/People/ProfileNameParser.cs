using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Splits a German, French or Spanish phrase into office and personal name.</summary>
internal static class ProfileNameParser
{
    private const int MaxOfficeTokens = 12;

    /// <returns>Null where the phrase names nobody (“die Sprecherin”, “le ministère”).</returns>
    public static NameParts? Parse(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var end = phrase.Last; end >= phrase.First; end--)
        {
            if (!IsNameWord(tokens, end))
            {
                continue;
            }

            var start = FindNameStart(tokens, end, phrase.First);
            if (FindNameIn(tokens, phrase.First, start, end) is { } name && !BelongsToAnother(tokens, phrase.First, name, end))
            {
                return ToParts(tokens, phrase.First, name, end);
            }

            end = start;
        }

        return null;
    }

    /// <returns>Everybody whom a paragraph names, in order.</returns>
    public static IEnumerable<NameParts> FindAll(TokenizedParagraph tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsNameWord(tokens, i))
            {
                continue;
            }

            var end = FindNameEnd(tokens, i);
            if (Parse(tokens, new Phrase(FindOfficeStart(tokens, i), end)) is { } parts && parts.Last == end)
            {
                yield return parts;
            }
            else if (tokens.Profile!.IsGivenName(tokens[i]) && Parse(tokens, new Phrase(i, end)) is { } alone && alone.Last == end)
            {
                yield return alone;
            }

            i = end;
        }
    }

    /// <summary>Whether a name consists of a known given name and more.</summary>
    public static bool IsFullName(TokenizedParagraph tokens, NameParts parts) =>
        parts.WordCount > 1 && tokens.Profile!.IsGivenName(tokens[parts.First]);

    /// <summary>
    /// “der Sprecher von Eva Born”, “l’avocat du ministre Jean Moen”, “der Anwalt Eva Borns”: the name tells whose the speaker is.
    /// </summary>
    private static bool BelongsToAnother(TokenizedParagraph tokens, int first, int name, int end)
    {
        var profile = tokens.Profile!;
        var i = name - 1;
        while (i > first && (profile.IsOffice(tokens[i]) || profile.IsHonorific(tokens[i])))
        {
            i--;
        }

        // An article between: "de la ministre", "der Ministerin".
        if (!profile.IsGerman && i > first && profile.IsDeterminer(tokens[i]) && profile.IsComplementLink(tokens[i - 1]))
        {
            i--;
        }

        return (i > first && (profile.IsComplementLink(tokens[i]) || tokens[i].Lower is "al" or "a")
            && !profile.IsDeterminer(tokens[i - 1]))
            || (profile.IsGerman && tokens[first].Lower is "der" or "die" or "ein" or "eine" && name == first + 2
                && RelationNouns.Contains(tokens[name - 1].Lower) && IsGenitive(tokens[end].Lower));
    }

    private static bool IsGenitive(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

    /// <summary>“Eva Borns Anwalt”: what comes behind the genitive is the speaker; −1 for none.</summary>
    private static int FindPossessed(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = end; i > start + 1; i--)
        {
            if ((RelationNouns.Contains(tokens[i].Lower) || tokens.Profile!.IsOffice(tokens[i]))
                && IsGenitive(tokens[i - 1].Lower.TrimEnd('’', '\'')) && !tokens.Profile!.IsGivenName(tokens[i - 1]))
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

    private static bool IsNameWord(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        return tokens[i].IsCapital && !profile.IsTimeWord(tokens[i]) && !profile.IsHonorific(tokens[i])
            && (!profile.IsFunctionWord(tokens[i]) || profile.IsGivenName(tokens[i])
                || (i > 0 && tokens[i - 1].IsCapital && !tokens[i - 1].EndsSentence && tokens[i + 1].IsCapital && !profile.IsGerman));
    }

    private static int FindNameStart(TokenizedParagraph tokens, int end, int min)
    {
        var start = end;
        for (var i = end - 1; i >= min && end - i < ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i--)
        {
            if (IsNameWord(tokens, i))
            {
                start = i;
            }
            else if (!NounPhraseReader.JoinsName(tokens, i))
            {
                break;
            }
        }

        return start;
    }

    private static int FindNameEnd(TokenizedParagraph tokens, int start)
    {
        var end = start;
        for (var i = start + 1;
            i < tokens.Count && i - start < ScanLimits.MaxPhraseTokens && tokens[i].IsWord && !tokens[i - 1].EndsSentence; i++)
        {
            if (IsNameWord(tokens, i))
            {
                end = i;
            }
            else if (!NounPhraseReader.JoinsName(tokens, i))
            {
                break;
            }
        }

        return end;
    }

    /// <returns>The first token of the name in a run of capitals; null where it is no person's.</returns>
    private static int? FindNameIn(TokenizedParagraph tokens, int first, int start, int end)
    {
        var profile = tokens.Profile!;
        if (profile.IsGerman && FindPossessed(tokens, start, end) is var owned and >= 0)
        {
            return owned < end && end - owned < 4 ? owned + 1 : null;
        }

        for (var i = start; i < end; i++)
        {
            if (profile.IsGivenName(tokens[i]) && !profile.IsNameParticle(tokens[i]))
            {
                return i;
            }
        }

        var office = -1;
        for (var i = start; i <= end; i++)
        {
            office = profile.IsOffice(tokens[i]) ? i : office;
        }

        if (office >= 0 && profile.IsGerman)
        {
            return office < end && end - office < 4 ? office + 1 : null;
        }

        var before = tokens[start - 1];
        // "la diputada PS Ema Holt": letters before a name are a party's.
        while (start < end && start > first && tokens[start].Text.Length <= 5
            && tokens[start].Text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0)
        {
            start++;
        }

        if (start > first && (profile.IsOffice(before) || profile.IsHonorific(before)))
        {
            return start;
        }

        // "l’élue d’opposition Lena Moen": an office with its complement before two capitals.
        if (!profile.IsGerman && end > start && start > first && before.IsWord && !before.IsCapital && !profile.IsFunctionWord(before)
            && HasOffice(tokens, first, start))
        {
            return start;
        }

        if (start == first)
        {
            return end - start < 4 && !profile.IsHonorific(tokens[start]) && !(profile.IsGerman && IsCommonNoun(tokens, start, end))
                && !OfficeTitles.IsOrganization(tokens[end].Text) ? start : null;
        }

        // "le maire de New York Jean Moen" has a given name; three capitals without one end in a name more often than not.
        return !profile.IsGerman && end - start >= 2 && first < start - 1 ? end - 1 : null;
    }

    private static bool HasOffice(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (tokens.Profile!.IsOffice(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// German capitals at a sentence's start or without an article may be any noun: only two words that are none make a name.
    /// </summary>
    private static bool IsCommonNoun(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            var word = tokens[i].Lower;
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

    private static NameParts ToParts(TokenizedParagraph tokens, int first, int name, int last)
    {
        var profile = tokens.Profile!;
        var start = first;
        while (start < name && profile.IsDeterminer(tokens[start]))
        {
            start++;
        }

        var hasOffice = HasOffice(tokens, start, name);

        // "der Bäcker Jan Moen", "l’horloger Jean Moen": an article and a noun before a full name.
        hasOffice |= start > first && start < name && profile.IsGivenName(tokens[name]) && !profile.IsHonorific(tokens[name - 1])
            && (profile.IsGerman ? tokens[name - 1].IsCapital : !tokens[name - 1].IsCapital && !profile.IsFunctionWord(tokens[name - 1]));
        return new NameParts(name, last, hasOffice ? start : -1, hasOffice ? name - 1 : -1, last - name + 1, GenderOf(tokens, first, name));
    }

    private static Gender GenderOf(TokenizedParagraph tokens, int first, int name)
    {
        for (var i = first; i < name; i++)
        {
            switch (tokens[i].Lower.TrimEnd('.'))
            {
                case "herr" or "herrn" or "monsieur" or "don" or "señor" or "sr" or "m":
                    return Gender.Male;
                case "frau" or "madame" or "mme" or "mlle" or "doña" or "señora" or "sra" or "srta" or "dña" or "la" or "una" or "une":
                    return Gender.Female;
            }

            if (tokens.Profile!.IsGerman && tokens.Profile.IsOffice(tokens[i]) && i == name - 1)
            {
                return tokens[i].Lower.EndsWith("in", StringComparison.Ordinal) ? Gender.Female
                    : tokens[i].Lower.EndsWith('e') ? GenderOfArticle(tokens, first) : Gender.Male;
            }
        }

        var given = tokens.Profile!.GenderOfGivenName(tokens[name].Text);
        return given != Gender.Unknown ? given : name > first ? GenderOfArticle(tokens, first) : Gender.Unknown;
    }

    private static Gender GenderOfArticle(TokenizedParagraph tokens, int first) => tokens[first].Lower switch
    {
        "der" or "le" or "un" or "el" => Gender.Male,
        "die" or "la" or "une" or "una" => Gender.Female,
        _ => Gender.Unknown,
    };

    /// <summary>Where the article or office begins that leads to a name.</summary>
    private static int FindOfficeStart(TokenizedParagraph tokens, int name)
    {
        var profile = tokens.Profile!;
        var start = name;
        for (var i = name - 1; i >= 0 && name - i <= MaxOfficeTokens && tokens[i].IsWord && !tokens[i].EndsSentence; i--)
        {
            if (profile.IsOffice(tokens[i]) || profile.IsHonorific(tokens[i]))
            {
                start = i > 0 && profile.IsDeterminer(tokens[i - 1]) ? i - 1 : i;
            }
            else if (profile.IsDeterminer(tokens[i]))
            {
                start = start == name && name - i <= 4 && i < name - 1 && profile.IsGivenName(tokens[name])
                    && !profile.IsComplementLink(tokens[i]) ? i : start;
            }
            else if (profile.IsReportingVerb(tokens[i]) || profile.IsAuxiliary(tokens[i]) || profile.IsConjunction(tokens[i])
                || profile.IsAdverb(tokens[i]) || profile.IsTimeWord(tokens[i])
                || (profile.IsPreposition(tokens[i]) && !profile.IsComplementLink(tokens[i])))
            {
                break;
            }
        }

        // An article right before the name makes it a place or a thing, not a person.
        return start == name && name > 0 && profile.IsDeterminer(tokens[name - 1]) && !tokens[name - 1].EndsSentence ? name - 1 : start;
    }
}
