using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Splits an English phrase into office and name, and formats names of all languages.</summary>
internal static class NameParser
{
    private static readonly FrozenSet<string> PostNominals = new[] { "QC", "KC", "MP", "MEP", "MD", "PhD", "CBE", "OBE" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <returns>Null where the head of the phrase is not a name (“a spokesman”, “Holt’s campaign”).</returns>
    public static NameParts? Parse(TokenizedParagraph tokens, Phrase phrase)
    {
        var (first, last) = FindHead(tokens, phrase);
        if (last < first || !tokens[last].IsCapital || Vocabulary.IsTimeWord(tokens[last]) || Vocabulary.IsSubjectPronoun(tokens[last])
            || IsPluralAbbreviation(tokens[last].Text))
        {
            return null;
        }

        last = SkipPostNominals(tokens, first, last);
        var office = FindLastOffice(tokens, first, last);
        var name = FindNameStart(tokens, first, last, office);
        if (name > last || (name == last && tokens.Profile is null && OfficeTitles.IsPluralOffice(tokens[name].Text)))
        {
            return null;
        }

        name = SkipPlace(tokens, name, last);
        var officeFirst = FindOfficeStart(tokens, first, office);
        return new NameParts(name, last, officeFirst, officeFirst < 0 ? -1 : name - 1, last - name + 1, GenderOf(tokens, first, name));
    }

    /// <summary>The gender that a title such as “Mr” or “Mrs” shows. Without a title the name may be a surname.</summary>
    public static Gender GenderFromHonorific(TokenizedParagraph tokens, NameParts parts) =>
        OfficeTitles.IsHonorific(tokens[parts.First - 1].Text) ? parts.Gender : Gender.Unknown;

    /// <summary>The words of the name with single spaces between them and without a possessive ending.</summary>
    public static string FormatName(TokenizedParagraph tokens, NameParts parts)
    {
        if (tokens.Profile is not null)
        {
            var words = tokens.GetText(parts.First, parts.Last).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return string.Join(' ', words);
        }

        var name = string.Join(' ', Enumerable.Range(parts.First, parts.WordCount).Select(i => FormatWord(tokens[i].Text)));
        return WithoutPossessive(name);
    }

    public static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase) ? word[..^2]
            : word.TrimEnd('\'', '’');

    /// <summary>An initial always has a period: “J.”.</summary>
    private static string FormatWord(string word) => word.TrimEnd('.') is { Length: 1 } initial ? initial + "." : word;

    /// <summary>The phrase without complements: “John Doe” of “John Doe of Ohio”, but all of “Secretary of State Jane Roe”.</summary>
    private static (int First, int Last) FindHead(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (StartsComplement(tokens, i, phrase.Last) || CoordinatesAnother(tokens, i, phrase.Last))
            {
                return (phrase.First, i - 1);
            }
        }

