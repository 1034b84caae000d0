using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;

namespace AlertBot.Web;

/// <summary>The HTTP side of the service: health, readiness, metrics and the ops page.</summary>
internal static class WebServer
{
    /// <summary>Nothing here takes more than a small form; inbound hooks stay far below this too.</summary>
    private const long MaxRequestBodyBytes = 1_000_000;

    /// <summary>Registers what the endpoints need and sets the address to listen on.</summary>
    public static void Configure(WebApplicationBuilder builder, WebOptions options)
    {
        if (options.Hooks is null)
        {
            builder.WebHost.UseUrls($"{options.Listen.Scheme}://{options.Listen.Authority}");
        }

        // The setting is the one word on where to listen; the base image's own variable would only make the start warn of two.
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

        // Five lines for each question of a health check would bury what happens.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<BearerTokenMiddleware>();
        builder.Services.AddSingleton<ReadinessCheckRunner>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("AlertBot")
            .AddPrometheusExporter(exporter =>
            {
                exporter.ScopeInfoEnabled = false;
                exporter.TargetInfoEnabled = false;
            }));
    }

    /// <summary>Maps all that <see cref="Configure"/> prepared.</summary>
    public static void MapAlertBot(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<BearerTokenMiddleware>();
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            if (InboundHookListener.IsHidden(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            return gate.InvokeAsync(context, next);
        });

        app.MapGet("/healthz", () => TypedResults.Text("ok\n")).WithMetadata(AllowAnonymousMetadata.Instance);
        app.MapGet("/readyz", GetReadinessAsync).WithMetadata(AllowAnonymousMetadata.Instance);
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/", StartPage.Get);
        SlackHttpReceiver.Map(app);
        WebSubCallbackEndpoint.Map(app);
    }

    private static async Task<IResult> GetReadinessAsync(ReadinessCheckRunner readiness, CancellationToken cancellationToken)
    {
        var problems = await readiness.FindProblemsAsync(cancellationToken);
        return problems.Count == 0
            ? TypedResults.Text("ready\n")
            : TypedResults.Text(string.Concat(problems.Select(problem => problem + "\n")),
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
