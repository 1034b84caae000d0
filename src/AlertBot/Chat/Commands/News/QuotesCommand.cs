using AlertBot.Alerts.Queries;
using AlertBot.Chat.Content;
using AlertBot.Storage;
using AlertBot.Text;
using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands.News;

/// <summary><c>/news quotes</c>: the newest quotes, word for word, each with its source.</summary>
internal sealed class QuotesCommand(Database database) : INewsCommand
{
    /// <summary>Quotes in one reply: it stays within one message.</summary>
    private const int MaxQuotes = 5;

    /// <summary>Code points of one quote; a longer one is cut at a sentence end.</summary>
    private const int MaxQuoteLength = 800;

    /// <summary>Characters of a speaker's name.</summary>
    private const int MaxSpeakerLength = 80;

    public CommandSpec Spec { get; } = new(
        "quotes",
        "Show the newest quotes, word for word, with links",
        [
            new OptionSpec("topic", "Only this topic; if left out, the topics that this channel follows", OptionKind.Topic),
            new OptionSpec("speaker", "Only this person; part of the name is enough", OptionKind.Text)
            {
                MaxLength = MaxSpeakerLength,
                TakesRemainingText = true,
            },
        ])
    {
        RepliesPublicly = true,
    };

    public Task<Reply> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReplyAsync(session, call, cancellationToken), cancellationToken);

    private static async Task<Reply> ReplyAsync(Session session, CommandCall call, CancellationToken cancellationToken)
    {
        var requested = await RequestedTopics.ResolveAsync(session, call, cancellationToken);
        var speaker = call["speaker"]?.Trim() is { Length: > 0 } typed ? typed : null;
        if (requested.Mistake is { } mistake)
        {
            // A name that is not a topic is probably a person.
            return speaker is null ? mistake with { Blocks = [.. mistake.Blocks, SpeakerHint(call["topic"]!)] } : mistake;
        }

        var quotes = await QuoteQueries.FindNewestAsync(session, call.Workspace, requested.Ids, speaker, MaxQuotes, cancellationToken);
        var blocks = quotes.Select(ToBlock).OfType<ReplyBlock>().ToList();
        return blocks.Count > 0 ? new Reply(blocks) { IsPublic = true }
            : speaker is null ? await NoNewsReply.BuildAsync(session, call, requested, "quotes", cancellationToken)
            : NoQuotesReply(speaker, requested);
    }

    /// <returns>Null when not even the first sentence of the quote fits.</returns>
    public static ReplyBlock.Quotation? ToBlock(StoredQuote quote) =>
        CardQuote.FromBrief(quote.Quote, MaxQuoteLength, SentenceSplitter.Split) is { } fit
            ? new ReplyBlock.Quotation(fit, CardSource.FromBrief(quote.Source)) : null;

    private static ReplyBlock.Hint SpeakerHint(string name) => ReplyBlock.Hint.Of(
        "To search for a speaker: ",
        CommandUsage.ToCode($"quotes speaker:{DisplayText.Truncate(DisplayText.Clean(name), MaxSpeakerLength)}"));

    private static Reply NoQuotesReply(string speaker, RequestedTopics requested) => Reply.Of(ReplyBlock.Paragraph.Of(
        "No quotes by ", new Span.Strong(DisplayText.Clean(speaker)), $" on {requested.Named?.Name ?? "the topics here"} in the newest "
            + $"{Humanize.Count(QuoteQueries.MaxArticles, "article", "articles")} with quotes. Part of the name is enough. "
            + "For all speakers: ",
        CommandUsage.ToCode(requested.Named is { } named ? $"quotes {named.Name}" : "quotes"))) with
    { IsPublic = true };
}
