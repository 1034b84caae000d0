using AlertBot.Alerts.Archive;
using AlertBot.Articles;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands.Reading;

/// <summary><c>/news quotes</c>: the newest quotations, word for word, each with its source.</summary>
internal sealed class QuotesCommand(Database database) : INewsCommand
{
    private const int Most = 5;

    /// <summary>Code points of one quotation.</summary>
    private const int Length = 800;

    public CommandSpec Spec { get; } = new(
        "quotes",
        "The newest quotes, word for word, with links",
        [
            new OptionSpec("topic", "Only on this topic; else on those that this channel follows", OptionKind.Topic),
            new OptionSpec("speaker", "Only of this person: a part of the name will do", OptionKind.Text) { MaxLength = 80, TakesRest = true },
        ])
    {
        AnswersAll = true,
    };

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(session => AnswerAsync(session, call, cancellationToken), cancellationToken);

    private static async Task<Reply> AnswerAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var asked = await AskedTopics.OfAsync(session, call, cancellationToken);
        var speaker = call["speaker"]?.Trim() is { Length: > 0 } typed ? typed : null;
        if (asked.Mistake is not null)
        {
            // Who types a name and nothing else means a person.
            return speaker is null ? asked.Mistake with { Blocks = [.. asked.Mistake.Blocks, OfPerson(call["topic"]!)] } : asked.Mistake;
        }

        var quotes = await QuoteArchive.NewestAsync(session, call.Workspace, asked.Ids, speaker, Most, cancellationToken);
        var blocks = quotes.Select(Block).OfType<ReplyBlock>().ToList();
        return blocks.Count > 0 ? new Reply(blocks) { ToAll = true }
            : speaker is null ? await NothingYet.OfAsync(session, call, asked, "quotation", cancellationToken)
            : Silent(speaker, asked);
    }

    /// <returns>Null where not even the first sentence of the quotation fits.</returns>
    public static ReplyBlock.Quotation? Block(ArchivedQuote quote) =>
        CardQuote.Of(quote.Quote, Length, Sentences.Split) is { } fit ? new ReplyBlock.Quotation(fit, CardSource.Of(quote.Source)) : null;

    private static ReplyBlock.Hint OfPerson(string name) => new(RichText.Of(
        "For what a person said: ", CommandUsage.Typed($"quotes speaker:{PlainText.Cut(PlainText.Clean(name), 80)}")));

    private static Reply Silent(string speaker, AskedTopics asked) => Reply.Of(new ReplyBlock.Paragraph(RichText.Of(
        "No quotation of ",
        new RichText.Span.Strong(PlainText.Clean(speaker)),
        $" on {asked.Named?.Name ?? "the topics here"} in the newest {Amounts.Of(QuoteArchive.MostArticles, "article", "articles")} with quotations. A part of the name is enough; without it: ",
        new RichText.Span.Code(asked.Named is { } named ? $"/news quotes {named.Name}" : "/news quotes"),
        "."))) with
    { ToAll = true };
}
