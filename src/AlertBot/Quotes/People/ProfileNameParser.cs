using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Splits German, French and Spanish phrases into office and personal name.</summary>
internal static class ProfileNameParser
{
    // Tokens between the start of an office and the name: "le ministre de l’Économie et des Finances de la République, Jean Moen".
    private const int MaxOfficeTokens = 12;

    // An article this close before a full name can belong to an office without a known noun: "der alte Bäcker Jan Moen".
    private const int MaxArticleDistance = 4;

    // A longer run of capitals is a title or a headline.
    private const int MaxNameWords = 4;

    // Party initials before a name: "PSOE", "BILDU".
    private const int MaxPartyLetters = 5;

    /// <returns>Null where the phrase does not name a person (“die Sprecherin”, “le ministère”).</returns>
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

    /// <returns>All persons whom a paragraph names, in text order.</returns>
    public static IEnumerable<NameParts> FindAll(TokenizedParagraph tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsNameWord(tokens, i))
            {
                continue;
            }

            var end = FindNameEnd(tokens, i);
            if (Parse(tokens, new Phrase(FindOfficeStart(tokens, i), end)) is { } withOffice && withOffice.Last == end)
            {
                yield return withOffice;
            }
            else if (tokens.Profile!.IsGivenName(tokens[i]) && Parse(tokens, new Phrase(i, end)) is { } name && name.Last == end)
            {
                yield return name;
            }

