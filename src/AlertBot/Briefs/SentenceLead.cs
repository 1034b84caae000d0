namespace AlertBot.Briefs;

/// <summary>Where a sentence comes to its subject, so that what only leads up to it (“Asked about Bo, Do said”) is not taken for it.</summary>
/// <param name="Subject">The subject's first token.</param>
/// <param name="Pronoun">The gender of a pronoun that is the subject.</param>
internal readonly record struct SentenceLead(int Subject, Gender Pronoun)
{
    // Words between a name and the one whose office it says: "Bo campaign press secretary Cy Do".
    private const int OfficeReach = 4;

    public static SentenceLead At(Frame frame, int start)
    {
        if (start >= frame.Count || Attribution.SubjectOfSentence(frame, start, frame.SentenceEnd(start)) is not { } subject)
        {
            return default;
        }

        return Vocabulary.Pronoun(frame[subject.First].Lower) switch
        {
            "he" => new SentenceLead(subject.First, Gender.Male),
            "she" => new SentenceLead(subject.First, Gender.Female),
            _ => new SentenceLead(subject.First, Gender.Unknown),
        };
    }

    /// <summary>Whether the sentence may be about the one named, who comes first in it.</summary>
    public bool Allows(Frame frame, NameParts name) =>
        (Pronoun == Gender.Unknown ? name.Last >= Subject : name.Last < Subject) && !IsModifier(frame, name.Last);

    /// <summary>The gender of the pronoun that the name is an object of: “She met Bo.”</summary>
    public Gender Over(NameParts name) => name.First > Subject ? Pronoun : Gender.Unknown;

    /// <summary>“Bo adviser Cy Do said”: the sentence is about Do.</summary>
    private static bool IsModifier(Frame frame, int last)
    {
        for (var i = last + 1; i <= last + OfficeReach && frame[i].IsWord && !frame[i].IsCapital && !Vocabulary.IsStop(frame[i]) && !Vocabulary.IsPreposition(frame[i]); i++)
        {
            if (Titles.IsOffice(frame[i].Text) && Vocabulary.IsNameWord(frame[i + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
