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
    public static NameParts? Parse(TokenizedParagraph frame, Phrase phrase)
    {
        var (first, last) = FindHead(frame, phrase);
        if (last < first || !frame[last].IsCapital || Vocabulary.IsTimeWord(frame[last]) || Vocabulary.IsSubjectPronoun(frame[last]))
        {
            return null;
        }

        if (IsPluralAbbreviation(frame[last].Text))
        {
            return null;
        }

        last = WithoutPostNominals(frame, first, last);
        var office = FindLastOffice(frame, first, last);
        var name = office + 1;
        while (name <= last
            && (frame[name].Lower is "of" or "for" or "and"
                || (office >= 0 && name > office + 1 && OfficeTitles.IsOfficeField(frame[name].Text) && name < last)
                || Vocabulary.IsDeterminer(frame[name]) && !frame[name].IsCapital))
        {
            name++;
        }

        name = Math.Max(name, first);
        while (name <= last && Vocabulary.IsDeterminer(frame[name]) && name < last)
        {
            name++;
        }

        if (name > last || (name == last && frame.Profile is null && OfficeTitles.IsPluralOffice(frame[name].Text)))
        {
            return null;
        }

        name = SkipPlace(frame, name, last);
        var officeFirst = FindOfficeStart(frame, first, office);
        return new NameParts(name, last, officeFirst, officeFirst < 0 ? -1 : name - 1, last - name + 1, GenderOf(frame, first, name));
    }

    /// <summary>The gender that “Mr” or “Mrs” tells; a surname may look like a given name.</summary>
    public static Gender GenderFromHonorific(TokenizedParagraph frame, NameParts parts) =>
        OfficeTitles.IsHonorific(frame[parts.First - 1].Text) ? parts.Gender : Gender.Unknown;

    /// <summary>The words as one name: white space folded, without a possessive ending.</summary>
    public static string FormatName(TokenizedParagraph frame, NameParts parts)
    {
        if (frame.Profile is not null)
        {
            return string.Join(' ',
                frame.Text[frame[parts.First].Start..frame[parts.Last].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        var words = Enumerable.Range(parts.First, parts.WordCount)
            .Select(i => frame[i].Text.TrimEnd('.') is { Length: 1 } initial ? initial + "." : frame[i].Text).ToArray();
        words[^1] = WithoutPossessive(words[^1]);
        return string.Join(' ', words);
    }

    public static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase) ? word[..^2]
            : word.TrimEnd('\'', '’');

    /// <summary>The first group: “John Doe” of “John Doe of Ohio”, but all of “Secretary of State Jane Roe”.</summary>
    private static (int First, int Last) FindHead(TokenizedParagraph frame, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            var stays = OfficeTitles.IsOffice(frame[i - 1].Text) && frame[i - 1].IsCapital
                && OfficeTitles.IsOfficeField(frame[i + 1].Text) && i + 1 < phrase.Last;
            var particle =
                Vocabulary.IsNameParticle(frame[i]) && frame[i].Lower is not "y" && frame[i - 1].IsCapital && frame[i + 1].IsCapital;
            if (Vocabulary.IsPreposition(frame[i]) && !stays && !particle)
            {
                return (phrase.First, i - 1);
            }

            if (frame[i].Lower is "and" or "und" or "et" && !OfficeTitles.IsOffice(frame[phrase.Last].Text)
                && !HasOfficeNearby(frame, i, phrase.Last))
            {
                return (phrase.First, i - 1);
            }
        }

        return (phrase.First, phrase.Last);
    }

    /// <summary>“the attorney for the District of Vermont Ann Bo”: the place before the given name is none of hers.</summary>
    private static int SkipPlace(TokenizedParagraph frame, int name, int last)
    {
        if (frame.Profile is not null || frame[name - 1].Lower is not ("of" or "for" or "in" or "from"))
        {
            return name;
        }

        for (var i = name; i < last; i++)
        {
            if (GivenNames.GenderOf(frame[i].Text) != Gender.Unknown)
            {
                return i;
            }
        }

        return name;
    }

    private static bool HasOfficeNearby(TokenizedParagraph frame, int i, int last)
    {
        for (var k = i + 1; k < last && k < i + 4; k++)
        {
            if (OfficeTitles.IsOffice(frame[k].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static int FindLastOffice(TokenizedParagraph frame, int first, int last)
    {
        for (var i = last; i >= first; i--)
        {
            var boundary = OfficeTitles.IsOffice(frame[i].Text) || OfficeTitles.IsHonorific(frame[i].Text)
                || (i < last && frame[i].IsPossessive)
                || (!frame[i].IsCapital && !Vocabulary.IsNameParticle(frame[i]) && !Vocabulary.IsDeterminer(frame[i])
                    && frame[i].Lower is not ("of" or "for" or "and"));
            // "Steve King", "Ann Bishop": a given name before it makes it a surname.
            var surname = i == last && i > first && frame[i].IsCapital && frame[i - 1].IsCapital
                && GivenNames.GenderOf(frame[i - 1].Text) != Gender.Unknown;
            if (boundary && !surname && !(i == last && i > first && !OfficeTitles.IsOffice(frame[i].Text)))
            {
                return i;
            }
        }

        return -1;
    }

    private static int FindOfficeStart(TokenizedParagraph frame, int first, int office)
    {
        var start = Vocabulary.IsDeterminer(frame[first]) ? first + 1 : first;
        for (var i = start; i <= office; i++)
        {
            if (OfficeTitles.IsOffice(frame[i].Text))
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
    private static int WithoutPostNominals(TokenizedParagraph frame, int first, int last) =>
        last - first >= 2 && frame[last].Text is "QC" or "KC" or "MP" or "MEP" or "MD" or "PhD" or "CBE" or "OBE" ? last - 1 : last;

    private static Gender GenderOf(TokenizedParagraph frame, int first, int name)
    {
        for (var i = first; i < name; i++)
        {
            switch (frame[i].Lower.TrimEnd('.'))
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
        return frame.Profile is null && frame[name].Lower is "jean" && frame[name + 1].IsCapital ? Gender.Unknown
            : GivenNames.GenderOf(frame[name].Text);
    }
}
