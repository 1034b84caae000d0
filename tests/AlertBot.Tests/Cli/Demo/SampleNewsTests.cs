using System.Net;
using System.Xml.Linq;
using AlertBot.Cli.Demo;

namespace AlertBot.Tests.Cli.Demo;

public class SampleNewsTests
{
    private static readonly Uri Server = new("http://127.0.0.1:4711/");
    private static readonly DateTimeOffset Start = new(2031, 5, 4, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Lines_of_a_step_appear_only_in_their_steps()
    {
        const string Template = "always\n{{steps:1-2}}\nthen\n{{end}}\n{{steps:2-}}\nlater\n{{end}}\nlast\n";

        var shown = Enumerable.Range(0, 4)
            .Select(step => SampleTemplate.Render(Template, step, Server, Start).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(["always last", "always then last", "always then later last", "always later last"],
            shown.Select(lines => string.Join(' ', lines)));
    }

    [Fact]
    public void Times_count_back_from_the_start()
    {
        var text = SampleTemplate.Render("{{minutes-ago:31}} {{iso-minutes-ago:1}} {{server}}/x", 0, Server, Start);

        Assert.Equal("Sun, 04 May 2031 11:59:00 GMT 2031-05-04T12:29:00Z http://127.0.0.1:4711/x\n", text);
    }

    [Fact]
    public void Each_sample_feed_is_well_formed_at_each_step()
    {
        var feeds = SampleNews.Feeds.SelectMany(_ => Enumerable.Range(0, SampleNews.Steps.Count), Render).ToList();

        Assert.All(feeds, feed => Assert.DoesNotContain("{{", feed.ToString(), StringComparison.Ordinal));
        Assert.Equal(3 * SampleNews.Steps.Count, feeds.Count);
    }

    [Fact]
    public void An_expected_headline_appears_with_its_step()
    {
        for (var step = 1; step < SampleNews.Steps.Count; step++)
        {
            var (before, now) = (Titles(step - 1), Titles(step));

            Assert.Equal(SampleNews.Steps[step].ExpectedAlerts, now.Except(before).Intersect(SampleNews.ExpectedAlerts));
        }
    }

    [Fact]
    public async Task The_sample_server_answers_304_until_its_news_changes()
    {
        await using var server = await SampleServer.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var address = server.AddressOf(SampleNews.Feeds[0]);
        var first = await client.GetAsync(address);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var again = await client.GetAsync(address);
        server.Step = 1;
        var changed = await client.GetAsync(address);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK],
            [first.StatusCode, again.StatusCode, changed.StatusCode]);
        Assert.Contains(SampleNews.ExpectedAlerts[0], await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_linked_from_an_alerting_teaser_is_served()
    {
        await using var server = await SampleServer.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        var page = await client.GetStringAsync(new Uri(server.Address, "/kelmouth/news/common-defence"));

        Assert.Contains("Article 5", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    private static XDocument Render(SampleDocument feed, int step) =>
        XDocument.Parse(SampleTemplate.Render(SampleNews.ReadTemplate(feed), step, Server, Start));

    private static List<string> Titles(int step) =>
        [.. SampleNews.Feeds.SelectMany(
            feed => Render(feed, step).Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value))];
}
