namespace AlertBot.Web;

/// <summary>Asks all readiness checks at once and collects their problems.</summary>
internal sealed partial class ReadinessCheckRunner(IEnumerable<IReadinessCheck> checks, TimeProvider time,
    ILogger<ReadinessCheckRunner> logger)
{
    /// <summary>A check that takes longer is a problem itself: an orchestrator asks with a limit of its own.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    /// <summary>One line a problem; empty when ready.</summary>
    public async Task<IReadOnlyList<string>> FindProblemsAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(checks.Select(check => RunCheckAsync(check, cancellationToken)));
        return [.. answers.OfType<string>()];
    }

    private async Task<string?> RunCheckAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CheckTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Off this thread and awaited with the limit: neither a check that blocks nor one that ignores its token holds up the answer.
            var answer = Task.Run(() => check.CheckAsync(either.Token), CancellationToken.None);
            return await answer.WaitAsync(either.Token) is { } problem ? $"{check.Name}: {OneLine(problem)}" : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{check.Name}: no answer within {CheckTimeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The text of a foreign exception may hold what is nobody's business: it goes to the log alone.
            CheckFailed(check.Name, e);
            return $"{check.Name}: the check itself failed ({e.GetType().Name}); the log says why";
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    [LoggerMessage(LogLevel.Warning, "The readiness check {Check} failed")]
    private partial void CheckFailed(string check, Exception exception);
}
