namespace AlertBot.Topics;

/// <summary>Where a topic was found.</summary>
/// <param name="Field"><c>title</c>, <c>text</c>, <c>source</c> or <c>author</c>.</param>
/// <param name="Start">Offset in the field as given, in UTF-16 code units; <paramref name="End"/> is exclusive.</param>
/// <param name="Text">The words as they stand there.</param>
internal sealed record Evidence(string Field, int Start, int End, string Text);
