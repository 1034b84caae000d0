using System.Net;
using System.Text;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class PushTests : IAsyncLifetime
{
    private WebSubTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await WebSubTown.OpenAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task A_signed_push_is_taken_in_as_news_and_wakes_the_reading(string method)
    {
        await _town.SubscribeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        Assert.Equal([HttpStatusCode.Accepted], await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "Tide rises", "Tide falls"), method));

        Assert.Equal(["Tide falls", "Tide rises"], await _town.NewsAsync());
        await _town.Signals.Read.WaitAsync(limit.Token);
    }

    [Fact]
    public async Task What_was_pushed_is_no_news_when_it_is_polled_and_the_other_way_round()
    {
        _town.Publish("Known");
        await _town.SubscribeAsync();
        await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "Known", "Pushed"));
        await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "Known", "Pushed"));

        _town.Publish("Known", "Pushed");
        _town.Test.Time.Advance(_town.Polling.Max);
        await _town.PollAsync();

        Assert.Equal(["Pushed"], await _town.NewsAsync());
        Assert.Equal(2, await _town.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task Forged_pushes_are_answered_2xx_and_ignored()
    {
        var subscription = await _town.SubscribeAsync();
        var body = Encoding.UTF8.GetBytes(_town.Rss("", "Forged"));
        var right = LoopbackHub.Sign("sha256", subscription.Secret, body);
        string?[] forged =
        [
            null, "", "sha256=", "sha256", "md5=" + right[7..], "sha1=" + right[7..], "sha256=zz" + right[9..], right[..^2], right + "00",
            LoopbackHub.Sign("sha256", "", body), LoopbackHub.Sign("sha256", subscription.Secret + "x", body), LoopbackHub.Sign("sha512", "secret", body),
            LoopbackHub.Sign("sha256", subscription.Secret, [.. body, 10]),
        ];

        foreach (var signature in forged)
        {
            Assert.Equal(HttpStatusCode.Accepted, await _town.Hub.SendAsync(subscription.Callback, _town.Topic, body, signature));
        }

        Assert.Empty(await _town.NewsAsync());
        Assert.Equal(HttpStatusCode.Accepted, await _town.Hub.SendAsync(subscription.Callback, _town.Topic, body, right.ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal)));
        Assert.Single(await _town.NewsAsync());
    }

    [Fact]
    public async Task Another_topics_secret_opens_no_callback()
    {
        var subscription = await _town.SubscribeAsync();
        await _town.Test.ExecuteAsync("INSERT INTO feed (id, url, host, added_at, due_at, taken_in_at, last_ok_at) VALUES (70, 'https://other.example/', 'other.example', 0, 99999999999999, 1, 1)");
        await _town.Test.ExecuteAsync($"INSERT INTO feed_hub VALUES (70, '{_town.Hub.Address}', 'https://other.example/')");
        await _town.DoErrandsAsync();
        var other = Assert.Single(_town.Hub.Subscriptions.Values, s => s.Topic == "https://other.example/");
        var body = Encoding.UTF8.GetBytes(_town.Rss("", "Crossed"));

        await _town.Hub.SendAsync(subscription.Callback, _town.Topic, body, LoopbackHub.Sign("sha256", other.Secret, body));

        Assert.Equal(0, await _town.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task The_challenge_is_given_back_only_for_what_was_asked()
    {
        await _town.PollAsync();
        await _town.Pass.ClaimAsync(0, CancellationToken.None);
        var callback = Assert.Single(await _town.Test.TextsAsync("SELECT callback FROM websub"))!;
        (string, string)[] asked = [("hub.mode", "subscribe"), ("hub.topic", _town.Topic), ("hub.challenge", "c1"), ("hub.lease_seconds", "1000")];

        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, asked)).Status);
        await _town.DoErrandsAsync();
        Assert.Equal((HttpStatusCode.OK, "c1"), await _town.Hub.AskAsync(callback, asked));

        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, asked[0], ("hub.topic", _town.Topic + "?x"), asked[2], asked[3])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, ("hub.mode", "unsubscribe"), asked[1], asked[2])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, ("hub.mode", "publish"), asked[1], asked[2])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, asked[0], asked[1], asked[3])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback[..^1] + "g", asked)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, ("hub.mode", "denied"), ("hub.topic", "https://other.example/"))).Status);
        Assert.Equal("active", await _town.StateAsync());
        _town.Test.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.NotFound, (await _town.Hub.AskAsync(callback, asked)).Status);
    }

    [Fact]
    public async Task A_push_at_no_callback_of_ours_is_gone_whatever_its_id()
    {
        await _town.SubscribeAsync();

        foreach (var id in new[] { "x", "0", new string('a', 48), new string('a', 5_000), "%27%20OR%201=1" })
        {
            Assert.Equal(HttpStatusCode.Gone, await _town.Hub.SendAsync($"{_town.PublicUrl}/websub/{id}", _town.Topic, [1], "sha256=" + new string('0', 64)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_200_MB_is_refused_before_it_is_read(bool isChunked)
    {
        var subscription = await _town.SubscribeAsync();
        using var client = new HttpClient();
        await using var zeros = new Zeros(200_000_000);
        using var message = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new StreamContent(zeros) };
        message.Headers.TransferEncodingChunked = isChunked ? true : null;
        message.Content.Headers.ContentLength = isChunked ? null : 200_000_000;
        message.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + new string('0', 64));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(client, message));

        Assert.InRange(zeros.Left, 150_000_000, 200_000_000);
        Assert.Equal([HttpStatusCode.Accepted], await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "Still here")));
        Assert.Single(await _town.NewsAsync());
    }

    [Fact]
    public async Task A_document_that_is_no_feed_changes_nothing_and_is_not_asked_for_again()
    {
        await _town.SubscribeAsync();

        Assert.Equal([HttpStatusCode.Accepted], await _town.Hub.PublishAsync(_town.Topic, "<html><body>Down for repair</body></html>", contentType: "text/html"));

        Assert.Empty(await _town.NewsAsync());
    }

    [Fact]
    public async Task Where_pushes_stay_away_the_feed_is_polled_as_usual_until_the_next_push()
    {
        await _town.SubscribeAsync();
        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);
        await _town.PollAsync();
        Assert.Equal(_town.Polling.Max, await _town.UntilPollAsync());

        _town.Publish("Never pushed");
        _town.Test.Time.Advance(_town.Polling.Max);
        await _town.PollAsync();

        Assert.Equal(["Never pushed"], await _town.NewsAsync());
        Assert.InRange(await _town.UntilPollAsync(), TimeSpan.Zero, _town.Polling.Interval * 1.1);

        await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "Pushed again"));
        _town.Publish("Never pushed", "Pushed again");
        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);
        await _town.PollAsync();
        Assert.Equal(_town.Polling.Max, await _town.UntilPollAsync());
    }

    [Fact]
    public async Task News_that_came_up_before_the_subscription_began_is_no_reproach()
    {
        await _town.SubscribeAsync();
        _town.Publish("In between");
        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);

        await _town.PollAsync();

        Assert.Equal(["In between"], await _town.NewsAsync());
        Assert.Equal(_town.Polling.Max, await _town.UntilPollAsync());
    }

    [Fact]
    public async Task A_feed_that_nobody_reads_takes_no_push()
    {
        await _town.SubscribeAsync();
        await _town.Test.ExecuteAsync("UPDATE feed SET retired_at = 1");

        Assert.Equal([HttpStatusCode.Accepted], await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "For nobody")));

        Assert.Equal(0, await _town.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    /// <summary>The server may cut the connection while the rest is still being sent: then its answer is lost.</summary>
    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, HttpRequestMessage message)
    {
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    /// <summary>Zeros that take no memory.</summary>
    private sealed class Zeros(long length) : Stream
    {
        public long Left { get; private set; } = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(Left, count);
            Array.Clear(buffer, offset, read);
            Left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
