using AlertBot.Text;

namespace AlertBot.Quotes.Detection;

/// <summary>The text between two quotation marks, before it is decided whether it is speech.</summary>
/// <param name="Inner">The text inside the marks, without white space at its ends.</param>
/// <param name="Outer">The text with the marks.</param>
/// <param name="IsClosed">Whether a closing mark ends it. Without one it ends with its paragraph.</param>
/// <param name="HasSingleMarks">Whether the marks are single, which are also apostrophes.</param>
internal readonly record struct Quotation(TextSpan Inner, TextSpan Outer, bool IsClosed, bool HasSingleMarks);
