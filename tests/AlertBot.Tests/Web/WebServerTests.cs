using System.Net;
using AlertBot.Alerts;
using AlertBot.Alerts.Delivery;
using AlertBot.Feeds;
using AlertBot.Topics;
using AlertBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Web;

public class WebServerTests
{
    [Fact]
    public async Task A_running_process_reports_ok()
    {
        await using var server = await RunningWebServer.StartAsync();

        Assert.Equal("ok\n", await server.TextAsync("/healthz"));
    }

    [Fact]
    public async Task The_start_page_links_health_readiness_and_metrics_without_scripts()
    {
        await using var server = await RunningWebServer.StartAsync();

        var response = await server.GetAsync("/");

        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.All(["href=\"/healthz\"", "href=\"/readyz\"", "href=\"/metrics\"", "<h1>AlertBot "],
            part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    [InlineData("/nothing-here")]
    public async Task No_response_is_cached_sniffed_or_names_the_server(string path)
    {
        await using var server = await RunningWebServer.StartAsync();

        var response = await server.GetAsync(path);

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Contains("no-", Header(response, "Cache-Control"), StringComparison.Ordinal);
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task An_unknown_path_is_not_found()
    {
        await using var server = await RunningWebServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/nothing-here")).StatusCode);
    }

    [Fact]
    public async Task Metrics_contain_what_each_area_recorded()
    {
        await using var server = await RunningWebServer.StartAsync();
        var published = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        Record(server, published);

        var lines = (await server.TextAsync("/metrics")).Replace("{}", "", StringComparison.Ordinal).Split('\n');
        Assert.All(
            [
                "alertbot_messages_total{outcome=\"sent\",platform=\"test-metrics\"} 1",
                "alertbot_messages_total{outcome=\"retry_after\",platform=\"test-metrics\"} 2",
                "alertbot_decisions_total{verdict=\"test-metrics\"} 1",
                "alertbot_polls_total{outcome=\"test-metrics\"} 1",
            ],
            expected => Assert.Contains(lines, line => line == expected || line.StartsWith(expected + " ", StringComparison.Ordinal)));
        Assert.All(
            [
                "alertbot_entries_new_total", "alertbot_matches_total", "alertbot_articles_total{matched=\"yes\"}",
                "alertbot_delay_from_publication_seconds_bucket{le=\"60\"}", "alertbot_delay_from_publication_seconds_bucket{le=\"3600\"}",
                "alertbot_delay_from_first_sight_seconds_bucket{le=\"1\"}", "alertbot_delay_from_first_sight_seconds_count",
            ],
            name => Assert.Contains(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Metrics_are_in_Prometheus_format_without_library_names()
    {
        await using var server = await RunningWebServer.StartAsync();
        Record(server, DateTimeOffset.UnixEpoch);

        var response = await server.GetAsync("/metrics");

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("otel_scope", text, StringComparison.Ordinal);
        Assert.DoesNotContain("target_info", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ports_variable_of_the_base_image_is_ignored()
    {
        var builder = WebApplication.CreateSlimBuilder(["--http_ports=1"]);
        builder.Logging.ClearProviders();
        WebServer.Configure(builder, new WebOptions { Listen = new Uri("http://127.0.0.1:0") });
        await using var app = builder.Build();
        app.MapAlertBot();

        await app.StartAsync(TestContext.Current.CancellationToken);

        var url = Assert.Single(app.Urls);
        Assert.StartsWith("http://127.0.0.1:", url, StringComparison.Ordinal);
        Assert.NotEqual(1, new Uri(url).Port);
        Assert.Equal("", app.Configuration["http_ports"]);
    }

    private static void Record(RunningWebServer server, DateTimeOffset published)
    {
        var alerts = ActivatorUtilities.CreateInstance<AlertMetrics>(server.Services);
        alerts.RecordAttempt("test-metrics", new SendOutcome.Sent("1"));
        alerts.RecordAttempt("test-metrics", new SendOutcome.RetryAfter(TimeSpan.FromSeconds(1), "slow down"));
        alerts.RecordAttempt("test-metrics", new SendOutcome.RetryAfter(TimeSpan.FromSeconds(1), "slow down"));
        alerts.RecordDecision("test-metrics");
        alerts.RecordDelivery(published, published.AddSeconds(42), published.AddSeconds(43));
        ActivatorUtilities.CreateInstance<FeedMetrics>(server.Services).RecordPoll("test-metrics", 3);
        ActivatorUtilities.CreateInstance<TopicMetrics>(server.Services).RecordArticle(2);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(',', response.Headers.TryGetValues(name, out var values) ? values : []);
}
