using AlertBot.Chat.Commands;
using AlertBot.Tests.Alerts;

namespace AlertBot.Tests.Chat.Commands.Reading;

public class QuotesCommandTests : ReadingTests
{
    [Fact]
    public async Task Quotes_are_word_for_word_with_speaker_and_source()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, link: "https://f1.example/truce", topics: [StoredNews.Truce]);

        var reply = await AskAsync(Quotes, InNorth, ("topic", "truce"));

        var quotes = reply.Blocks.OfType<ReplyBlock.Quotation>().ToList();
        Assert.True(reply.ToAll);
        Assert.Equal(5, quotes.Count);
        Assert.All(quotes.SelectMany(quote => quote.Quote.Parts), part => Assert.Contains(part, StoredNews.Speech, StringComparison.Ordinal));
        Assert.All(quotes, quote => Assert.Equal(("Shared Wire", "https://f1.example/truce"), (quote.Source.Name, quote.Source.Link)));
        Assert.Contains(quotes, quote => quote.Quote is { Speaker: "Mara Lindqvist", Role: not null });
    }

    [Theory]
    [InlineData("berel")]
    [InlineData("TOMAS BEREL")]
    [InlineData("tomás")]
    public async Task A_part_of_the_name_finds_the_speaker_in_any_case_and_with_or_without_accents(string speaker)
    {
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, topics: [StoredNews.Truce]);

        var quote = Assert.Single((await AskAsync(Quotes, InNorth, ("speaker", speaker))).Blocks.OfType<ReplyBlock.Quotation>());

        Assert.Equal("The harbour opens on Friday, whatever the weather says,", Assert.Single(quote.Quote.Parts));
    }

    [Fact]
    public async Task Who_names_a_person_where_a_topic_stands_is_shown_how_to_ask_for_the_person()
    {
        var reply = await AskAsync(Quotes, InNorth, ("topic", "berel"));

        Assert.True(reply.IsMistake);
        Assert.Contains("For what a person said: `/news quotes speaker:berel`", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_speaker_who_said_nothing_is_answered_in_a_sentence()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, topics: [StoredNews.Truce]);

        var text = Text(await AskAsync(Quotes, InNorth, ("speaker", "Nobody Known")));

        Assert.StartsWith("No quotation of **Nobody Known** on the topics here", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_in_two_outlets_are_shown_once()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, topics: [StoredNews.Truce]);
        await News.AddAsync("Truce, says Lindqvist", StoredNews.Speech.Replace('“', '"').Replace('”', '"'), StoredNews.NorthFeed, topics: [StoredNews.Truce]);

        var quotes = (await AskAsync(Quotes, InNorth)).Blocks.OfType<ReplyBlock.Quotation>().ToList();

        Assert.Equal(5, quotes.Select(quote => quote.Quote.Words).Distinct().Count());
    }

    [Fact]
    public async Task What_was_said_in_another_guild_s_feed_is_not_heard()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNews.Speech, StoredNews.SouthFeed, topics: [StoredNews.Truce]);

        var text = Text(await AskAsync(Quotes, InNorth, ("topic", "truce")));

        Assert.StartsWith("Nothing on truce yet: no quotation matched", text, StringComparison.Ordinal);
        Assert.Contains("Lindqvist", Text(await AskAsync(Quotes, InSouth, ("topic", "truce"))), StringComparison.Ordinal);
    }
}
