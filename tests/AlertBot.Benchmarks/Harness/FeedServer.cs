using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace AlertBot.Benchmarks.Harness;

/// <summary>Serves documents with ETags on several ports of 127.0.0.1. For the service, each port is a host.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<string, ServedDocument?> _find;

    private FeedServer(WebApplication app, Func<string, ServedDocument?> find) => (_app, _find) = (app, find);

    /// <param name="find">Returns the current document at a path. Null: 404.</param>
    public static async Task<FeedServer> StartAsync(int ports, Func<string, ServedDocument?> find, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < ports; i++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        var server = new FeedServer(builder.Build(), find);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    /// <param name="number">The number of the document, which selects its port.</param>
    public string Address(int number, string path) => new Uri(new Uri(_app.Urls.ElementAt(number % _app.Urls.Count)), path).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        using var immediately = new CancellationTokenSource(TimeSpan.Zero, TimeProvider.System);
        await _app.StopAsync(immediately.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (_find(request.Path.Value ?? "") is not { } document)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(document.Body).AsSpan(0, 8))}\"";
        response.Headers[HeaderNames.ETag] = tag;
        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            response.ContentType = document.ContentType;
            response.ContentLength = document.Body.Length;
            await response.Body.WriteAsync(document.Body, context.RequestAborted);
        }

        document.Answered?.Invoke();
    }
}

/// <summary>A document in one version.</summary>
/// <param name="Answered">Called after a response has been sent completely.</param>
internal sealed record ServedDocument(byte[] Body, string ContentType, Action? Answered = null);
