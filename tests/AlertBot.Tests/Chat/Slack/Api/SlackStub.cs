using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Chat.Slack.Api;

/// <summary>A server on 127.0.0.1 with scripted responses, including ones that Slack itself never sends.</summary>
internal sealed class SlackStub : IAsyncDisposable
{
    public const string AcceptedBody = """{"ok": true, "channel": "C0NEWS", "ts": "1700000000.000100"}""";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> _responses = new();
    private readonly ConcurrentQueue<SlackStubRequest> _requests = new();
    private readonly SemaphoreSlim _received = new(0);
    private WebApplication? _app;

    public Uri Base { get; private set; } = new("http://127.0.0.1/");

    public IReadOnlyList<SlackStubRequest> Requests => [.. _requests];

    public static async Task<SlackStub> StartAsync()
    {
        var stub = new SlackStub();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        stub._app = builder.Build();
        stub._app.Run(stub.RespondAsync);
        await stub._app.StartAsync();
        stub.Base = new Uri(stub._app.Urls.First());
        return stub;
    }

    public Task WaitForRequestAsync() => _received.WaitAsync(TestContext.Current.CancellationToken);

    public void EnqueueResponse(int status, string body, params (string Name, string Value)[] headers) =>
        _responses.Enqueue(context => WriteAsync(context, status, body, headers));

    public void EnqueueReset() => _responses.Enqueue(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public void EnqueueNoResponse() => _responses.Enqueue(async context =>
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    });

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
        {
            return;
        }

        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _app = null;
        _received.Dispose();
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        _requests.Enqueue(new SlackStubRequest(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", await reader.ReadToEndAsync(),
            context.Request.ContentType, headers.Authorization, headers.UserAgent));
        _received.Release();
        await (_responses.TryDequeue(out var respond) ? respond(context) : WriteAsync(context, 200, AcceptedBody, []));
    }

    private static Task WriteAsync(HttpContext context, int status, string body, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    }
}

internal sealed record SlackStubRequest(string Line, string Body, string? ContentType, string? Authorization, string? UserAgent);
