using AlertBot.Chat.Content;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class QuotesCommandTests : NewsCommandTests
{
    [Fact]
    public async Task Quotes_are_word_for_word_with_speaker_and_source()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, link: "https://f1.example/truce",
            topics: [StoredNewsFixture.Truce]);

        var reply = await RunAsync(Quotes, NorthCaller, ("topic", "truce"));

        var quotes = reply.Blocks.OfType<ReplyBlock.Quotation>().ToList();
        Assert.True(reply.IsPublic);
        Assert.Equal(5, quotes.Count);
        Assert.All(quotes.SelectMany(quote => quote.Quote.Parts),
            part => Assert.Contains(part, StoredNewsFixture.Speech, StringComparison.Ordinal));
        Assert.All(quotes, quote => Assert.Equal(("Shared Wire", "https://f1.example/truce"), (quote.Source.Name, quote.Source.Link)));
        Assert.Contains(quotes, quote => quote.Quote is { Speaker: "Mara Lindqvist", Role: not null });
    }

    [Theory]
    [InlineData("berel")]
    [InlineData("TOMAS BEREL")]
    [InlineData("tomás")]
    public async Task Part_of_a_name_finds_the_speaker_ignoring_case_and_accents(string speaker)
    {
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, topics: [StoredNewsFixture.Truce]);

        var quote = Assert.Single((await RunAsync(Quotes, NorthCaller, ("speaker", speaker))).Blocks.OfType<ReplyBlock.Quotation>());

        Assert.Equal("The harbour opens on Friday, whatever the weather says,", Assert.Single(quote.Quote.Parts));
    }

    [Fact]
    public async Task A_person_given_as_topic_gets_a_hint_for_the_speaker_option()
    {
        var reply = await RunAsync(Quotes, NorthCaller, ("topic", "berel"));

        Assert.True(reply.IsMistake);
        Assert.Contains("To search for a speaker: `/news quotes speaker:berel`", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_speaker_without_quotes_gets_a_one_sentence_reply()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, topics: [StoredNewsFixture.Truce]);

        var text = Text(await RunAsync(Quotes, NorthCaller, ("speaker", "Nobody Known")));

        Assert.StartsWith("No quotes by **Nobody Known** on the topics here", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_in_two_outlets_are_shown_once()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, topics: [StoredNewsFixture.Truce]);
        await News.AddAsync("Truce, says Lindqvist", StoredNewsFixture.Speech.Replace('“', '"').Replace('”', '"'),
            StoredNewsFixture.NorthFeed, topics: [StoredNewsFixture.Truce]);

        var quotes = (await RunAsync(Quotes, NorthCaller)).Blocks.OfType<ReplyBlock.Quotation>().ToList();

        Assert.Equal(5, quotes.Select(quote => quote.Quote.Words).Distinct().Count());
    }

    [Fact]
    public async Task Quotes_from_another_guilds_feed_are_not_shown()
    {
        await News.AddAsync("Truce in Nordhaven", StoredNewsFixture.Speech, StoredNewsFixture.SouthFeed, topics: [StoredNewsFixture.Truce]);

        var text = Text(await RunAsync(Quotes, NorthCaller, ("topic", "truce")));

        Assert.StartsWith("No quotes on truce yet.", text, StringComparison.Ordinal);
        Assert.Contains("Lindqvist", Text(await RunAsync(Quotes, SouthCaller, ("topic", "truce"))), StringComparison.Ordinal);
    }
}
