namespace AlertBot.Web;

/// <summary>Runs all readiness checks in parallel and collects their problems.</summary>
internal sealed partial class ReadinessCheckRunner(IEnumerable<IReadinessCheck> checks, TimeProvider time,
    ILogger<ReadinessCheckRunner> logger)
{
    /// <summary>
    /// Time limit of one check, below the usual probe timeout of orchestrators. A check that takes longer counts as failed.
    /// </summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    /// <summary>One line for each problem; empty when ready.</summary>
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
            // On another thread and with the limit, so that a check that blocks or ignores its token does not delay the response.
            var answer = Task.Run(() => check.CheckAsync(either.Token), CancellationToken.None);
            return await answer.WaitAsync(either.Token) is { } problem ? $"{check.Name}: {OneLine(problem)}" : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{check.Name}: no answer within {CheckTimeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The message of an unexpected exception may contain secrets, so it is only logged.
            CheckFailed(check.Name, e);
            return $"{check.Name}: the check itself failed ({e.GetType().Name}); the log says why";
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    [LoggerMessage(LogLevel.Warning, "The readiness check {Check} failed")]
    private partial void CheckFailed(string check, Exception exception);
}
