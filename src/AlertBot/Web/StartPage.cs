using AlertBot.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AlertBot.Web;

/// <summary>The page at <c>/</c>: names the program and links to health and metrics.</summary>
internal static class StartPage
{
    private static readonly string Html = $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>AlertBot</title>
        </head>
        <body>
        <h1>AlertBot {ProductInfo.Version}</h1>
        <p>Posts alerts to chat channels when there is news on the topics they follow, with quotes word for word.</p>
        <ul>
        <li><a href="/healthz">/healthz</a>: whether the process is running</li>
        <li><a href="/readyz">/readyz</a>: whether the database and the chat connections work, with reasons if not</li>
        <li><a href="/metrics">/metrics</a>: metrics for Prometheus</li>
        </ul>
        </body>
        </html>

        """;

    public static ContentHttpResult Get(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Text(Html, "text/html; charset=utf-8");
    }
}
