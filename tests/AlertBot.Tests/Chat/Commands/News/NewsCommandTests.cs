using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

/// <summary>Commands of two guilds over one database; what they answer, as plain text.</summary>
public abstract class NewsCommandTests : IAsyncLifetime
{
    private protected static Caller NorthCaller { get; } =
        new("north", new DestinationAddress("discord", "north-news"), "u1", IsManager: false);

    private protected static Caller SouthCaller { get; } =
        new("south", new DestinationAddress("discord", "south-news"), "u2", IsManager: false);

    private protected TestDatabase Test { get; private set; } = null!;

    private protected StoredNewsFixture News { get; private set; } = null!;

    private protected static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        Test = await TestDatabase.OnSqliteAsync();
        News = new StoredNewsFixture(Test);
        await News.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Task<Reply> RunAsync(INewsCommand command, Caller caller, params (string Option, string Value)[] options) =>
        command.RunAsync(
            new CommandCall(caller, new WorkspaceId(caller.Workspace == "north" ? StoredNewsFixture.North : StoredNewsFixture.South),
                options.ToDictionary(one => one.Option, one => one.Value)),
            None);

    private protected StoryButtonHandler Buttons => new(Test.Database, new WorkspaceStore(Test.Database), Test.Time);

    private protected LatestCommand Latest => new(Test.Database, Test.Time);

    private protected QuotesCommand Quotes => new(Test.Database);

    private protected WhyCommand Why => new(Test.Database);

    private protected static string Text(Reply reply) => string.Join('\n', reply.Blocks.Select(Line));

    private protected static string Line(RichText text) => string.Concat(text.Spans.Select(span => span switch
    {
        RichText.Span.Plain plain => plain.Text,
        RichText.Span.Strong strong => $"**{strong.Text}**",
        RichText.Span.Code code => $"`{code.Text}`",
        RichText.Span.Link link => $"[{link.Label}]({link.Url})",
        RichText.Span.RelativeTime ago => $"<{ago.At:u}>",
        RichText.Span.DestinationLink link => link.Destination.ToString(),
        _ => span.ToString(),
    }));

    private static string Line(ReplyBlock block) => block switch
    {
        ReplyBlock.Heading heading => $"# {heading.Text}",
        ReplyBlock.Paragraph paragraph => Line(paragraph.Text),
        ReplyBlock.Item item => "- " + Line(item.Text),
        ReplyBlock.Hint hint => "_ " + Line(hint.Text),
        ReplyBlock.Quotation quotation => $"{quotation.Quote.Line} ({quotation.Source.Name}, {quotation.Source.Link})",
        ReplyBlock.Story { Card: var card } => $"[{card.Headline}] {string.Join(" | ", card.Quotes.Select(quote => quote.Line))} "
            + string.Join(", ", card.Sources.Select(source => source.Name)),
        _ => block.ToString(),
    };
}
