using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>A text to summarize, alone or together with texts of other outlets about the same event.</summary>
/// <param name="Language">Null when unknown; the text is then not combined with others.</param>
/// <param name="Quotes">Its quotations. The summary does not repeat the quotes that are shown with it.</param>
/// <param name="TopicSpans">The positions of the words of the topic. Sentences that contain them are preferred.</param>
internal sealed record SummarySource(string? Title, string Text, string? Language, IReadOnlyList<Quote> Quotes,
    IReadOnlyList<TextSpan> TopicSpans);
