using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;

namespace AlertBot.Cli.Demo;

/// <summary>Serves the sample news of the current step on a free loopback port.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (SampleDocument Document, string Template)> _documents =
        SampleNews.Documents.ToDictionary(document => document.Path, document => (document, SampleNews.ReadTemplate(document)));

    private readonly ConcurrentDictionary<(string Path, int Step), DateTimeOffset> _firstRequestedAt = new();
    private volatile int _step;

    private SampleServer(WebApplication app, TimeProvider time) => (_app, _time, StartedAt) = (app, time, time.GetUtcNow());

    public Uri Address { get; private set; } = null!;

    /// <summary>The time from which the times in the sample news count back.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The current step: an index into <see cref="SampleNews.Steps"/>.</summary>
    public int Step
    {
        get => _step;
        set => _step = value;
    }

    public static async Task<SampleServer> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // The empty builder ignores environment variables such as ASPNETCORE_URLS, which are meant for the service.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var server = new SampleServer(builder.Build(), time);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellationToken);
        server.Address =
            new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public Uri AddressOf(SampleDocument document) => new(Address, document.Path);

    /// <returns>When the document was first requested in the current step. Null: not yet.</returns>
    public DateTimeOffset? FirstRequestedAt(SampleDocument document) =>
        _firstRequestedAt.TryGetValue((document.Path, Step), out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        // Open connections are cut, because the service has stopped.
        using var immediately = new CancellationTokenSource(TimeSpan.Zero, _time);
        await _app.StopAsync(immediately.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!_documents.TryGetValue(request.Path.Value ?? "", out var found))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var step = Step;
        _firstRequestedAt.TryAdd((found.Document.Path, step), _time.GetUtcNow());
        var body = Encoding.UTF8.GetBytes(SampleTemplate.Render(found.Template, step, Address, StartedAt));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";
        response.Headers[HeaderNames.ETag] = tag;
        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = found.Document.ContentType;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
