using AlertBot.Summaries.LanguageModel;
using AlertBot.Summaries.LanguageModel.Verification;
using Microsoft.Extensions.AI;

namespace AlertBot.Reading;

/// <summary>
/// Has a language model write the summary of an article that may be told; whatever goes wrong, there is none and the article goes on.
/// </summary>
internal sealed partial class SummaryWriter(IChatClient model, SummaryOptions options, NewsOptions news, LanguageModelMetrics metrics,
    TimeProvider time, ILogger<SummaryWriter> logger) : IDisposable
{
    /// <summary>Requests at once: a model on one machine answers more only more slowly.</summary>
    private const int MaxConcurrentRequests = 2;

    /// <summary>
    /// Articles that ask or wait their turn, fewer than the read pass works on: entries without a match always find room.
    /// </summary>
    private const int MaxWaiting = 8;

    /// <summary>An entry that came so often without an end may have been broken by its summary.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Left of the entry's lease to commit in.</summary>
    private static readonly TimeSpan CommitReserve = TimeSpan.FromSeconds(15);

    private static readonly ChatOptions RequestOptions = new() { Temperature = 0, MaxOutputTokens = 2_000 };

    private readonly CircuitBreaker _breaker = new(time);
    private readonly SemaphoreSlim _slots = new(MaxConcurrentRequests);
    private int _waiting;

    /// <returns>Null where the article's own sentences have to do.</returns>
    /// <exception cref="OperationCanceledException">The service ends.</exception>
    public async Task<GeneratedSummary?> WriteAsync(UnreadEntry entry, Article article, CancellationToken stopping)
    {
        var left = entry.Lease.Until - time.GetUtcNow() - CommitReserve;
        var limit = left < options.Timeout ? left : options.Timeout;
        if (!ShouldSummarize(entry, article) || limit <= TimeSpan.Zero)
        {
            return null;
        }

        var (outcome, summary) = await TryWriteAsync(entry, article, limit, stopping);
        metrics.RecordOutcome(outcome);
        return summary;
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>What is not told at once, no model needs to be asked about.</summary>
    private bool ShouldSummarize(UnreadEntry entry, Article article) =>
        article.Matches.Count > 0 && !entry.IsBacklog && entry.Attempts <= MaxAttempts && !string.IsNullOrWhiteSpace(article.Text)
        && entry.NewsAt is { } at && time.GetUtcNow() - at <= news.MaxAge;

    private async Task<(SummaryOutcome, GeneratedSummary?)> TryWriteAsync(UnreadEntry entry, Article article, TimeSpan limit,
        CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting || !await WaitForSlotAsync(timeout.Token, either.Token))
            {
                return (SummaryOutcome.Busy, null);
            }

            try
            {
                return _breaker.TryEnter(out var trial) ? await RequestAsync(entry, article, limit, trial, stopping, either.Token)
                    : (SummaryOutcome.Paused, null);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <returns>False when its time was over before its turn came.</returns>
    private async Task<bool> WaitForSlotAsync(CancellationToken timeout, CancellationToken either)
    {
        try
        {
            await _slots.WaitAsync(either);
            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(SummaryOutcome, GeneratedSummary?)> RequestAsync(UnreadEntry entry, Article article, TimeSpan limit, int trial,
        CancellationToken stopping, CancellationToken either)
    {
        var begun = time.GetTimestamp();
        try
        {
            var answer = await model.GetResponseAsync(SummaryPrompt.Build(article.Title, article.Text), RequestOptions, either);
            if (_breaker.RecordSuccess())
            {
                LogRecovered(options.Model!);
            }

            var source = new SourceText(article.Title, article.Text, article.Quotes, article.Language);
            return SummaryVerifier.Verify(answer.Text, answer.FinishReason == ChatFinishReason.Length, source) is { } sentences
                ? (SummaryOutcome.Written, new GeneratedSummary(sentences, options.Model!))
                : (SummaryOutcome.Rejected, null);
        }
        catch (LanguageModelException e)
        {
            return Failed(e.Message, e.RetryAfter);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Failed($"it does not answer within {limit.TotalSeconds:0} s: a smaller model, or a longer summaries.timeout, may help",
                null);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // A bug with this answer: the article must not wait for it.
            LogFailed(e, entry);
            return Failed("its answer could not be read: the log says why", null);
        }
        finally
        {
            _breaker.Release(trial);
            metrics.RecordDuration(time.GetElapsedTime(begun));
        }
    }

    private (SummaryOutcome, GeneratedSummary?) Failed(string reason, TimeSpan? retryAfter)
    {
        if (_breaker.RecordFailure(retryAfter) is { } pause)
        {
            LogPaused(options.Model!, reason, pause.TotalSeconds);
        }

        return (SummaryOutcome.Failed, null);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "summaries: the language model {Model} is left alone for {Seconds:0} s, alerts go out with the article's own "
        + "sentences: {Reason}")]
    private partial void LogPaused(string model, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "summaries: the language model {Model} answers again")]
    private partial void LogRecovered(string model);

    [LoggerMessage(Level = LogLevel.Error, Message = "Summary of {Entry}: the language model's answer broke its reading")]
    private partial void LogFailed(Exception exception, UnreadEntry entry);
}
