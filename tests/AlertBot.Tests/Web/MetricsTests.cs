using AlertBot.Testing;

namespace AlertBot.Tests.Web;

public class MetricsTests
{
    [Fact]
    public async Task Requests_are_counted_without_hosts_paths_and_secrets()
    {
        await using var feeds = await LoopbackServer.StartAsync();
        await using var server = await RunningWebServer.StartAsync();
        feeds.On("/private/s3cret", "ok");
        using var client = new HttpClient();
        await client.GetStringAsync(feeds.UrlOf("/private/s3cret?token=s3cret"), TestContext.Current.CancellationToken);

        var requests = (await server.TextAsync("/metrics")).Split('\n')
            .Where(line => line.StartsWith("http_client_", StringComparison.Ordinal) || line.StartsWith("dns_", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(requests, line => line.StartsWith("http_client_request_duration_seconds_count", StringComparison.Ordinal)
            && line.Contains("http_response_status_code=\"200\"", StringComparison.Ordinal));
        string[] secrets = ["127.0.0.1", "localhost", "s3cret", "private", $"{feeds.UrlOf("/").Port}", "server_", "network_peer"];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(requests, line => line.Split('}')[0].Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_state_of_the_runtime_is_shown()
    {
        await using var server = await RunningWebServer.StartAsync();

        var metrics = await server.TextAsync("/metrics");

        Assert.Contains("dotnet_process_memory_working_set_bytes", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc_collections_total", metrics, StringComparison.Ordinal);
    }
}
