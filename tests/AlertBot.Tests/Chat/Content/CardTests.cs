using AlertBot.Briefs;
using AlertBot.Chat.Content;
using AlertBot.Quotes;
using AlertBot.Testing.Fixtures;
using AlertBot.Text;

namespace AlertBot.Tests.Chat.Content;

public class CardTests
{
    [Fact]
    public void At_most_three_quotes_are_shown_and_the_rest_is_counted()
    {
        var card = Card.FromBrief(ABrief.Full, ABrief.Now);

        Assert.Equal(3, card.Quotes.Count);
        Assert.Equal("2 more quotes", card.MoreQuotesText);
    }

    [Fact]
    public void Parts_of_a_split_quotation_are_shown_together_each_in_its_own_marks()
    {
        var quote = Card.FromBrief(ABrief.Full, ABrief.Now).Quotes[1];

        Assert.Equal(
            "“The guns fall silent at midnight,” Berel said, “and this time we will count the hours.” — Tomas Berel, the chief mediator",
            quote.Line);
    }

    [Fact]
    public void The_cue_between_two_parts_is_shown_as_in_the_article()
    {
        const string Text = "“We will sign,” he said, “but not today.” The talks go on.";
        var quotes = QuoteExtractor.Extract(Text, "en");
        var article = AnArticle.Seen(ABrief.Now) with { Text = Text, Quotes = [.. quotes] };

        var card = Card.FromBrief(BriefComposer.Compose(article) with { Summary = [] }, ABrief.Now);

        Assert.Equal("“We will sign,” he said, “but not today.”", Assert.Single(card.Quotes).Words);
    }

    [Fact]
    public void A_matched_word_that_is_the_topics_name_is_not_repeated()
    {
        var brief = ABrief.Bare with { Topics = ["article-5", "ceasefire"], Matched = ["Article 5", "ceasefire", "truce"] };

        Assert.Equal(["truce"], Card.FromBrief(brief, ABrief.Now).MatchedTerms);
    }

    [Fact]
    public void Several_publishers_are_counted_and_an_outlet_is_named_once()
    {
        var brief = ABrief.Bare with
        {
            Sources = [new BriefSource("Post", "https://a.example/1", null), new BriefSource("Post", "https://a.example/2", null),
                new BriefSource("Courier", "https://b.example/1", null)],
            Publishers = 4,
            IndependentPublishers = 2,
            Updated = ABrief.Now,
        };

        var card = Card.FromBrief(brief, ABrief.Now);
        Assert.Equal(["Post", "Courier"], card.Sources.Select(source => source.Name));
        Assert.Equal("4 publishers (2 independent)", card.PublishersText);
        Assert.Null(Card.FromBrief(brief with { Publishers = 1 }, ABrief.Now).PublishersText);
    }

    [Theory]
    [InlineData("", "“We will sign” – “but not today.”")]
    [InlineData("he said,", "“We will sign” he said, “but not today.”")]
    [InlineData(", he said,", "“We will sign”, he said, “but not today.”")]
    public void Two_parts_are_never_side_by_side_as_if_they_were_one(string cue, string words)
    {
        var quote = new BriefQuote(["We will sign", "but not today."], null, null, null) { Cues = [cue] };

        Assert.Equal(words, CardQuote.FromBrief(quote, 600, AtFullStops)?.Words);
        Assert.Equal("“We will sign” – “but not today.”",
            CardQuote.FromBrief(quote with { Cues = [] }, 600, AtFullStops)?.Words);
    }

    [Fact]
    public void A_matched_word_that_is_the_name_of_a_topic_is_not_shown()
    {
        var brief = ABrief.Full with { Topics = ["Cease-Fire", "harbour"], Matched = ["cease fire", "ceasefire", "Harbour", "truce"] };

        Assert.Equal(["truce"], Card.FromBrief(brief, ABrief.Now).MatchedTerms);
        Assert.Empty(Card.FromBrief(brief with { Matched = ["CEASE FIRE"] }, ABrief.Now).MatchedTerms);
    }

    [Fact]
    public void Each_outlet_is_named_once()
    {
        var brief = ABrief.Full with
        {
            Sources = [.. ABrief.Full.Sources, new BriefSource("harbour post", "https://news.example/other", ABrief.Now)],
        };

        Assert.Equal(["Harbour Post", "Norland Today (world)"], Card.FromBrief(brief, ABrief.Now).Sources.Select(source => source.Name));
    }

    [Fact]
    public void Sentences_of_another_outlet_are_named_as_its_own_once()
    {
        var brief = ABrief.Full with { Summary = ["One.", "Two.", "Three."], SummaryOutlets = [null, "Coast Wire", "Coast Wire"] };

        var summary = Card.FromBrief(brief, ABrief.Now).Summary;

        Assert.Equal(["One.", "Coast Wire: Two.", "Three."], summary.Select(sentence => sentence.NamedText));
        Assert.Equal("\n", summary[1].Separator);
    }

