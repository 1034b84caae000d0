namespace AlertBot.Quotes.People;

/// <summary>A name inside a phrase: the tokens of the name and the tokens of the office before it.</summary>
/// <param name="OfficeFirst">First token of the office; −1 where no office precedes the name.</param>
/// <param name="OfficeLast">Last token of the office; −1 where no office precedes the name.</param>
/// <param name="WordCount">Number of words of the name.</param>
internal readonly record struct NameParts(int First, int Last, int OfficeFirst, int OfficeLast, int WordCount, Gender Gender);
