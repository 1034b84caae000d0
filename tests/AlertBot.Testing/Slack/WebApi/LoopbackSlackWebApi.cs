using System.Collections.Concurrent;
using System.Globalization;
using AlertBot.Testing.Slack.Validation;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>The loopback Web API: records every call, keeps its state, and records violations of Slack's rules.</summary>
internal sealed class LoopbackSlackWebApi
{
    /// <summary>Error codes that are the client's mistake, independent of the state of the workspace; each is a violation.</summary>
    private static readonly string[] ClientErrors =
    [
        "invalid_arguments", "invalid_blocks", "invalid_json", "json_not_object", "invalid_post_type", "missing_post_type",
        "invalid_form_data", "no_text", "msg_too_long", "unknown_method", "not_authed", "not_allowed_token_type",
        "invalid_metadata_format", "view_too_large", "invalid_cursor", "invalid_limit", "invalid_ts_latest", "invalid_ts_oldest",
    ];

    private readonly LoopbackSlack _slack;
    private readonly LoopbackSlackRequestParser _parser;
    private readonly LoopbackSlackMethodHandler _handler;
    private readonly ConcurrentQueue<LoopbackSlackRequest> _requests = new();
    private readonly List<(string? Method, LoopbackSlackFault Fault)> _faults = [];
    private readonly ConcurrentQueue<string> _completedMethods = new();

    public LoopbackSlackWebApi(LoopbackSlack slack)
    {
        _slack = slack;
        _parser = new LoopbackSlackRequestParser(slack);
        RateLimits = new LoopbackSlackRateLimits(slack);
        MarkupRules = new SlackMarkupRules(slack);
        Messages = new LoopbackSlackMessages(slack);
        Views = new LoopbackSlackViews(slack);
        ResponseUrls = new LoopbackSlackResponseUrls(slack);
        _handler = new LoopbackSlackMethodHandler(slack);
    }

    public LoopbackSlackRateLimits RateLimits { get; }

    public SlackMarkupRules MarkupRules { get; }

    public LoopbackSlackMessages Messages { get; }

    /// <summary>Ephemeral messages, oldest first.</summary>
    public IReadOnlyList<LoopbackSlackMessage> Ephemerals => Messages.Ephemerals;

    public LoopbackSlackViews Views { get; }

    public LoopbackSlackResponseUrls ResponseUrls { get; }

    /// <summary>The scopes of the bot token; a test may remove some.</summary>
    public HashSet<string> Scopes { get; } =
        ["commands", "chat:write", "channels:join", "channels:read", "groups:read", "channels:history", "groups:history"];

    /// <summary>The scopes of the app-level token.</summary>
    public HashSet<string> AppScopes { get; } = ["connections:write"];

    /// <summary>True: the bot token is revoked. A test may restore it.</summary>
    public bool TokenIsRevoked { get; set; }

    public bool AppTokenIsRevoked { get; set; }

    /// <summary>All calls with any outcome, oldest first.</summary>
    public IReadOnlyList<LoopbackSlackRequest> Requests => [.. _requests];

    /// <summary>The number of responses with 429.</summary>
    public int RateLimitedCount => RateLimits.LimitedCount;

    /// <summary>Injects a fault for the next call without one.</summary>
    /// <param name="method">Null: a call of any method.</param>
    public void InjectFault(LoopbackSlackFault fault, string? method = null)
    {
        lock (_faults)
        {
            _faults.Add((method, fault));
        }
    }

    public IReadOnlyList<LoopbackSlackRequest> RequestsOf(string method) => [.. _requests.Where(request => request.ApiMethod == method)];

    /// <summary>Waits until the n-th call of a method was received and, unless a fault prevents it, carried out.</summary>
    public Task WaitUntilAsync(string method, int count = 1) =>
        _slack.StateChanged.WaitUntilAsync(() => _completedMethods.Count(completed => completed == method) >= count,
            () => $"call {count} of {method}; calls: {string.Join(", ", _requests)}; {string.Join("; ", _slack.Violations)}");

    /// <summary>Waits until a condition is true. It is evaluated after every call.</summary>
    public Task WaitUntilAsync(Func<bool> isTrue, string what, TimeSpan? within = null) =>
        _slack.StateChanged.WaitUntilAsync(isTrue,
            () => $"{what}; calls: {string.Join(", ", _requests)}; {string.Join("; ", _slack.Violations)}", within);

    /// <summary>Handles a request to <c>/api</c>.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var method = LoopbackSlackMethod.All.GetValueOrDefault((context.Request.Path.Value ?? "").Trim('/'));
        var (request, problem) = await _parser.ReadAsync(context.Request, method);
        _requests.Enqueue(request);
        var fault = TakeFault(request.ApiMethod);
        var isSkipped = fault is LoopbackSlackFault.RespondBefore or LoopbackSlackFault.ResetBefore
            or LoopbackSlackFault.NoResponse { IsCarriedOut: false };
        if (isSkipped)
        {
            RateLimits.CheckEarlyCall(request.ApiMethod);
        }

