using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the tokens of a personal name in German, French and Spanish.</summary>
internal static class ProfileNameSpan
{
    // A longer run of capitals is a title or a headline.
    private const int MaxNameWords = 4;

    // Party initials before a name: "PSOE", "BILDU".
    private const int MaxPartyLetters = 5;

    /// <summary>Whether a capitalised word can be part of a name.</summary>
    public static bool IsNameWord(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        return tokens[i].IsCapital && !profile.IsTimeWord(tokens[i]) && !profile.IsHonorific(tokens[i])
            && (!profile.IsFunctionWord(tokens[i]) || profile.IsGivenName(tokens[i]) || IsParticleBetweenCapitals(tokens, i));
    }

    /// <returns>The first token of the run of name words that ends at <paramref name="end"/>.</returns>
    public static int FindStart(TokenizedParagraph tokens, int end, int min)
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

    /// <returns>The last token of the run of name words that starts at <paramref name="start"/>.</returns>
    public static int FindEnd(TokenizedParagraph tokens, int start)
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
    public static int? FindIn(TokenizedParagraph tokens, int first, int start, int end)
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

    public static bool IsGenitive(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

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

    /// <summary>“Jean De Moen”.</summary>
    private static bool IsParticleBetweenCapitals(TokenizedParagraph tokens, int i) =>
        !tokens.Profile!.IsGerman && tokens[i - 1].IsCapital && !tokens[i - 1].EndsSentence && tokens[i + 1].IsCapital;

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
}
