using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>A name inside a phrase: which tokens are the name and which the office before it.</summary>
/// <param name="OfficeFirst">First token of the office; −1 where none stands there.</param>
/// <param name="WordCount">How many words the name has.</param>
internal readonly record struct NameParts(int First, int Last, int OfficeFirst, int OfficeLast, int WordCount, Gender Gender);

internal enum Gender
{
    Unknown,
    Male,
    Female,
}

/// <summary>Splits a phrase into office and name.</summary>
internal static class NameParser
{
    /// <returns>Null where the phrase's head is no name (“a spokesman”, “Holt’s campaign”).</returns>
    public static NameParts? Parse(TokenizedParagraph tokens, Phrase phrase)
    {
        var (first, last) = FindHead(tokens, phrase);
        if (last < first || !tokens[last].IsCapital || Vocabulary.IsTimeWord(tokens[last]) || Vocabulary.IsSubjectPronoun(tokens[last]))
        {
            return null;
        }

        if (IsPluralAbbreviation(tokens[last].Text))
        {
            return null;
        }

        last = WithoutPostNominals(tokens, first, last);
        var office = FindLastOffice(tokens, first, last);
        var name = office + 1;
        while (name <= last
            && (tokens[name].Lower is "of" or "for" or "and"
                || (office >= 0 && name > office + 1 && OfficeTitles.IsOfficeField(tokens[name].Text) && name < last)
                || Vocabulary.IsDeterminer(tokens[name]) && !tokens[name].IsCapital))
        {
            name++;
        }

        name = Math.Max(name, first);
        while (name <= last && Vocabulary.IsDeterminer(tokens[name]) && name < last)
        {
            name++;
        }

        if (name > last || (name == last && tokens.Profile is null && OfficeTitles.IsPluralOffice(tokens[name].Text)))
        {
            return null;
        }

        name = SkipPlace(tokens, name, last);
        var officeFirst = FindOfficeStart(tokens, first, office);
        return new NameParts(name, last, officeFirst, officeFirst < 0 ? -1 : name - 1, last - name + 1, GenderOf(tokens, first, name));
    }

    /// <summary>The gender that “Mr” or “Mrs” tells; a surname may look like a given name.</summary>
    public static Gender GenderFromHonorific(TokenizedParagraph tokens, NameParts parts) =>
        OfficeTitles.IsHonorific(tokens[parts.First - 1].Text) ? parts.Gender : Gender.Unknown;

    /// <summary>The words as one name: white space folded, without a possessive ending.</summary>
    public static string FormatName(TokenizedParagraph tokens, NameParts parts)
    {
        if (tokens.Profile is not null)
        {
            return string.Join(' ',
                tokens.Text[tokens[parts.First].Start..tokens[parts.Last].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        var words = Enumerable.Range(parts.First, parts.WordCount)
            .Select(i => tokens[i].Text.TrimEnd('.') is { Length: 1 } initial ? initial + "." : tokens[i].Text).ToArray();
        words[^1] = WithoutPossessive(words[^1]);
        return string.Join(' ', words);
    }

    public static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase) ? word[..^2]
            : word.TrimEnd('\'', '’');

    /// <summary>The first group: “John Doe” of “John Doe of Ohio”, but all of “Secretary of State Jane Roe”.</summary>
    private static (int First, int Last) FindHead(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            var stays = OfficeTitles.IsOffice(tokens[i - 1].Text) && tokens[i - 1].IsCapital
                && OfficeTitles.IsOfficeField(tokens[i + 1].Text) && i + 1 < phrase.Last;
            var particle =
                Vocabulary.IsNameParticle(tokens[i]) && tokens[i].Lower is not "y" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital;
            if (Vocabulary.IsPreposition(tokens[i]) && !stays && !particle)
            {
                return (phrase.First, i - 1);
            }

            if (tokens[i].Lower is "and" or "und" or "et" && !OfficeTitles.IsOffice(tokens[phrase.Last].Text)
                && !HasOfficeNearby(tokens, i, phrase.Last))
            {
                return (phrase.First, i - 1);
            }
        }

        return (phrase.First, phrase.Last);
    }

    /// <summary>“the attorney for the District of Vermont Ann Bo”: the place before the given name is none of hers.</summary>
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

    private static bool HasOfficeNearby(TokenizedParagraph tokens, int i, int last)
    {
        for (var k = i + 1; k < last && k < i + 4; k++)
        {
            if (OfficeTitles.IsOffice(tokens[k].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static int FindLastOffice(TokenizedParagraph tokens, int first, int last)
    {
        for (var i = last; i >= first; i--)
        {
            var boundary = OfficeTitles.IsOffice(tokens[i].Text) || OfficeTitles.IsHonorific(tokens[i].Text)
                || (i < last && tokens[i].IsPossessive)
                || (!tokens[i].IsCapital && !Vocabulary.IsNameParticle(tokens[i]) && !Vocabulary.IsDeterminer(tokens[i])
                    && tokens[i].Lower is not ("of" or "for" or "and"));
            // "Steve King", "Ann Bishop": a given name before it makes it a surname.
            var surname = i == last && i > first && tokens[i].IsCapital && tokens[i - 1].IsCapital
                && GivenNames.GenderOf(tokens[i - 1].Text) != Gender.Unknown;
            if (boundary && !surname && !(i == last && i > first && !OfficeTitles.IsOffice(tokens[i].Text)))
            {
                return i;
            }
        }

        return -1;
    }

    private static int FindOfficeStart(TokenizedParagraph tokens, int first, int office)
    {
        var start = Vocabulary.IsDeterminer(tokens[first]) ? first + 1 : first;
        for (var i = start; i <= office; i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text))
            {
                return start;
            }
        }

        return -1;
    }

    /// <summary>“MPs”, “CEOs”.</summary>
    private static bool IsPluralAbbreviation(string word) =>
        word.Length is > 2 and < 6 && word[^1] == 's' && word.AsSpan(0, word.Length - 1).IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Letters behind a name (“QC”, “MP”) are no part of it.</summary>
    private static int WithoutPostNominals(TokenizedParagraph tokens, int first, int last) =>
        last - first >= 2 && tokens[last].Text is "QC" or "KC" or "MP" or "MEP" or "MD" or "PhD" or "CBE" or "OBE" ? last - 1 : last;

    private static Gender GenderOf(TokenizedParagraph tokens, int first, int name)
    {
        for (var i = first; i < name; i++)
        {
            switch (tokens[i].Lower.TrimEnd('.'))
            {
                case "mr" or "sir" or "lord" or "herr" or "monsieur" or "señor" or "king" or "prince" or "father" or "congressman"
                    or "spokesman" or "chairman" or "businessman" or "actor" or "brother" or "son" or "husband":
                    return Gender.Male;
                case "mrs" or "ms" or "miss" or "dame" or "lady" or "frau" or "madame" or "señora" or "queen" or "princess"
                    or "congresswoman" or "spokeswoman" or "chairwoman" or "businesswoman" or "actress" or "sister" or "daughter"
                    or "wife" or "mother" or "widow":
                    return Gender.Female;
            }
        }

        // Given to women and men alike, by country: the name alone tells nothing.
        return tokens.Profile is null && tokens[name].Lower is "jean" && tokens[name + 1].IsCapital ? Gender.Unknown
            : GivenNames.GenderOf(tokens[name].Text);
    }
}
