namespace AlertBot.Quotes.People;

/// <summary>One place where the text names a person.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit in the article text.</param>
/// <param name="End">Offset after the last UTF-16 code unit.</param>
/// <param name="IsFirstInSentence">Whether it is the first name of its sentence.</param>
/// <param name="Sentence">Number of the sentence in the text.</param>
/// <param name="IsPossessive">Whether the name is in the possessive (“Bo’s lawyer”).</param>
/// <param name="GoverningPronounGender">Gender of the pronoun that is the subject of the sentence: female in “She met Bo.”</param>
internal readonly record struct Mention(int Start, int End, Person Person, bool IsFirstInSentence, int Sentence, bool IsPossessive,
    Gender GoverningPronounGender);
