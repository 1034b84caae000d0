using AlertBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Web;

/// <summary>The real web server on a free loopback port.</summary>
internal sealed class RunningWebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningWebServer(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public required HttpClient Client { get; init; }

    /// <param name="listen">The value of <c>web.listen</c>; the server listens on loopback in any case.</param>
    public static async Task<RunningWebServer> StartAsync(string listen = "http://127.0.0.1:0", string? token = null,
        TimeProvider? time = null, Action<WebApplication>? map = null, params (string Name, IHealthCheck Check)[] checks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        foreach (var (name, check) in checks)
        {
            builder.Services.AddReadiness(name, _ => check);
        }

        WebServer.Configure(builder, new WebOptions { Listen = new Uri(listen), Token = token });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapAlertBot();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningWebServer(
            app)
        { Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) } };
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<string> TextAsync(string path) => Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
