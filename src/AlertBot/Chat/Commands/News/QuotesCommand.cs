using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Text;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news quotes</c>: the newest quotations, word for word, each with its source.</summary>
internal sealed class QuotesCommand(Database database) : INewsCommand
{
    private const int MaxQuotes = 5;

    /// <summary>Code points of one quotation.</summary>
    private const int MaxQuoteLength = 800;

    public CommandSpec Spec { get; } = new(
        "quotes",
        "The newest quotes, word for word, with links",
        [
            new OptionSpec("topic", "Only on this topic; else on those that this channel follows", OptionKind.Topic),
            new OptionSpec("speaker", "Only of this person: a part of the name will do", OptionKind.Text) { MaxLength = 80,
                TakesRemainingText = true },
        ])
    {
        RepliesPublicly = true,
    };

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(session => AnswerAsync(session, call, cancellationToken), cancellationToken);

    private static async Task<Reply> AnswerAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var asked = await RequestedTopics.ResolveAsync(session, call, cancellationToken);
        var speaker = call["speaker"]?.Trim() is { Length: > 0 } typed ? typed : null;
        if (asked.Mistake is not null)
        {
            // Who types a name and nothing else means a person.
            return speaker is null ? asked.Mistake with { Blocks = [.. asked.Mistake.Blocks, SpeakerHint(call["topic"]!)] } : asked.Mistake;
        }

        var quotes = await QuoteQueries.FindNewestAsync(session, call.Workspace, asked.Ids, speaker, MaxQuotes, cancellationToken);
        var blocks = quotes.Select(ToBlock).OfType<ReplyBlock>().ToList();
        return blocks.Count > 0 ? new Reply(blocks) { IsPublic = true }
            : speaker is null ? await NoNewsReply.BuildAsync(session, call, asked, "quotation", cancellationToken)
            : NoQuotesReply(speaker, asked);
    }

    /// <returns>Null where not even the first sentence of the quotation fits.</returns>
    public static ReplyBlock.Quotation? ToBlock(StoredQuote quote) =>
        CardQuote.FromBrief(quote.Quote, MaxQuoteLength, SentenceSplitter.Split) is { } fit
            ? new ReplyBlock.Quotation(fit, CardSource.FromBrief(quote.Source)) : null;

    private static ReplyBlock.Hint SpeakerHint(string name) => new(RichText.Of(
        "For what a person said: ", CommandUsage.ToCode($"quotes speaker:{DisplayText.Truncate(DisplayText.Clean(name), 80)}")));

    private static Reply NoQuotesReply(string speaker, RequestedTopics asked) => Reply.Of(new ReplyBlock.Paragraph(RichText.Of(
        "No quotation of ",
        new RichText.Span.Strong(DisplayText.Clean(speaker)),
        $" on {asked.Named?.Name ?? "the topics here"} in the "
            + $"newest {AmountText.Format(QuoteQueries.MaxArticles, "article", "articles")} with quotations. A part of the name is "
            + $"enough; without it: ",
        new RichText.Span.Code(asked.Named is { } named ? $"/news quotes {named.Name}" : "/news quotes"),
        "."))) with
    { IsPublic = true };
}
