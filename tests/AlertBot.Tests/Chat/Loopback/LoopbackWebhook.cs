using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Chat.Loopback;

/// <summary>A webhook's other side on 127.0.0.1: keeps every message it takes and every breach of the platform's rules.</summary>
internal abstract class LoopbackWebhook : IAsyncDisposable
{
    private readonly ConcurrentQueue<LoopbackFault> _faults = new();
    private readonly ConcurrentQueue<JsonElement> _accepted = new();
    private readonly ConcurrentQueue<string> _breaches = new();
    private readonly SemaphoreSlim _received = new(0);
    private WebApplication? _app;

    /// <summary>What an operator would write into the settings.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public IReadOnlyList<JsonElement> Accepted => [.. _accepted];

    public IReadOnlyList<string> Breaches => [.. _breaches];

    /// <summary>Requests of any outcome.</summary>
    public int Requests { get; private set; }

    /// <summary>The query of the newest request.</summary>
    public string Query { get; private set; } = "";

    protected abstract string Path { get; }

    /// <summary>How long an accepted message's answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>For the next request without one.</summary>
    public void Next(LoopbackFault fault) => _faults.Enqueue(fault);

    /// <summary>Ends when one more request has been read whole and judged.</summary>
    public Task ReceivedAsync(CancellationToken cancellationToken) => _received.WaitAsync(cancellationToken);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Url = new Uri(new Uri(_app.Urls.First()), Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await _app.StopAsync(now.Token);
            await _app.DisposeAsync();
        }

        _received.Dispose();
    }

    protected void Breach(string text) => _breaches.Enqueue(text);

    /// <summary>Null where the message is as the platform wants it; else the answer to it.</summary>
    protected abstract LoopbackFault.Answer? Check(HttpRequest request, JsonElement message);

    /// <summary>The answer to an accepted message.</summary>
    protected abstract (string ContentType, string Body, (string Name, string Value)[] Headers) Success(HttpRequest request);

    private async Task AnswerAsync(HttpContext context)
    {
        Requests++;
        Query = context.Request.QueryString.Value ?? "";
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _faults.TryDequeue(out var fault);
        var refused = fault as LoopbackFault.Answer ?? (fault is LoopbackFault.ResetBefore ? null : Judge(context.Request, body.ToArray()));
        _received.Release();
        if (fault is LoopbackFault.ResetBefore)
        {
            context.Abort();
            return;
        }

        if (refused is not null)
        {
            context.Response.StatusCode = refused.Status;
            await WriteAsync(context, refused.Body.StartsWith('{') ? "application/json" : "text/plain", refused.Body, refused.Headers);
            return;
        }

        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
        }

        await FinishAsync(context, fault);
    }

    private LoopbackFault.Answer? Judge(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != Path)
        {
            Breach($"{request.Method} to another place");
            return new LoopbackFault.Answer(404, "{\"message\": \"404: Not Found\", \"code\": 0}");
        }

        if (request.ContentType is not ("application/json; charset=utf-8" or "application/json"))
        {
            Breach($"Content-Type {request.ContentType}");
        }

        using var message = JsonDocument.Parse(body);
        var refused = Check(request, message.RootElement);
        if (refused is null)
        {
            _accepted.Enqueue(message.RootElement.Clone());
        }
        else
        {
            Breach(refused.Body);
        }

        return refused;
    }

    private async Task FinishAsync(HttpContext context, LoopbackFault? fault)
    {
        var (type, text, headers) = Success(context.Request);
        switch (fault)
        {
            case LoopbackFault.ResetAfter:
                context.Abort();
                return;
            case LoopbackFault.Hang:
                await UntilGone(context);
                return;
            case LoopbackFault.HangInBody:
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                await UntilGone(context);
                return;
            case LoopbackFault.Accept accept:
                await WriteAsync(context, type, accept.Body ?? text, accept.Headers);
                return;
            default:
                await WriteAsync(context, type, text, headers);
                return;
        }
    }

    private static async Task UntilGone(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
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