    [Fact]
    public void A_brief_that_an_earlier_version_stored_is_readable()
    {
        var brief = BriefJson.Deserialize(
            """
            {"Headline":"H","Link":null,"Topics":[],"Matched":[],"Summary":["S."],
            "Quotes":[{"Parts":["A,","b."],"Speaker":null,"Role":null,"Venue":null}],"Sources":[],"Published":null,
            "Image":null,"WrittenBy":null}
            """);

        var card = Card.FromBrief(brief, ABrief.Now);

        Assert.Equal("“A,” – “b.” — speaker not identified", card.Quotes[0].Line);
        Assert.Null(card.PublishersText);
        Assert.Equal("S.", card.Summary[0].NamedText);
    }

    [Fact]
    public void A_venue_is_shown_on_the_same_line()
    {
        var quote = Card.FromBrief(ABrief.Full, ABrief.Now).Quotes[0];

        Assert.EndsWith("— Mara Lindqvist, foreign minister of Norland, in an interview with Radio Nord", quote.Line);
    }

    [Fact]
    public void A_role_without_its_speaker_is_not_shown()
    {
        var brief = ABrief.Bare with { Quotes = [new BriefQuote(["Words."], null, "the mayor", null)] };

        Assert.Equal("“Words.” — speaker not identified", Card.FromBrief(brief, ABrief.Now).Quotes[0].Line);
    }

    [Fact]
    public void A_long_quote_is_cut_at_its_own_sentence_end()
    {
        var quote = CardQuote.FromBrief(new BriefQuote(["First one. Second one. Third one."], null, null, null), 25, AtFullStops);

        Assert.Equal("“First one. Second one.”", quote?.Words);
    }

    [Fact]
    public void Text_after_a_cut_is_omitted()
    {
        var quote = CardQuote.FromBrief(new BriefQuote(["First one. Second one.", "Tail."], null, null, null), 15, AtFullStops);

        Assert.Equal(["First one."], quote?.Parts);
    }

    [Fact]
    public void A_quote_whose_first_sentence_is_too_long_is_omitted_and_counted()
    {
        var brief = ABrief.Quoting(string.Join(' ', Enumerable.Repeat("word", 1_000)));

        var card = Card.FromBrief(brief, ABrief.Now);

        Assert.Empty(card.Quotes);
        Assert.Equal("1 quote in the article", card.MoreQuotesText);
    }

    [Fact]
    public void An_empty_brief_still_has_a_headline()
    {
        var card = Card.FromBrief(ABrief.Bare, ABrief.Now);

        Assert.Equal("Untitled", card.Headline);
        Assert.Null(card.MoreQuotesText);
    }

    [Fact]
    public void Megabyte_fields_do_not_exceed_the_limits()
    {
        var card = Card.FromBrief(ABrief.Everywhere(string.Concat(Enumerable.Repeat("[*:a.b/1. ", 100_000))), ABrief.Now);

        Assert.InRange(card.Summary.Sum(sentence => DisplayText.CountCodePoints(sentence.NamedText)), 0, 900);
        Assert.InRange(DisplayText.CountCodePoints(card.Headline), 1, 300);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("https://bbc.example@evil.example/")]
    [InlineData("https://")]
    [InlineData("data:text/html,x")]
    public void A_link_that_is_not_a_web_address_is_dropped(string link) => Assert.Null(WebLink.Sanitize(link));

    [Theory]
    [InlineData("https://a.example/x y", "https://a.example/x%20y")]
    [InlineData("https://a.example/a_(b)|c", "https://a.example/a_%28b%29%7Cc")]
    [InlineData("https://a.example/\">*<", "https://a.example/%22%3E*%3C")]
    [InlineData("https://bücher.example/ö", "https://xn--bcher-kva.example/%C3%B6")]
    [InlineData("http://a.example:8080/", "http://a.example:8080/")]
    public void A_link_is_percent_encoded(string link, string expected) => Assert.Equal(expected, WebLink.Sanitize(link));

    [Fact]
    public void A_cut_never_splits_a_grapheme()
    {
        const string Family = "👩‍👩‍👧‍👦";
        var cut = DisplayText.Truncate(string.Concat(Enumerable.Repeat(Family, 10)), 20);

        Assert.Equal(Family + Family + "…", cut);
    }

    [Fact]
    public void A_grapheme_longer_than_the_limit_is_omitted()
    {
        var cut = DisplayText.Truncate("e" + new string('\u0301', 10_000), 256);

        Assert.Equal("…", cut);
    }

    private static List<TextSpan> AtFullStops(string text)
    {
        var spans = new List<TextSpan>();
        for (var start = 0; text.IndexOf('.', start) is >= 0 and var stop; start = stop + 1)
        {
            spans.Add(new TextSpan(start, stop + 1));
        }

        return spans;
    }
}
