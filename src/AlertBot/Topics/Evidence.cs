namespace AlertBot.Topics;

/// <summary>A place at which a topic was found.</summary>
/// <param name="Field"><c>title</c>, <c>text</c>, <c>source</c> or <c>author</c>.</param>
/// <param name="Start">Offset in the original field, in UTF-16 code units; <paramref name="End"/> is exclusive.</param>
/// <param name="Text">The matched words, verbatim.</param>
internal sealed record Evidence(string Field, int Start, int End, string Text);
