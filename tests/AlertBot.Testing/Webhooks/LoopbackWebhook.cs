using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Webhooks;

/// <summary>A webhook endpoint on 127.0.0.1: records every message it accepts and every violation of the platform's rules.</summary>
internal abstract class LoopbackWebhook : IAsyncDisposable
{
    private readonly ConcurrentQueue<LoopbackWebhookFault> _faults = new();
    private readonly ConcurrentQueue<JsonElement> _accepted = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly SemaphoreSlim _received = new(0);
    private WebApplication? _app;

    /// <summary>The address for the settings.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public IReadOnlyList<JsonElement> Accepted => [.. _accepted];

    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>The number of requests of any outcome.</summary>
    public int RequestCount { get; private set; }

    /// <summary>The query of the latest request.</summary>
    public string LastQuery { get; private set; } = "";

    protected abstract string Path { get; }

    /// <summary>The delay before the response to an accepted message.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Applies a fault to the next request that has none yet.</summary>
    public void InjectFault(LoopbackWebhookFault fault) => _faults.Enqueue(fault);

    /// <summary>Completes when one more request has been received and checked.</summary>
    public Task WaitForRequestAsync(CancellationToken cancellationToken) => _received.WaitAsync(cancellationToken);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
        Url = new Uri(new Uri(_app.Urls.First()), Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var immediately = new CancellationTokenSource();
            await immediately.CancelAsync();
            await _app.StopAsync(immediately.Token);
            await _app.DisposeAsync();
        }

        _received.Dispose();
    }

    protected void AddViolation(string text) => _violations.Enqueue(text);

    /// <returns>The error response to an invalid message; null for a valid one.</returns>
    protected abstract LoopbackWebhookFault.Respond? Check(HttpRequest request, JsonElement message);

    /// <returns>The response to an accepted message.</returns>
    protected abstract (string ContentType, string Body, (string Name, string Value)[] Headers) Success(HttpRequest request);

    private async Task HandleAsync(HttpContext context)
    {
        RequestCount++;
        LastQuery = context.Request.QueryString.Value ?? "";
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _faults.TryDequeue(out var fault);
        var error = fault as LoopbackWebhookFault.Respond
            ?? (fault is LoopbackWebhookFault.ResetBefore ? null : Validate(context.Request, body.ToArray()));
        _received.Release();
        if (fault is LoopbackWebhookFault.ResetBefore)
        {
            context.Abort();
            return;
        }

        if (error is not null)
        {
            context.Response.StatusCode = error.Status;
            await WriteAsync(context, error.Body.StartsWith('{') ? "application/json" : "text/plain", error.Body, error.Headers);
            return;
        }

        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
        }

        await FinishAsync(context, fault);
    }

    private LoopbackWebhookFault.Respond? Validate(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != Path)
        {
            AddViolation($"{request.Method} to another path");
            return new LoopbackWebhookFault.Respond(404, "{\"message\": \"404: Not Found\", \"code\": 0}");
        }

        if (request.ContentType is not ("application/json; charset=utf-8" or "application/json"))
        {
            AddViolation($"Content-Type {request.ContentType}");
        }

        using var message = JsonDocument.Parse(body);
        var error = Check(request, message.RootElement);
        if (error is null)
        {
            _accepted.Enqueue(message.RootElement.Clone());
        }
        else
        {
            AddViolation(error.Body);
        }

        return error;
    }

    private async Task FinishAsync(HttpContext context, LoopbackWebhookFault? fault)
    {
        var (type, text, headers) = Success(context.Request);
        switch (fault)
        {
            case LoopbackWebhookFault.ResetAfter:
                context.Abort();
                return;
            case LoopbackWebhookFault.Hang:
                await WaitForDisconnectAsync(context);
                return;
            case LoopbackWebhookFault.HangInBody:
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                await WaitForDisconnectAsync(context);
                return;
            case LoopbackWebhookFault.AcceptWith accept:
                await WriteAsync(context, type, accept.Body ?? text, accept.Headers);
                return;
            default:
                await WriteAsync(context, type, text, headers);
                return;
        }
    }

    private static async Task WaitForDisconnectAsync(HttpContext context)
    {
        var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(disconnected.SetResult);
        await disconnected.Task;
    }

    private static Task WriteAsync(HttpContext context, string type, string body, (string Name, string Value)[] headers)
    {
        context.Response.ContentType = type;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    }
}
