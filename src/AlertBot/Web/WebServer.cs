using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;

namespace AlertBot.Web;

/// <summary>The web server: health checks, metrics, the ops page and inbound hooks.</summary>
internal static class WebServer
{
    /// <summary>Limits a request body, in bytes. Forms and most inbound hooks are far smaller; WebSub sets its own limit.</summary>
    private const long MaxRequestBodyBytes = 1_000_000;

    /// <summary>
    /// The labels that metrics of outgoing requests keep. Host names and addresses are left out: a thousand feeds would make thousands of
    /// time series, and a private feed's address is nobody's business.
    /// </summary>
    private static readonly string[] HttpLabels =
        ["http.request.method", "http.response.status_code", "http.connection.state", "network.protocol.version", "error.type"];

    /// <summary>Registers the services of the endpoints and sets the addresses.</summary>
    public static void Configure(WebApplicationBuilder builder, WebOptions options)
    {
        if (options.Hooks is null)
        {
            builder.WebHost.UseUrls($"{options.Listen.Scheme}://{options.Listen.Authority}");
        }

        // The base image sets ASPNETCORE_HTTP_PORTS, which would cause a warning at startup: web.listen alone decides.
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 500;
            if (options.Hooks is { } hooks)
            {
                InboundHookListener.Listen(kestrel, options.Listen, hooks);
            }
        });

        // Each request would otherwise log five lines at Information. The framework logs every failed health check at each probe; what
        // failed logs by itself, once an outage.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<BearerTokenMiddleware>();
        builder.Services.AddHealthChecks();
        builder.Services.AddOpenTelemetry().WithMetrics(AddMetrics);
    }

    /// <summary>Maps all endpoints. <see cref="Configure"/> must have been called.</summary>
    public static void MapAlertBot(this WebApplication app)
    {
        var authentication = app.Services.GetRequiredService<BearerTokenMiddleware>();
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            if (InboundHookListener.IsHidden(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            return authentication.InvokeAsync(context, next);
        });

        HealthEndpoints.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/", StartPage.Get);
        SlackHttpReceiver.Map(app);
        WebSubCallbackEndpoint.Map(app);
    }

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter("AlertBot")
        .AddRuntimeInstrumentation()
        .AddHttpClientInstrumentation()
        .AddView(instrument => instrument.Meter.Name is "System.Net.Http" or "System.Net.NameResolution"
            ? new MetricStreamConfiguration { TagKeys = HttpLabels }
            : null)
        .AddPrometheusExporter(exporter =>
        {
            exporter.ScopeInfoEnabled = false;
            exporter.TargetInfoEnabled = false;
        });
}
