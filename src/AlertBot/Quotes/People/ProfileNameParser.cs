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

    /// <returns>Null where the phrase does not name a person (“die Sprecherin”, “le ministère”).</returns>
    public static NameParts? Parse(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var end = phrase.Last; end >= phrase.First; end--)
        {
            if (!ProfileNameSpan.IsNameWord(tokens, end))
            {
                continue;
            }

            var start = ProfileNameSpan.FindStart(tokens, end, phrase.First);
            if (ProfileNameSpan.FindIn(tokens, phrase.First, start, end) is { } name && !BelongsToAnother(tokens, phrase.First, name, end))
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
            if (!ProfileNameSpan.IsNameWord(tokens, i))
            {
                continue;
            }

            var end = ProfileNameSpan.FindEnd(tokens, i);
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
            && German.RelationNouns.Contains(tokens[name - 1].Lower) && ProfileNameSpan.IsGenitive(tokens[end].Lower);
        return isLinked || isGenitive;
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
