using AlertBot.Text;

namespace AlertBot.Quotes.Detection;

/// <summary>What stands between two quotation marks, not yet judged.</summary>
/// <param name="Inner">Inside the marks, without white space at the ends.</param>
/// <param name="Outer">With the marks.</param>
/// <param name="IsClosed">Whether a closing mark ends it; else its paragraph does.</param>
/// <param name="HasSingleMarks">Between single marks, which are apostrophes too.</param>
internal readonly record struct Quotation(TextSpan Inner, TextSpan Outer, bool IsClosed, bool HasSingleMarks);
