using AlertBot.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AlertBot.Web;

/// <summary>The page at <c>/</c>: says what runs here and where its health is told.</summary>
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
        <p>Tells chat channels that a story they follow has news, with the quotes word for word.</p>
        <ul>
        <li><a href="/healthz">/healthz</a>: the process lives</li>
        <li><a href="/readyz">/readyz</a>: what it depends on works, or the reasons why not</li>
        <li><a href="/metrics">/metrics</a>: figures for Prometheus</li>
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
