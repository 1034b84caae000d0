namespace AlertBot.Briefs.Tongues;

/// <summary>Splits a German, French or Spanish phrase into office and personal name.</summary>
internal static class TongueNames
{
    private const int LongestOffice = 12;

    /// <returns>Null where the phrase names nobody (“die Sprecherin”, “le ministère”).</returns>
    public static NameParts? Of(Frame frame, Phrase phrase)
    {
        for (var end = phrase.Last; end >= phrase.First; end--)
        {
            if (!IsNameWord(frame, end))
            {
                continue;
            }

            var start = RunStart(frame, end, phrase.First);
            if (NameIn(frame, phrase.First, start, end) is { } name && !IsAnothers(frame, phrase.First, name, end))
            {
                return Parts(frame, phrase.First, name, end);
            }

            end = start;
        }

        return null;
    }

    /// <returns>Everybody whom a paragraph names, in order.</returns>
    public static IEnumerable<NameParts> In(Frame frame)
    {
        for (var i = 0; i < frame.Count; i++)
        {
            if (!IsNameWord(frame, i))
            {
                continue;
            }

            var end = RunEnd(frame, i);
            if (Of(frame, new Phrase(OfficeStart(frame, i), end)) is { } parts && parts.Last == end)
            {
                yield return parts;
            }
            else if (frame.Tongue!.IsGiven(frame[i]) && Of(frame, new Phrase(i, end)) is { } alone && alone.Last == end)
            {
                yield return alone;
            }

            i = end;
        }
    }

    /// <summary>Whether a name consists of a known given name and more.</summary>
    public static bool IsFull(Frame frame, NameParts parts) => parts.Words > 1 && frame.Tongue!.IsGiven(frame[parts.First]);

    /// <summary>“der Sprecher von Eva Born”, “l’avocat du ministre Jean Moen”, “der Anwalt Eva Borns”: the name tells whose the speaker is.</summary>
    private static bool IsAnothers(Frame frame, int first, int name, int end)
    {
        var tongue = frame.Tongue!;
        var i = name - 1;
        while (i > first && (tongue.IsOffice(frame[i]) || tongue.IsAddress(frame[i])))
        {
            i--;
        }

        // An article between: "de la ministre", "der Ministerin".
        if (!tongue.IsGerman && i > first && tongue.IsDeterminer(frame[i]) && tongue.IsLink(frame[i - 1]))
        {
            i--;
        }

        return (i > first && (tongue.IsLink(frame[i]) || frame[i].Lower is "al" or "a") && !tongue.IsDeterminer(frame[i - 1]))
            || (tongue.IsGerman && frame[first].Lower is "der" or "die" or "ein" or "eine" && name == first + 2 && Relations.Contains(frame[name - 1].Lower) && IsGenitive(frame[end].Lower));
    }

