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

    public static SentenceSubject Find(TokenizedParagraph frame, int start)
    {
        if (start >= frame.Count || AttributionRelation.FindSubjectOfSentence(frame, start, frame.SentenceEnd(start)) is not { } subject)
        {
            return default;
        }

        return Vocabulary.WithoutContraction(frame[subject.First].Lower) switch
        {
            "he" => new SentenceSubject(subject.First, Gender.Male),
            "she" => new SentenceSubject(subject.First, Gender.Female),
            _ => new SentenceSubject(subject.First, Gender.Unknown),
        };
    }

    /// <summary>Whether the sentence may be about the one named, who comes first in it.</summary>
    public bool MayBe(TokenizedParagraph frame, NameParts name) =>
        (PronounGender == Gender.Unknown ? name.Last >= FirstToken : name.Last < FirstToken) && !IsModifier(frame, name.Last);

    /// <summary>The gender of the pronoun that the name is an object of: “She met Bo.”</summary>
    public Gender GenderOfGoverningPronoun(NameParts name) => name.First > FirstToken ? PronounGender : Gender.Unknown;

    /// <summary>“Bo adviser Cy Do said”: the sentence is about Do.</summary>
    private static bool IsModifier(TokenizedParagraph frame, int last)
    {
        for (var i = last + 1;
            i <= last + MaxOfficeDistance && frame[i].IsWord && !frame[i].IsCapital && !Vocabulary.IsStopWord(frame[i])
                && !Vocabulary.IsPreposition(frame[i]); i++)
        {
            if (OfficeTitles.IsOffice(frame[i].Text) && Vocabulary.IsNameWord(frame[i + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
