using System.Net;
using AlertBot.Web;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Web;

public class ReadinessTests
{
    [Fact]
    public async Task Without_problems_the_service_is_ready()
    {
        await using var server = await RunningWebServer.StartAsync(checks: [("database", new Check()), ("chat", new Check())]);

        var (status, text) = await AskAsync(server);

        Assert.Equal((HttpStatusCode.OK, "ready\n"), (status, text));
    }

    [Fact]
    public async Task Each_problem_is_one_line_that_disappears_when_fixed()
    {
        var database = new Check();
        var chat = new Check();
        await using var server = await RunningWebServer.StartAsync(
            checks: [("database", database), ("feeds", new Check()), ("chat", chat)]);
        database.Answer = _ => Task.FromResult<string?>("the file\ncannot be opened");
        chat.Answer = _ => Task.FromResult<string?>("not connected");

        var broken = await AskAsync(server);
        database.Answer = chat.Answer = _ => Task.FromResult<string?>(null);
        var recovered = await AskAsync(server);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "database: the file cannot be opened\nchat: not connected\n"), broken);
        Assert.Equal(HttpStatusCode.OK, recovered.Status);
    }

    [Fact]
    public async Task A_throwing_check_is_a_problem_and_its_exception_text_is_not_exposed()
    {
        var check = new Check { Answer = _ => throw new InvalidOperationException("Password=hunter2") };
        await using var server = await RunningWebServer.StartAsync(checks: [("database", check)]);

        var (status, text) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("database: the check itself failed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_hangs_and_ignores_cancellation_is_a_problem_without_hiding_others()
    {
        var time = new LimitsTime();
        var never = new TaskCompletionSource<string?>();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = new Check
        {
            Answer = _ =>
            {
                entered.TrySetResult();
                return never.Task;
            },
        };
        await using var server = await RunningWebServer.StartAsync(time: time,
            checks: [("chat", hanging), ("database", new Check { Answer = _ => Task.FromResult<string?>("is gone") })]);

        var answer = AskAsync(server);
        await Task.WhenAll(entered.Task, time.FirstOver).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        time.Advance(GuardedHealthCheck.TimeLimit);

        var (status, text) = await answer.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("chat: no answer within 3 s\ndatabase: is gone\n", text);
    }

    [Fact]
    public async Task A_hanging_check_does_not_affect_liveness()
    {
        var never = new TaskCompletionSource<string?>();
        await using var server = await RunningWebServer.StartAsync(checks: [("chat", new Check { Answer = _ => never.Task })]);
        _ = AskAsync(server);

        Assert.Equal("ok\n", await server.TextAsync("/healthz"));
        never.SetResult(null);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_load_balancer_may_ask_with_HEAD_and_a_POST_is_refused(string path)
    {
        await using var server = await RunningWebServer.StartAsync(checks: [("database", new Check())]);

        var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), TestContext.Current.CancellationToken);
        var post = await server.Client.PostAsync(path, content: null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.MethodNotAllowed), (head.StatusCode, post.StatusCode));
        Assert.Equal("no-store", head.Headers.CacheControl?.ToString());
        Assert.Equal((await server.TextAsync(path)).Length, head.Content.Headers.ContentLength);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(RunningWebServer server)
    {
        var response = await server.GetAsync("/readyz");
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Check : IHealthCheck
    {
        /// <summary>Gives the problem, or null when there is none.</summary>
        public Func<CancellationToken, Task<string?>> Answer { get; set; } = _ => Task.FromResult<string?>(null);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await Answer(cancellationToken) is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();
    }

    /// <summary>Completes when the first time limit of a check has been removed, which means that the check has answered.</summary>
    private sealed class LimitsTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _firstOver = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstOver => _firstOver.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            return dueTime == GuardedHealthCheck.TimeLimit ? new Limit(timer, _firstOver) : timer;
        }

        private sealed class Limit(ITimer timer, TaskCompletionSource over) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                timer.Dispose();
                over.TrySetResult();
            }

            public async ValueTask DisposeAsync()
            {
                await timer.DisposeAsync();
                over.TrySetResult();
            }
        }
    }
}
