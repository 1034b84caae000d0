using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AlertBot.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Http;

public class HttpVersionTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task HTTP_2_is_used_with_servers_that_support_it_over_TLS(HttpProtocols protocols, string expected)
    {
        var spoken = new ConcurrentQueue<string>();
        await using var server = await StartAsync(protocols, spoken);
        var trusting = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate?.Subject == "CN=news.test"
        };
        using var fetcher = new Fetcher(
            new NetworkOptions { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), trusting);

        var address = new UriBuilder(server.Urls.First()) { Host = "news.test", Path = "/feed" }.Uri;
        await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken);
        await fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken);

        // On one connection, because a new one costs more than the rest of the request.
        Assert.Equal(2, spoken.Count);
        Assert.Single(spoken.Distinct());
        Assert.StartsWith(expected + " ", spoken.First(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocols, ConcurrentQueue<string> spoken)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=news.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        var certificate =
            X509CertificateLoader.LoadPkcs12(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)).Export(X509ContentType.Pfx), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.Run(context =>
        {
            spoken.Enqueue($"{context.Request.Protocol} {context.Connection.Id}");
            return context.Response.WriteAsync("words");
        });
        await app.StartAsync();
        return app;
    }
}
