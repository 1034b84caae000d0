using AlertBot.Articles;
using Microsoft.Extensions.AI;

namespace AlertBot.Briefs.LanguageModel;

/// <summary>Has a language model write the summary of an article that may be told; whatever goes wrong, there is none and the article goes on.</summary>
internal sealed partial class SummaryWriter(IChatClient model, SummaryOptions options, NewsOptions news, ModelMetrics metrics, TimeProvider time, ILogger<SummaryWriter> logger) : IDisposable
{
    /// <summary>Requests at once: a model on one machine answers more only more slowly.</summary>
    private const int Concurrency = 2;

    /// <summary>Articles that ask or wait their turn, fewer than the read pass works on: entries without a match always find room.</summary>
    private const int MostWaiting = 8;

    /// <summary>An entry that came so often without an end may have been broken by its summary.</summary>
    private const int MostAttempts = 5;

    /// <summary>Left of the entry's lease to commit in.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(15);

    private static readonly ChatOptions Asked = new() { Temperature = 0, MaxOutputTokens = 2_000 };

    private readonly ModelBreaker _breaker = new(time);
    private readonly SemaphoreSlim _turns = new(Concurrency);
    private int _waiting;

    /// <returns>Null where the article's own sentences have to do.</returns>
    /// <exception cref="OperationCanceledException">The service ends.</exception>
    public async Task<GeneratedSummary?> WriteAsync(UnreadEntry entry, ReadArticle article, CancellationToken stopping)
    {
        var left = entry.Lease.Until - time.GetUtcNow() - Reserve;
        var limit = left < options.Timeout ? left : options.Timeout;
        if (!IsWanted(entry, article) || limit <= TimeSpan.Zero)
        {
            return null;
        }

        var (outcome, summary) = await TryWriteAsync(entry, article, limit, stopping);
        metrics.Ended(outcome);
        return summary;
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>What is not told at once, no model needs to be asked about.</summary>
    private bool IsWanted(UnreadEntry entry, ReadArticle article) =>
        article.Matches.Count > 0 && !entry.IsBacklog && entry.Attempts <= MostAttempts && !string.IsNullOrWhiteSpace(article.Text)
        && entry.NewsAt is { } at && time.GetUtcNow() - at <= news.MaxAge;

    private async Task<(ModelOutcome, GeneratedSummary?)> TryWriteAsync(UnreadEntry entry, ReadArticle article, TimeSpan limit, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting || !await TakeTurnAsync(timeout.Token, either.Token))
            {
                return (ModelOutcome.Busy, null);
            }

            try
            {
                return _breaker.TryEnter(out var trial) ? await AskAsync(entry, article, limit, trial, stopping, either.Token) : (ModelOutcome.Paused, null);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <returns>False when its time was over before its turn came.</returns>
    private async Task<bool> TakeTurnAsync(CancellationToken timeout, CancellationToken either)
    {
        try
        {
            await _turns.WaitAsync(either);
            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(ModelOutcome, GeneratedSummary?)> AskAsync(UnreadEntry entry, ReadArticle article, TimeSpan limit, int trial, CancellationToken stopping, CancellationToken either)
    {
        var begun = time.GetTimestamp();
        try
        {
            var answer = await model.GetResponseAsync(SummaryPrompt.Of(article.Title, article.Text), Asked, either);
            if (_breaker.Succeed())
            {
                LogBack(options.Model!);
            }

            var source = new SourceText(article.Title, article.Text, article.Quotes, article.Language);
            return SummaryCheck.Read(answer.Text, answer.FinishReason == ChatFinishReason.Length, source) is { } sentences
                ? (ModelOutcome.Written, new GeneratedSummary(sentences, options.Model!))
                : (ModelOutcome.Rejected, null);
        }
        catch (ModelException e)
        {
            return Failed(e.Message, e.RetryAfter);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Failed($"it does not answer within {limit.TotalSeconds:0} s: a smaller model, or a longer summaries.timeout, may help", null);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // A bug with this answer: the article must not wait for it.
            LogBroke(e, entry);
            return Failed("its answer could not be read: the log says why", null);
        }
        finally
        {
            _breaker.GiveBack(trial);
            metrics.Took(time.GetElapsedTime(begun));
        }
    }

    private (ModelOutcome, GeneratedSummary?) Failed(string reason, TimeSpan? retryAfter)
    {
        if (_breaker.Fail(retryAfter) is { } pause)
        {
            LogLeftAlone(options.Model!, reason, pause.TotalSeconds);
        }

        return (ModelOutcome.Failed, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "summaries: the language model {Model} is left alone for {Seconds:0} s, alerts go out with the article's own sentences: {Reason}")]
    private partial void LogLeftAlone(string model, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "summaries: the language model {Model} answers again")]
    private partial void LogBack(string model);

    [LoggerMessage(Level = LogLevel.Error, Message = "Summary of {Entry}: the language model's answer broke its reading")]
    private partial void LogBroke(Exception exception, UnreadEntry entry);
}
