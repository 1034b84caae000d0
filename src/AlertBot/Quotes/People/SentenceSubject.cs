using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>
/// Where a sentence comes to its subject, so that what only leads up to it (“Asked about Bo, Do said”) is not taken for it.
/// </summary>
/// <param name="FirstToken">The subject's first token.</param>
/// <param name="PronounGender">The gender of a pronoun that is the subject.</param>
internal readonly record struct SentenceSubject(int FirstToken, Gender PronounGender)
{
    // Words between a name and the one whose office it says: "Bo campaign press secretary Cy Do".
    private const int MaxOfficeDistance = 4;

    public static SentenceSubject Find(TokenizedParagraph tokens, int start)
    {
        if (start >= tokens.Count || AttributionRelation.FindSubjectOfSentence(tokens, start, tokens.SentenceEnd(start)) is not { } subject)
        {
            return default;
        }

        return Vocabulary.WithoutContraction(tokens[subject.First].Lower) switch
        {
            "he" => new SentenceSubject(subject.First, Gender.Male),
            "she" => new SentenceSubject(subject.First, Gender.Female),
            _ => new SentenceSubject(subject.First, Gender.Unknown),
        };
    }

    /// <summary>Whether the sentence may be about the one named, who comes first in it.</summary>
    public bool MayBe(TokenizedParagraph tokens, NameParts name) =>
        (PronounGender == Gender.Unknown ? name.Last >= FirstToken : name.Last < FirstToken) && !IsModifier(tokens, name.Last);

    /// <summary>The gender of the pronoun that the name is an object of: “She met Bo.”</summary>
    public Gender GenderOfGoverningPronoun(NameParts name) => name.First > FirstToken ? PronounGender : Gender.Unknown;

    /// <summary>“Bo adviser Cy Do said”: the sentence is about Do.</summary>
    private static bool IsModifier(TokenizedParagraph tokens, int last)
    {
        for (var i = last + 1;
            i <= last + MaxOfficeDistance && tokens[i].IsWord && !tokens[i].IsCapital && !Vocabulary.IsStopWord(tokens[i])
                && !Vocabulary.IsPreposition(tokens[i]); i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text) && Vocabulary.IsNameWord(tokens[i + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