        var response = isSkipped ? null : Handle(context, method, request, problem, fault);
        _completedMethods.Enqueue(request.ApiMethod);
        _slack.StateChanged.Reevaluate();
        await FinishAsync(context, fault, response);
    }

    /// <returns>Null: the response is a 429, whose headers are already set.</returns>
    private LoopbackSlackApiResponse? Handle(HttpContext context, LoopbackSlackMethod? method, LoopbackSlackRequest request,
        string? problem, LoopbackSlackFault? fault)
    {
        if (method is null || (context.Request.Method != "POST" && !(method.IsFormOnly && context.Request.Method == "GET")))
        {
            return RecordViolations(request, LoopbackSlackApiResponse.Failure("unknown_method"));
        }

        if (fault is LoopbackSlackFault.RateLimit limited)
        {
            var wait = TimeSpan.FromSeconds(limited.RetryAfterSeconds);
            RateLimits.RecordRetryAfter(method.Name, wait);
            WriteLimited(context, wait);
            return null;
        }

        if (RateLimits.Consume(method, request.Channel) is { } pause)
        {
            WriteLimited(context, pause);
            return null;
        }

        if (fault is LoopbackSlackFault.ErrorCode error)
        {
            return LoopbackSlackApiResponse.Failure(error.Code);
        }

        return RecordViolations(request,
            FindAuthError(context, method)
            ?? (problem is null ? null : LoopbackSlackApiResponse.Failure(problem))
            ?? FindMissingArgument(method, request)
            ?? _handler.Handle(method, request));
    }

    private LoopbackSlackApiResponse? FindAuthError(HttpContext context, LoopbackSlackMethod method)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header is not ($"Bearer {LoopbackSlack.BotToken}" or $"Bearer {LoopbackSlack.AppToken}"))
        {
            return LoopbackSlackApiResponse.Failure(header.Length == 0 ? "not_authed" : "invalid_auth");
        }

        var isAppToken = header is $"Bearer {LoopbackSlack.AppToken}";
        if (isAppToken ? AppTokenIsRevoked : TokenIsRevoked)
        {
            return LoopbackSlackApiResponse.Failure(isAppToken ? "invalid_auth" : "token_revoked");
        }

        if (isAppToken != method.RequiresAppToken && method.Name != "auth.test")
        {
            return LoopbackSlackApiResponse.Failure("not_allowed_token_type");
        }

        // https://docs.slack.dev/authentication/installing-with-oauth#scopes
        var scopes = isAppToken ? AppScopes : Scopes;
        context.Response.Headers["X-OAuth-Scopes"] = string.Join(',', scopes);
        context.Response.Headers["X-Accepted-OAuth-Scopes"] = string.Join(',', method.Scopes);
        return method.Scopes.Length > 0 && !method.Scopes.Any(scopes.Contains)
            ? LoopbackSlackApiResponse.MissingScope(string.Join(',', method.Scopes), scopes)
            : null;
    }

    private LoopbackSlackApiResponse? FindMissingArgument(LoopbackSlackMethod method, LoopbackSlackRequest request)
    {
        var names = request.Body.AsObject().Select(argument => argument.Key).ToList();
        foreach (var name in names.Except([.. method.Required, .. method.Optional]))
        {
            _slack.AddViolation($"{method.Name}: unknown argument {name}");
        }

        foreach (var name in names.Where(name => request.Body[name] is null))
        {
            _slack.AddViolation($"{method.Name}: {name} is null");
        }

        var missing = method.Required.Where(name => request.Body[name] is null || request.Text(name) is "").ToList();
        return missing.Count == 0 ? null
            : LoopbackSlackApiResponse.Failure("invalid_arguments", missing.Select(name => $"[ERROR] missing required field: {name}"));
    }

    private LoopbackSlackApiResponse RecordViolations(LoopbackSlackRequest request, LoopbackSlackApiResponse response)
    {
        if (ClientErrors.Contains(response.Error))
        {
            _slack.AddViolation($"{request}: {response.Body.ToJsonString()}");
        }

        return response;
    }

    private LoopbackSlackFault? TakeFault(string method)
    {
        lock (_faults)
        {
            var at = _faults.FindIndex(injected => injected.Method is null || injected.Method == method);
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at].Fault;
            _faults.RemoveAt(at);
            return fault;
        }
    }

    private static void WriteLimited(HttpContext context, TimeSpan wait)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter =
            LoopbackSlackRateLimits.RoundUpToSeconds(wait).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
    }

    private async Task FinishAsync(HttpContext context, LoopbackSlackFault? fault, LoopbackSlackApiResponse? response)
    {
        switch (fault)
        {
            case LoopbackSlackFault.ResetBefore or LoopbackSlackFault.ResetAfter:
                context.Abort();
                return;
            case LoopbackSlackFault.RespondBefore { Status: var status }:
                await WriteAsync(context, status, "text/html", "<html><body>Server Error</body></html>");
                return;
            case LoopbackSlackFault.RespondAfter { Status: var status }:
                await WriteAsync(context, status, "text/html", "<html><body>Server Error</body></html>");
                return;
            case LoopbackSlackFault.NoResponse:
                await Task.Delay(Timeout.InfiniteTimeSpan, _slack.Time, context.RequestAborted)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            default:
                // A 429 has a body of its own: https://docs.slack.dev/apis/web-api/rate-limits#responding
                await WriteAsync(context, context.Response.StatusCode, "application/json; charset=utf-8",
                    response?.Body.ToJsonString() ?? "{\"ok\":false,\"error\":\"ratelimited\"}");
                return;
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}
