using System.Net;
using AlertBot.Feeds.Polling;
using AlertBot.Testing;
using AlertBot.Testing.Feeds;
using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.EndToEnd;

public class WebSubPushTests
{
    [Fact]
    public async Task A_pushed_entry_is_posted_without_a_poll_also_after_a_restart()
    {
        await using var hub = await LoopbackHub.StartAsync();
        await using var running = await RunningService.PrepareAsync("/feed");
        var hooks = new Uri($"http://127.0.0.1:{LoopbackPort.Allocate()}");
        running.Settings = running.Settings with
        {
            Web = running.Settings.Web with { Hooks = hooks, PublicUrl = hooks },
            Polling = new PollingOptions { Interval = TimeSpan.FromMinutes(5), Min = TimeSpan.FromMinutes(5), Max = TimeSpan.FromHours(1) },
        };
        running.News.On("/feed", Rss(running, hub));
        await running.StartAsync();
        await running.WaitUntilAsync("SELECT COUNT(*) FROM websub WHERE state = 'active'", 1);

        await PushAsync(running, hub, "Truce holds in Norvia", expected: 3);
        await running.StopAsync();
        await running.StartAsync();
        await PushAsync(running, hub, "Ceasefire along the Osk river signed by both ministers", expected: 6);

        await running.WaitUntilSentAsync(6);
        Assert.Single(running.News.Requests, request => request.Path == "/feed");
        Assert.Empty(hub.Violations);
    }

    /// <summary>Pushes an entry and waits for its messages in the outbox.</summary>
    private static async Task PushAsync(RunningService running, LoopbackHub hub, string title, int expected)
    {
        // The service records the subscription before the hub does.
        await hub.WaitForVerificationsAsync();
        var answers = await hub.PublishAsync(running.News.UrlOf("/feed").AbsoluteUri, Rss(running, hub, title));
        Assert.Equal([HttpStatusCode.Accepted], answers);
        await running.WaitUntilAsync("SELECT COUNT(*) FROM message", expected);
    }

    private static string Rss(RunningService running, LoopbackHub hub, params string[] titles) =>
        $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><link>{running.News.UrlOf("/")}</link>
        <atom:link rel="hub" href="{hub.Address}"/><atom:link rel="self" href="{running.News.UrlOf("/feed")}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><guid>{title}</guid><pubDate>{TimeProvider.System.GetUtcNow():r}</pubDate><description>{title}, say both sides.</description></item>"))}</channel></rss>
        """;
}