        return (phrase.First, phrase.Last);
    }

    private static bool StartsComplement(TokenizedParagraph tokens, int i, int last)
    {
        var isInTitle = OfficeTitles.IsOffice(tokens[i - 1].Text) && tokens[i - 1].IsCapital
            && OfficeTitles.IsOfficeField(tokens[i + 1].Text) && i + 1 < last;
        var isParticle = Vocabulary.IsNameParticle(tokens[i]) && tokens[i].Lower is not "y"
            && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital;
        return Vocabulary.IsPreposition(tokens[i]) && !isInTitle && !isParticle;
    }

    /// <summary>“Ann Bo and Cy Do”; “Work and Pensions Secretary” is one office.</summary>
    private static bool CoordinatesAnother(TokenizedParagraph tokens, int i, int last) =>
        tokens[i].Lower is "and" or "und" or "et" && !OfficeTitles.IsOffice(tokens[last].Text)
        && !OfficeTitles.ContainsOffice(tokens, i + 1, Math.Min(last - 1, i + 3));

    private static int FindNameStart(TokenizedParagraph tokens, int first, int last, int office)
    {
        var name = office + 1;
        while (name <= last && IsOfficeComplement(tokens, name, office, last))
        {
            name++;
        }

        name = Math.Max(name, first);
        while (name < last && Vocabulary.IsDeterminer(tokens[name]))
        {
            name++;
        }

        return name;
    }

    /// <summary>A word between the office and the name: “of State” in “Secretary of State Jane Roe”.</summary>
    private static bool IsOfficeComplement(TokenizedParagraph tokens, int i, int office, int last) =>
        tokens[i].Lower is "of" or "for" or "and"
        || (office >= 0 && i > office + 1 && i < last && OfficeTitles.IsOfficeField(tokens[i].Text))
        || (Vocabulary.IsDeterminer(tokens[i]) && !tokens[i].IsCapital);

    /// <summary>A place before the given name is not part of the name: “the attorney for the District of Vermont Ann Bo”.</summary>
    private static int SkipPlace(TokenizedParagraph tokens, int name, int last)
    {
        if (tokens.Profile is not null || tokens[name - 1].Lower is not ("of" or "for" or "in" or "from"))
        {
            return name;
        }

        for (var i = name; i < last; i++)
        {
            if (GivenNames.GenderOf(tokens[i].Text) != Gender.Unknown)
            {
                return i;
            }
        }

        return name;
    }

    /// <returns>The last token before the name that is an office, a title or a possessive; −1 for none.</returns>
    private static int FindLastOffice(TokenizedParagraph tokens, int first, int last)
    {
        for (var i = last; i >= first; i--)
        {
            var isLastOfSeveral = i == last && i > first;
            var isSurname = isLastOfSeveral && (FollowsGivenName(tokens, i) || !OfficeTitles.IsOffice(tokens[i].Text));
            if (!isSurname && EndsOffice(tokens, i, last))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool EndsOffice(TokenizedParagraph tokens, int i, int last) =>
        OfficeTitles.IsOffice(tokens[i].Text) || OfficeTitles.IsHonorific(tokens[i].Text)
        || (i < last && tokens[i].IsPossessive)
        || (!tokens[i].IsCapital && !Vocabulary.IsNameParticle(tokens[i]) && !Vocabulary.IsDeterminer(tokens[i])
            && tokens[i].Lower is not ("of" or "for" or "and"));

    /// <summary>An office after a given name is a surname: “Steve King”, “Ann Bishop”.</summary>
    private static bool FollowsGivenName(TokenizedParagraph tokens, int i) =>
        tokens[i].IsCapital && tokens[i - 1].IsCapital && GivenNames.GenderOf(tokens[i - 1].Text) != Gender.Unknown;

    private static int FindOfficeStart(TokenizedParagraph tokens, int first, int office)
    {
        var start = Vocabulary.IsDeterminer(tokens[first]) ? first + 1 : first;
        return OfficeTitles.ContainsOffice(tokens, start, office) ? start : -1;
    }

    /// <summary>“MPs”, “CEOs”.</summary>
    private static bool IsPluralAbbreviation(string word) =>
        word.Length is > 2 and < 6 && word[^1] == 's' && word.AsSpan(0, word.Length - 1).IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Letters after a name (“QC”, “MP”) are not part of it.</summary>
    private static int SkipPostNominals(TokenizedParagraph tokens, int first, int last) =>
        last - first >= 2 && PostNominals.Contains(tokens[last].Text) ? last - 1 : last;

    private static Gender GenderOf(TokenizedParagraph tokens, int first, int name)
    {
        for (var i = first; i < name; i++)
        {
            if (GenderedWords.OfTitle(tokens[i].Lower) is var gender and not Gender.Unknown)
            {
                return gender;
            }
        }

        // "Jean" is a female name in English and a male name in French.
        var isAmbiguous = tokens.Profile is null && tokens[name].Lower is "jean" && tokens[name + 1].IsCapital;
        return isAmbiguous ? Gender.Unknown : GivenNames.GenderOf(tokens[name].Text);
    }
}
