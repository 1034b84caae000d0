using System.Collections.Frozen;
using AlertBot.Briefs.Figures;
using AlertBot.Quotes;
using AlertBot.Stories;
using AlertBot.Summaries.Extractive;
using AlertBot.Text;

namespace AlertBot.Briefs;

/// <summary>Composes the brief of an article or a story, for the topics that a destination follows.</summary>
internal static class BriefComposer
{
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
        var summary = ComposeSummary(articles);
        var publishers = PublisherCount.Count([.. articles.Select(article => (article.Source, article.Link, article.Text))]);
        return WithGenerated(lead, new Brief(
            ChooseHeadline(lead),
            lead.Link,
            [.. topics.Select(topic => topic.Name).Distinct()],
            [.. topics.SelectMany(topic => topic.Evidence).Select(evidence => evidence.Text).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. summary.Select(sentence => sentence.Text)],
            ComposeQuotes(
                QuoteRanker.Rank([.. articles.Select(article => new QuotedText(article.Text, article.Quotes, TopicSpans(article)))]),
                FindTexts(articles)),
            [.. articles.Select(article => new BriefSource(article.Source, article.Link, article.Published))
                .DistinctBy(source => (source.Name, source.Link))],
            lead.Published)
        {
            SummaryOutlets = summary.Exists(sentence => sentence.Outlet is not null)
                ? [.. summary.Select(sentence => sentence.Outlet)]
                : null,
            Figures = FigureConflicts.Find(articles) is { Count: > 0 } figures ? figures : null,
            Publishers = publishers.Publishers,
            IndependentPublishers = publishers.Independent,
            Updated = articles.DistinctBy(article => (article.Source, article.Link)).Max(article => article.FirstSeen),
            Image = articles.Select(article => article.Image).FirstOrDefault(image => image is not null),
        });
    }

    /// <summary>Sentences of the articles, verbatim, each with its outlet where that is not the one of the first article.</summary>
    private static List<(string Text, string? Outlet)> ComposeSummary(IReadOnlyList<MatchedArticle> articles) =>
        [.. ExtractiveSummarizer.Summarize([.. articles.Select(ToSummarySource)]).Select(sentence => (sentence.Text,
            articles[sentence.TextIndex].Source is var outlet && outlet != articles[0].Source ? outlet : null))];

    private static SummarySource ToSummarySource(MatchedArticle article) =>
        new(article.Title, article.Text, article.Language, article.Quotes, TopicSpans(article));

    /// <summary>Replaces the verbatim sentences by the generated summary of the first article, if any, and names the model.</summary>
    private static Brief WithGenerated(MatchedArticle lead, Brief brief) =>
        lead.Generated is { } generated
        ? brief with
        {
            Summary = generated.Sentences,
            SummaryOutlets = null,
            WrittenBy = generated.Model,
        }
        : brief;

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
                var cue = texts?.GetValueOrDefault(quote) is { } text ? TextBetweenQuotes.Find(text, previous, quote) : "";
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

    // Outside of its article, a quote by “he” or “His lawyer” has no known speaker; “the ministry” is one.
    private static string? SpeakerLabel(string? speaker) =>
        speaker is null || AnaphoricWords.Contains(speaker.Split(' ', 2)[0]) ? null : speaker;
}
