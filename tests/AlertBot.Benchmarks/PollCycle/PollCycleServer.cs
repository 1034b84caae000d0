using System.Globalization;
using System.Net;
using System.Text;
using AlertBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Benchmarks.PollCycle;

/// <summary>Serves the feeds of the poll cycle on many loopback addresses, until its standard input ends.</summary>
internal sealed class PollCycleServer
{
    private static readonly string Text = string.Concat(
        Enumerable.Repeat("The harbour of Norvia was closed on Monday, and its ferries stay where they are until the wind has gone. ", 12));

    private int _version = 1;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var port = LoopbackPort.Allocate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < PollCycleOptions.Hosts; i++)
            {
                kestrel.Listen(IPAddress.Parse($"127.1.{i / 100}.{(i % 100) + 1}"), port);
            }
        });
        await using var app = builder.Build();
        app.Run(new PollCycleServer().AnswerAsync);
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync(cancellationToken);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/next")
        {
            Interlocked.Increment(ref _version);
            return Task.CompletedTask;
        }

        var version = path.StartsWith("/changed", StringComparison.Ordinal) ? Volatile.Read(ref _version) : 0;
        var tag = $"\"{version}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        var body = Document(path, version);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static byte[] Document(string path, int version)
    {
        var items = version == 0 ? 1 : PollCycleOptions.Items;
        var text = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Norvia Post</title>"
                + "<link>https://norvia.invalid/</link><description>News</description>");
        for (var i = items - 1; i >= 0; i--)
        {
            var date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes((version * items) + i);
            text.Append(CultureInfo.InvariantCulture,
                $"<item><title>Ferry {version}-{i} sails</title><link>https://norvia.invalid{path}/{version}/{i}</link>"
                    + $"<guid>https://norvia.invalid{path}/{version}/{i}</guid><pubDate>{date:r}</pubDate>"
                    + $"<description>{version}-{i}: {Text}</description></item>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
    }
}
