namespace AlertBot.Quotes.People;

/// <summary>One place where a person is named.</summary>
/// <param name="IsFirstInSentence">Whether it is the first name of its sentence.</param>
/// <param name="IsPossessive">Whether something of the person’s is meant (“Bo’s lawyer”).</param>
/// <param name="GoverningPronounGender">Whom the pronoun means that is the subject of the sentence (“She met Bo.”), as far as its gender
/// goes.</param>
internal readonly record struct Mention(int Start, int End, Person Person, bool IsFirstInSentence, int Sentence, bool IsPossessive,
    Gender GoverningPronounGender);
