using System.Text;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AlertBot.Web;

/// <summary>
/// <c>/healthz</c> answers while the process runs; <c>/readyz</c> runs every registered health check and names each problem on a line.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>
    /// Registers a check for <c>/readyz</c>. The descriptions of its results are public: they must not contain secrets or connection
    /// strings.
    /// </summary>
    /// <param name="name">Begins the line that reports a problem.</param>
    public static IServiceCollection AddReadiness(this IServiceCollection services, string name,
        Func<IServiceProvider, IHealthCheck> create)
    {
        services.AddHealthChecks().Add(new HealthCheckRegistration(name,
            provider => new GuardedHealthCheck(create(provider), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<GuardedHealthCheck>>()),
            failureStatus: null, tags: null));
        return services;
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/healthz", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => WriteAsync(context.Response, "ok\n"),
        });
        Map(endpoints, "/readyz", new HealthCheckOptions { ResponseWriter = WriteProblemsAsync });
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, HealthCheckOptions options)
    {
        // The web server forbids caching for every response.
        options.AllowCachingResponses = true;
        endpoints.MapHealthChecks(path, options)
            .WithMetadata(AllowAnonymousMetadata.Instance, new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static Task WriteProblemsAsync(HttpContext context, HealthReport report)
    {
        var problems = report.Entries
            .Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => $"{entry.Key}: {OneLine(entry.Value.Description ?? "not ready")}\n")
            .ToList();
        return WriteAsync(context.Response, problems.Count == 0 ? "ready\n" : string.Concat(problems));
    }

    private static Task WriteAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = Encoding.UTF8.GetByteCount(text);
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
