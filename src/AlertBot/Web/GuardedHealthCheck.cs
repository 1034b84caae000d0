using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AlertBot.Web;

/// <summary>
/// Runs another health check and answers in its place when it takes too long or throws. The framework's own timeout only cancels the
/// token, so a check that ignores it would keep <c>/readyz</c> waiting; and the framework answers with the text of the exception, which
/// may hold secrets.
/// </summary>
internal sealed partial class GuardedHealthCheck(IHealthCheck check, TimeProvider time, ILogger<GuardedHealthCheck> logger)
    : IHealthCheck
{
    /// <summary>Time limit of one check, below the usual probe timeout of orchestrators. A check that takes longer counts as failed.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // On another thread and with the limit, so that a check that blocks or ignores its token does not delay the response.
            var answer = Task.Run(() => check.CheckHealthAsync(context, either.Token), CancellationToken.None);
            return await answer.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"no answer within {TimeLimit.TotalSeconds:0} s");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            CheckFailed(context.Registration.Name, e);
            return HealthCheckResult.Unhealthy($"the check itself failed ({e.GetType().Name}); the log says why");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The health check {Check} failed")]
    private partial void CheckFailed(string check, Exception exception);
}
