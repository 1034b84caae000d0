using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>A text to be summarized, alone or with other outlets' texts about the same event.</summary>
/// <param name="Language">Null where it is not known: such a text is never mixed with another.</param>
/// <param name="Quotes">Its quotations: sentences shown as quotes anyway are not wanted in the summary.</param>
/// <param name="TopicSpans">Where the topic's words stand in it; the summary leans towards them. Empty for none.</param>
internal sealed record SummarySource(string? Title, string Text, string? Language, IReadOnlyList<Quote> Quotes,
    IReadOnlyList<TextSpan> TopicSpans);
