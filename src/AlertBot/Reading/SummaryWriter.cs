using AlertBot.Summaries.LanguageModel;
using AlertBot.Summaries.LanguageModel.Verification;
using Microsoft.Extensions.AI;

namespace AlertBot.Reading;

/// <summary>
/// Lets a language model write the summaries of articles that may be posted. After any failure, the article continues without one.
/// </summary>
internal sealed partial class SummaryWriter(IChatClient model, SummaryOptions options, NewsOptions news, LanguageModelMetrics metrics,
    TimeProvider time, ILogger<SummaryWriter> logger) : IDisposable
{
    /// <summary>The maximum number of concurrent requests. A model on one machine answers more of them only more slowly.</summary>
    private const int MaxConcurrentRequests = 2;

    /// <summary>
    /// The maximum number of articles that request a summary or wait for a slot. Fewer than the read stage processes at the same time, so
    /// that entries without a match are always read.
    /// </summary>
    private const int MaxPending = 8;

    /// <summary>After this many attempts that did not complete, the summary itself may be the cause. Then none is requested.</summary>
    private const int MaxAttempts = 5;

    /// <summary>The part of the lease that is reserved for the commit.</summary>
    private static readonly TimeSpan CommitReserve = TimeSpan.FromSeconds(15);

    private static readonly ChatOptions RequestOptions = new() { Temperature = 0, MaxOutputTokens = 2_000 };

    private readonly CircuitBreaker _breaker = new(time);
    private readonly SemaphoreSlim _slots = new(MaxConcurrentRequests);
    private int _pending;

    /// <returns>Null when no summary is wanted or none was written.</returns>
    /// <exception cref="OperationCanceledException">The service is stopping.</exception>
    public async Task<GeneratedSummary?> WriteAsync(UnreadEntry entry, Article article, CancellationToken stopping)
    {
        var leaseRemainder = entry.Lease.Until - time.GetUtcNow() - CommitReserve;
        var timeLimit = leaseRemainder < options.Timeout ? leaseRemainder : options.Timeout;
        if (!ShouldSummarize(entry, article) || timeLimit <= TimeSpan.Zero)
        {
            return null;
        }

        var (outcome, summary) = await TryWriteAsync(entry, article, timeLimit, stopping);
        metrics.RecordOutcome(outcome);
        return summary;
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Articles that are not posted at once need no summary.</summary>
    private bool ShouldSummarize(UnreadEntry entry, Article article) =>
        article.Matches.Count > 0
        && !entry.IsBacklog
        && entry.Attempts <= MaxAttempts
        && !string.IsNullOrWhiteSpace(article.Text)
        && entry.NewsAt is { } at
        && time.GetUtcNow() - at <= news.MaxAge;

    private async Task<(SummaryOutcome, GeneratedSummary?)> TryWriteAsync(UnreadEntry entry, Article article, TimeSpan timeLimit,
        CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(timeLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            if (Interlocked.Increment(ref _pending) > MaxPending || !await WaitForSlotAsync(timeout.Token, linked.Token))
            {
                return (SummaryOutcome.Busy, null);
            }

            try
            {
                return _breaker.TryEnter(out var probe)
                    ? await RequestAsync(entry, article, timeLimit, probe, stopping, linked.Token)
                    : (SummaryOutcome.Paused, null);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    /// <returns>False when the time limit passed before a slot was free.</returns>
    private async Task<bool> WaitForSlotAsync(CancellationToken timeout, CancellationToken linked)
    {
        try
        {
            await _slots.WaitAsync(linked);
            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(SummaryOutcome, GeneratedSummary?)> RequestAsync(UnreadEntry entry, Article article, TimeSpan timeLimit, int probe,
        CancellationToken stopping, CancellationToken linked)
    {
        var started = time.GetTimestamp();
        try
        {
            var answer = await model.GetResponseAsync(SummaryPrompt.Build(article.Title, article.Text), RequestOptions, linked);
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
            return Failed($"no answer within {timeLimit.TotalSeconds:0} s; use a smaller model or a longer summaries.timeout", null);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // A bug in reading this answer. The article continues without a summary.
            LogFailed(e, entry);
            return Failed("reading its answer failed; see the log", null);
        }
        finally
        {
            _breaker.Release(probe);
            metrics.RecordDuration(time.GetElapsedTime(started));
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
        Message = "summaries: requests to the language model {Model} are paused for {Seconds:0} s ({Reason}); until then, alerts show "
        + "sentences from the article")]
    private partial void LogPaused(string model, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "summaries: the language model {Model} is answering again")]
    private partial void LogRecovered(string model);

    [LoggerMessage(Level = LogLevel.Error, Message = "Summary of {Entry}: reading the answer of the language model failed")]
    private partial void LogFailed(Exception exception, UnreadEntry entry);
}
