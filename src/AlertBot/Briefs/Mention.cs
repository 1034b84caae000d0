namespace AlertBot.Briefs;

/// <summary>One place where a person is named.</summary>
/// <param name="Leads">Whether it is the first name of its sentence.</param>
/// <param name="Owns">Whether something of the person’s is meant (“Bo’s lawyer”).</param>
/// <param name="Under">Whom the pronoun means that is the subject of the sentence (“She met Bo.”), as far as its gender goes.</param>
internal readonly record struct Mention(int Start, int End, Person Person, bool Leads, int Sentence, bool Owns, Gender Under);
