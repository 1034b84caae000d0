using System.Collections.Frozen;
using AlertBot.Quotes;
using AlertBot.Stories;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;

namespace AlertBot.Briefs;

/// <summary>Composes the brief of an article or a story, for the topics that a destination follows.</summary>
internal static class BriefComposer
{
    /// <summary>UTF-16 code units between two parts of a quotation. A longer passage is more than a cue.</summary>
    private const int MaxCueLength = 60;

    private static readonly char[] QuotationMarks = ['“', '”', '„', '‟', '"', '«', '»', '‹', '›', '‘', '’', '‚', '「', '」', '『', '』', ' '];

    // A speaker that begins with one of these is named elsewhere in the text. In the languages whose quotations are read.
    private static readonly FrozenSet<string> AnaphoricWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "he", "she", "they", "we", "i", "it", "you", "who", "his", "her", "their", "its", "my", "our", "this", "that", "these", "those",
        "er", "sie", "wir", "sein", "seine", "ihr", "ihre", "unser", "unsere", "dieser", "diese",
        "il", "elle", "ils", "elles", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "ce", "cet", "cette", "ces",
        "lui", "eux", "celui-ci", "celle-ci",
        "él", "ella", "ellos", "ellas", "usted", "ustedes", "nosotros", "su", "sus", "este", "esta", "estos", "estas");

    /// <param name="articles">Articles of one story, at least one. The first one provides the headline and the first sentence of the
    /// summary; quotes and sources come from all. Sentences and quotes on their topics are preferred.</param>
    public static Brief Compose(params IReadOnlyList<MatchedArticle> articles)
    {
        var lead = articles[0];
        var topics = articles.SelectMany(article => article.Topics).ToList();
        var publishers = PublisherCount.Count([.. articles.Select(article => (article.Source, article.Link, article.Text))]);
        return WithGenerated(lead, new Brief(
            ChooseHeadline(lead),
            lead.Link,
            [.. topics.Select(topic => topic.Name).Distinct()],
            [.. topics.SelectMany(topic => topic.Evidence).Select(evidence => evidence.Text).Distinct(StringComparer.OrdinalIgnoreCase)],
            ComposeSummary(articles),
            ComposeQuotes(
                QuoteRanker.Rank([.. articles.Select(article => new QuotedText(article.Text, article.Quotes, TopicSpans(article)))]),
                FindTexts(articles)),
            [.. articles.Select(article => new BriefSource(article.Source, article.Link, article.Published))
                .DistinctBy(source => (source.Name, source.Link))],
            lead.Published)
        {
            Publishers = publishers.Publishers,
            IndependentPublishers = publishers.Independent,
            Updated = articles.DistinctBy(article => (article.Source, article.Link)).Max(article => article.FirstSeen),
            Image = articles.Select(article => article.Image).FirstOrDefault(image => image is not null),
        });
    }

    /// <summary>Sentences of the articles, verbatim.</summary>
    private static List<string> ComposeSummary(IReadOnlyList<MatchedArticle> articles) =>
        [.. ExtractiveSummarizer.Summarize([.. articles.Select(ToSummarySource)]).Select(sentence => sentence.Text)];

    private static SummarySource ToSummarySource(MatchedArticle article) =>
        new(article.Title, article.Text, article.Language, article.Quotes, TopicSpans(article));

    /// <summary>Replaces the verbatim sentences by the generated summary of the first article, if any, and names the model.</summary>
    private static Brief WithGenerated(MatchedArticle lead, Brief brief) =>
        lead.Generated is { } generated ? brief with { Summary = generated.Sentences, WrittenBy = generated.Model } : brief;

    /// <summary>The positions of the evidence in the article text.</summary>
    private static List<TextSpan> TopicSpans(MatchedArticle article) =>
        [.. article.Topics.SelectMany(topic => topic.Evidence)
            .Where(evidence => evidence.Field == "text")
            .Select(evidence => new TextSpan(evidence.Start, evidence.End))
            .OrderBy(span => span.Start)];

    private static string ChooseHeadline(MatchedArticle article)
    {
        if (article.Title.Length > 0)
        {
            return article.Title;
        }

        var sentences = SentenceSplitter.Split(article.Text);
        return sentences.Count > 0 ? sentences[0].GetText(article.Text) : article.Link ?? article.Source;
    }

    /// <summary>Merges the parts of a quotation that its cue splits into one quote.</summary>
    /// <param name="texts">The texts of the articles, by their quotes, for what is between the parts. Null: it is not shown.</param>
    public static List<BriefQuote> ComposeQuotes(IReadOnlyList<Quote> ranked, IReadOnlyDictionary<Quote, string>? texts = null)
    {
        var quotes = new List<BriefQuote>();
        Quote? previous = null;
        foreach (var quote in ranked)
        {
            if (quote.Continues && previous is not null)
            {
                var cue = texts?.GetValueOrDefault(quote) is { } text ? FindCue(text, previous, quote) : "";
                quotes[^1] = quotes[^1] with { Parts = [.. quotes[^1].Parts, quote.Text], Cues = [.. quotes[^1].Cues, cue] };
            }
            else
            {
                quotes.Add(new BriefQuote([quote.Text], quote.Name ?? SpeakerLabel(quote.Speaker), quote.Role, quote.Venue));
            }

            previous = quote;
        }

        return quotes;
    }

    private static Dictionary<Quote, string> FindTexts(IReadOnlyList<MatchedArticle> articles)
    {
        // Two articles may have equal quotes at equal places.
        var texts = new Dictionary<Quote, string>(ReferenceEqualityComparer.Instance);
        foreach (var article in articles)
        {
            foreach (var quote in article.Quotes)
            {
                texts[quote] = article.Text;
            }
        }

        return texts;
    }

    /// <returns>The words between two parts without the quotation marks, such as “he said,”; empty when they are no short cue.</returns>
    private static string FindCue(string text, Quote first, Quote second)
    {
        if (first.End > second.Start || second.Start > text.Length || second.Start - first.End > MaxCueLength)
        {
            return "";
        }

        var between = text[first.End..second.Start];
        return between.Contains('\n', StringComparison.Ordinal) ? "" : between.Trim().Trim(QuotationMarks).Trim();
    }

    // Outside of its article, a quote by “he” or “His lawyer” has no known speaker; “the ministry” is one.
    private static string? SpeakerLabel(string? speaker) =>
        speaker is null || AnaphoricWords.Contains(speaker.Split(' ', 2)[0]) ? null : speaker;
}
