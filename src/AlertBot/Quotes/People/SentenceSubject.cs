using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>
/// Where the subject of a sentence is. A name in an introductory phrase before it (“Asked about Bo, Do said”) is not the subject.
/// </summary>
/// <param name="FirstToken">First token of the subject.</param>
/// <param name="PronounGender">Gender of the pronoun that is the subject; unknown where the subject is not a pronoun.</param>
internal readonly record struct SentenceSubject(int FirstToken, Gender PronounGender)
{
    // Tokens between a name and the person whose office it modifies: "Bo campaign press secretary Cy Do".
    private const int MaxOfficeDistance = 4;

    public static SentenceSubject Find(TokenizedParagraph tokens, int start)
    {
        if (start >= tokens.Count || SubjectFinder.FindInSentence(tokens, start, tokens.SentenceEnd(start)) is not { } subject)
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

    /// <summary>Whether the person named first in the sentence can be its topic.</summary>
    public bool CanBe(TokenizedParagraph tokens, NameParts name) =>
        (PronounGender == Gender.Unknown ? name.Last >= FirstToken : name.Last < FirstToken) && !IsModifier(tokens, name.Last);

    /// <summary>The gender of the subject pronoun before the name: female in “She met Bo.”</summary>
    public Gender GenderOfGoverningPronoun(NameParts name) => name.First > FirstToken ? PronounGender : Gender.Unknown;

    /// <summary>A name that modifies another person’s office: “Bo adviser Cy Do said” is about Do.</summary>
    private static bool IsModifier(TokenizedParagraph tokens, int last)
    {
        for (var i = last + 1; i <= last + MaxOfficeDistance && IsLowercaseNoun(tokens[i]); i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text) && Vocabulary.IsNameWord(tokens[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLowercaseNoun(Token token) =>
        token.IsWord && !token.IsCapital && !Vocabulary.IsStopWord(token) && !Vocabulary.IsPreposition(token);
}