    private static bool IsGenitive(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

    /// <summary>“Eva Borns Anwalt”: what comes behind the genitive is the speaker; −1 for none.</summary>
    private static int Owned(Frame frame, int start, int end)
    {
        for (var i = end; i > start + 1; i--)
        {
            if ((Relations.Contains(frame[i].Lower) || frame.Tongue!.IsOffice(frame[i])) && IsGenitive(frame[i - 1].Lower.TrimEnd('’', '\'')) && !frame.Tongue!.IsGiven(frame[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Relations = Vocabulary.Set(
        "sprecher sprecherin anwalt anwältin anwälte rechtsanwalt rechtsanwältin verteidiger verteidigerin berater beraterin vertreter vertreterin mutter vater eltern bruder schwester sohn tochter frau mann ehefrau ehemann witwe witwer onkel tante freund freundin nachbar nachbarin kollege kollegin");

    private static bool IsNameWord(Frame frame, int i)
    {
        var tongue = frame.Tongue!;
        return frame[i].IsCapital && !tongue.IsTime(frame[i]) && !tongue.IsAddress(frame[i]) && (!tongue.IsFunction(frame[i]) || tongue.IsGiven(frame[i]) || (i > 0 && frame[i - 1].IsCapital && !frame[i - 1].EndsSentence && frame[i + 1].IsCapital && !tongue.IsGerman));
    }

    private static int RunStart(Frame frame, int end, int min)
    {
        var start = end;
        for (var i = end - 1; i >= min && end - i < Limits.Phrase && frame[i].IsWord; i--)
        {
            if (IsNameWord(frame, i))
            {
                start = i;
            }
            else if (!Groups.JoinsName(frame, i))
            {
                break;
            }
        }

        return start;
    }

    private static int RunEnd(Frame frame, int start)
    {
        var end = start;
        for (var i = start + 1; i < frame.Count && i - start < Limits.Phrase && frame[i].IsWord && !frame[i - 1].EndsSentence; i++)
        {
            if (IsNameWord(frame, i))
            {
                end = i;
            }
            else if (!Groups.JoinsName(frame, i))
            {
                break;
            }
        }

        return end;
    }

    /// <returns>The first token of the name in a run of capitals; null where it is no person's.</returns>
    private static int? NameIn(Frame frame, int first, int start, int end)
    {
        var tongue = frame.Tongue!;
        if (tongue.IsGerman && Owned(frame, start, end) is var owned and >= 0)
        {
            return owned < end && end - owned < 4 ? owned + 1 : null;
        }

        for (var i = start; i < end; i++)
        {
            if (tongue.IsGiven(frame[i]) && !tongue.IsParticle(frame[i]))
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
        while (start < end && start > first && frame[start].Text.Length <= 5 && frame[start].Text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0)
        {
            start++;
        }

        if (start > first && (tongue.IsOffice(before) || tongue.IsAddress(before)))
        {
            return start;
        }

        // "l’élue d’opposition Lena Moen": an office with its complement before two capitals.
        if (!tongue.IsGerman && end > start && start > first && before.IsWord && !before.IsCapital && !tongue.IsFunction(before) && HasOffice(frame, first, start))
        {
            return start;
        }

        if (start == first)
        {
            return end - start < 4 && !tongue.IsAddress(frame[start]) && !(tongue.IsGerman && IsCommonNoun(frame, start, end)) && !Titles.IsBody(frame[end].Text) ? start : null;
        }

        // "le maire de New York Jean Moen" has a given name; three capitals without one end in a name more often than not.
        return !tongue.IsGerman && end - start >= 2 && first < start - 1 ? end - 1 : null;
    }

    private static bool HasOffice(Frame frame, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (frame.Tongue!.IsOffice(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>German capitals at a sentence's start or without an article may be any noun: only two words that are none make a name.</summary>
    private static bool IsCommonNoun(Frame frame, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            var word = frame[i].Lower;
            if (Nouns.Any(ending => (ending is not ("land" or "stadt") || start == end) && word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal)) || CommonNouns.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] Nouns = ["ung", "heit", "keit", "schaft", "tion", "tät", "ismus", "ungen", "kräfte", "behörde", "behörden", "leute", "partei", "verband", "gruppe", "regierung", "ministerium", "amt", "isten", "experten", "medien", "firma", "stadt", "land", "innen"];

    private static readonly System.Collections.Frozen.FrozenSet<string> CommonNouns = Vocabulary.Set(
        """
        kritiker experten forscher politiker menschen leute eltern kinder ärzte anwohner augenzeugen zeugen beobachter polizei feuerwehr regierung opposition partei union grüne grünen stadt land bund medien berichte kreise insider teilnehmer
        demonstranten gewerkschaft verband firma konzern bank gericht staat volk vater mutter bruder schwester mann frau kind freund freunde gott fräulein onkel tante sohn tochter meister herren damen mal geld haus hand kopf auge augen
        """);

    private static NameParts Parts(Frame frame, int first, int name, int last)
    {
        var tongue = frame.Tongue!;
        var start = first;
        while (start < name && tongue.IsDeterminer(frame[start]))
        {
            start++;
        }

        var hasOffice = HasOffice(frame, start, name);

        // "der Bäcker Jan Moen", "l’horloger Jean Moen": an article and a noun before a full name.
        hasOffice |= start > first && start < name && tongue.IsGiven(frame[name]) && !tongue.IsAddress(frame[name - 1]) && (tongue.IsGerman ? frame[name - 1].IsCapital : !frame[name - 1].IsCapital && !tongue.IsFunction(frame[name - 1]));
        return new NameParts(name, last, hasOffice ? start : -1, hasOffice ? name - 1 : -1, last - name + 1, GenderOf(frame, first, name));
    }

    private static Gender GenderOf(Frame frame, int first, int name)
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

            if (frame.Tongue!.IsGerman && frame.Tongue.IsOffice(frame[i]) && i == name - 1)
            {
                return frame[i].Lower.EndsWith("in", StringComparison.Ordinal) ? Gender.Female : frame[i].Lower.EndsWith('e') ? ByArticle(frame, first) : Gender.Male;
            }
        }

        var given = frame.Tongue!.GenderOf(frame[name].Text);
        return given != Gender.Unknown ? given : name > first ? ByArticle(frame, first) : Gender.Unknown;
    }

    private static Gender ByArticle(Frame frame, int first) => frame[first].Lower switch
    {
        "der" or "le" or "un" or "el" => Gender.Male,
        "die" or "la" or "une" or "una" => Gender.Female,
        _ => Gender.Unknown,
    };

    /// <summary>Where the article or office begins that leads to a name.</summary>
    private static int OfficeStart(Frame frame, int name)
    {
        var tongue = frame.Tongue!;
        var start = name;
        for (var i = name - 1; i >= 0 && name - i <= LongestOffice && frame[i].IsWord && !frame[i].EndsSentence; i--)
        {
            if (tongue.IsOffice(frame[i]) || tongue.IsAddress(frame[i]))
            {
                start = i > 0 && tongue.IsDeterminer(frame[i - 1]) ? i - 1 : i;
            }
            else if (tongue.IsDeterminer(frame[i]))
            {
                start = start == name && name - i <= 4 && i < name - 1 && tongue.IsGiven(frame[name]) && !tongue.IsLink(frame[i]) ? i : start;
            }
            else if (tongue.IsCue(frame[i]) || tongue.IsAuxiliary(frame[i]) || tongue.IsConjunction(frame[i]) || tongue.IsAdverb(frame[i]) || tongue.IsTime(frame[i]) || (tongue.IsPreposition(frame[i]) && !tongue.IsLink(frame[i])))
            {
                break;
            }
        }

        // An article right before the name makes it a place or a thing, not a person.
        return start == name && name > 0 && tongue.IsDeterminer(frame[name - 1]) && !frame[name - 1].EndsSentence ? name - 1 : start;
    }
}