            i = end;
        }
    }

    /// <summary>Whether the name starts with a known given name and has more words.</summary>
    public static bool IsFullName(TokenizedParagraph tokens, NameParts parts) =>
        parts.WordCount > 1 && tokens.Profile!.IsGivenName(tokens[parts.First]);

    /// <summary>
    /// Whether the name only shows to whom the speaker belongs: “der Sprecher von Eva Born”, “l’avocat du ministre Jean Moen”, “der Anwalt
    /// Eva Borns”.
    /// </summary>
    private static bool BelongsToAnother(TokenizedParagraph tokens, int first, int name, int end)
    {
        var profile = tokens.Profile!;
        var link = name - 1;
        while (link > first && (profile.IsOffice(tokens[link]) || profile.IsHonorific(tokens[link])))
        {
            link--;
        }

        // An article after the link: "de la ministre".
        if (!profile.IsGerman && link > first && profile.IsDeterminer(tokens[link]) && profile.IsComplementLink(tokens[link - 1]))
        {
            link--;
        }

        var isLinked = link > first && (profile.IsComplementLink(tokens[link]) || tokens[link].Lower is "al" or "a")
            && !profile.IsDeterminer(tokens[link - 1]);
        var isGenitive = profile.IsGerman && tokens[first].Lower is "der" or "die" or "ein" or "eine" && name == first + 2
            && German.RelationNouns.Contains(tokens[name - 1].Lower) && IsGenitive(tokens[end].Lower);
        return isLinked || isGenitive;
    }

    private static bool IsGenitive(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

    /// <returns>The noun after a genitive, which is the speaker (“Eva Borns Anwalt”); −1 for none.</returns>
    private static int FindPossessed(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = end; i > start + 1; i--)
        {
            if ((German.RelationNouns.Contains(tokens[i].Lower) || tokens.Profile!.IsOffice(tokens[i]))
                && IsGenitive(tokens[i - 1].Lower.TrimEnd('’', '\'')) && !tokens.Profile!.IsGivenName(tokens[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsNameWord(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        return tokens[i].IsCapital && !profile.IsTimeWord(tokens[i]) && !profile.IsHonorific(tokens[i])
            && (!profile.IsFunctionWord(tokens[i]) || profile.IsGivenName(tokens[i]) || IsParticleBetweenCapitals(tokens, i));
    }

    /// <summary>“Jean De Moen”.</summary>
    private static bool IsParticleBetweenCapitals(TokenizedParagraph tokens, int i) =>
        !tokens.Profile!.IsGerman && tokens[i - 1].IsCapital && !tokens[i - 1].EndsSentence && tokens[i + 1].IsCapital;

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
        for (var i = start + 1; i < tokens.Count && i - start < ScanLimits.MaxPhraseTokens; i++)
        {
            if (!tokens[i].IsWord || tokens[i - 1].EndsSentence)
            {
                break;
            }

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

    /// <returns>The first token of the name in a run of capitals; null where the run does not name a person.</returns>
    private static int? FindNameIn(TokenizedParagraph tokens, int first, int start, int end)
    {
        var profile = tokens.Profile!;
        if (profile.IsGerman && FindPossessed(tokens, start, end) is var possessed and >= 0)
        {
            return NameAfter(possessed, end);
        }

        if (FindGivenName(tokens, start, end) is { } givenName)
        {
            return givenName;
        }

        if (profile.IsGerman && FindLastOffice(tokens, start, end) is var office and >= 0)
        {
            return NameAfter(office, end);
        }

        var name = SkipPartyLetters(tokens, first, start, end);
        if (name > first && (FollowsOffice(tokens, start) || IsNameAfterComplement(tokens, first, start, name, end)))
        {
            return name;
        }

        if (name == first)
        {
            return CanStartSentenceAsName(tokens, name, end) ? name : null;
        }

        // Three capitals without a given name mostly end in a name: "le maire de Port Royal Moen".
        return !profile.IsGerman && end - name >= 2 && first < name - 1 ? end - 1 : null;
    }

    private static int? NameAfter(int office, int end) => office < end && end - office < MaxNameWords ? office + 1 : null;

    private static int? FindGivenName(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tokens.Profile!.IsGivenName(tokens[i]) && !tokens.Profile.IsNameParticle(tokens[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static int FindLastOffice(TokenizedParagraph tokens, int start, int end)
    {
        var office = end;
        while (office >= start && !tokens.Profile!.IsOffice(tokens[office]))
        {
            office--;
        }

        return office >= start ? office : -1;
    }

    /// <summary>Party initials between office and name: “la diputada PS Ema Holt”.</summary>
    private static int SkipPartyLetters(TokenizedParagraph tokens, int first, int start, int end)
    {
        var name = start;
        while (name < end && name > first && tokens[name].Text.Length <= MaxPartyLetters
            && tokens[name].Text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0)
        {
            name++;
        }

        return name;
    }

    private static bool FollowsOffice(TokenizedParagraph tokens, int start) =>
        tokens.Profile!.IsOffice(tokens[start - 1]) || tokens.Profile.IsHonorific(tokens[start - 1]);

    /// <summary>An office with a complement before two capitals: “l’élue d’opposition Lena Moen”.</summary>
    private static bool IsNameAfterComplement(TokenizedParagraph tokens, int first, int start, int name, int end)
    {
        var before = tokens[start - 1];
        return !tokens.Profile!.IsGerman && end > name && before.IsWord && !before.IsCapital && !tokens.Profile.IsFunctionWord(before)
            && tokens.Profile.HasOffice(tokens, new Phrase(first, name - 1));
    }

    private static bool CanStartSentenceAsName(TokenizedParagraph tokens, int name, int end) =>
        end - name < MaxNameWords && !tokens.Profile!.IsHonorific(tokens[name])
        && !(tokens.Profile.IsGerman && HasCommonNoun(tokens, name, end))
        && !OfficeTitles.IsOrganization(tokens[end].Text);

    /// <summary>A capitalised German word at the start of a sentence or without an article can be any noun.</summary>
    private static bool HasCommonNoun(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (German.IsCommonNoun(tokens[i].Lower, isSingleWord: start == end))
            {
                return true;
            }
        }

        return false;
    }

    private static NameParts ToParts(TokenizedParagraph tokens, int first, int name, int last)
    {
        var profile = tokens.Profile!;
        var start = first;
        while (start < name && profile.IsDeterminer(tokens[start]))
        {
            start++;
        }

        var hasOffice = profile.HasOffice(tokens, new Phrase(start, name - 1))
            || (start > first && start < name && IsTradeBeforeFullName(tokens, name));
        return new NameParts(name, last, hasOffice ? start : -1, hasOffice ? name - 1 : -1, last - name + 1, GenderOf(tokens, first, name));
    }

    /// <summary>An article and a noun before a full name: “der Bäcker Jan Moen”, “l’horloger Jean Moen”.</summary>
    private static bool IsTradeBeforeFullName(TokenizedParagraph tokens, int name)
    {
        var (profile, noun) = (tokens.Profile!, tokens[name - 1]);
        var isNoun = profile.IsGerman ? noun.IsCapital : !noun.IsCapital && !profile.IsFunctionWord(noun);
        return isNoun && profile.IsGivenName(tokens[name]) && !profile.IsHonorific(noun);
    }

    private static Gender GenderOf(TokenizedParagraph tokens, int first, int name)
    {
        var profile = tokens.Profile!;
        for (var i = first; i < name; i++)
        {
            if (GenderedWords.OfProfileTitle(tokens[i].Lower) is var title and not Gender.Unknown)
            {
                return title;
            }
        }

        if (profile.IsGerman && name > first && profile.IsOffice(tokens[name - 1]))
        {
            return GenderOfGermanOffice(tokens[name - 1].Lower, tokens[first].Lower);
        }

        var ofName = profile.GenderOfGivenName(tokens[name].Text);
        return ofName == Gender.Unknown && name > first ? GenderedWords.OfArticle(tokens[first].Lower) : ofName;
    }

    /// <summary>“Sprecherin” is feminine and “Sprecher” masculine; “Abgeordnete” has the gender of its article.</summary>
    private static Gender GenderOfGermanOffice(string office, string article) =>
        office.EndsWith("in", StringComparison.Ordinal) ? Gender.Female
        : office.EndsWith('e') ? GenderedWords.OfArticle(article)
        : Gender.Male;

    /// <returns>The article or office that starts the phrase of a name; <paramref name="name"/> where neither precedes it.</returns>
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
                start = start == name && StartsTrade(tokens, i, name) ? i : start;
            }
            else if (EndsOffice(tokens, i))
            {
                break;
            }
        }

        // An article directly before the name: "die Elbe" is a place or a thing.
        var hasArticle = start == name && profile.IsDeterminer(tokens[name - 1]) && !tokens[name - 1].EndsSentence;
        return hasArticle ? name - 1 : start;
    }

    private static bool StartsTrade(TokenizedParagraph tokens, int article, int name) =>
        name - article is > 1 and <= MaxArticleDistance && tokens.Profile!.IsGivenName(tokens[name])
        && !tokens.Profile.IsComplementLink(tokens[article]);

    private static bool EndsOffice(TokenizedParagraph tokens, int i)
    {
        var (profile, token) = (tokens.Profile!, tokens[i]);
        return profile.IsReportingVerb(token) || profile.IsAuxiliary(token) || profile.IsConjunction(token)
            || profile.IsAdverb(token) || profile.IsTimeWord(token)
            || (profile.IsPreposition(token) && !profile.IsComplementLink(token));
    }
}
