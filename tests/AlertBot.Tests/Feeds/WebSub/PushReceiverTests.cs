using System.Net;
using System.Text;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class PushReceiverTests : IAsyncLifetime
{
    private WebSubHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WebSubHost.OpenAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task A_signed_push_is_stored_as_new_and_wakes_the_read_stage(string method)
    {
        await _host.SubscribeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        Assert.Equal([HttpStatusCode.Accepted],
            await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "Tide rises", "Tide falls"), method));

        Assert.Equal(["Tide falls", "Tide rises"], await _host.NewsAsync());
        await _host.Signals.Read.WaitAsync(limit.Token);
    }

    [Fact]
    public async Task A_pushed_entry_is_not_new_when_polled_and_vice_versa()
    {
        _host.Publish("Known");
        await _host.SubscribeAsync();
        await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "Known", "Pushed"));
        await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "Known", "Pushed"));

        _host.Publish("Known", "Pushed");
        _host.Test.Time.Advance(_host.Polling.Max);
        await _host.PollAsync();

        Assert.Equal(["Pushed"], await _host.NewsAsync());
        Assert.Equal(2, await _host.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task Forged_pushes_are_answered_2xx_and_ignored()
    {
        var subscription = await _host.SubscribeAsync();
        var body = Encoding.UTF8.GetBytes(_host.Rss("", "Forged"));
        var right = LoopbackHub.Sign("sha256", subscription.Secret, body);
        string?[] forged =
        [
            null, "", "sha256=", "sha256", "md5=" + right[7..], "sha1=" + right[7..], "sha256=zz" + right[9..], right[..^2], right + "00",
            LoopbackHub.Sign("sha256", "", body), LoopbackHub.Sign("sha256", subscription.Secret + "x", body),
            LoopbackHub.Sign("sha512", "secret", body),
            LoopbackHub.Sign("sha256", subscription.Secret, [.. body, 10]),
        ];

        foreach (var signature in forged)
        {
            Assert.Equal(HttpStatusCode.Accepted, await _host.Hub.SendAsync(subscription.Callback, _host.Topic, body, signature));
        }

        Assert.Empty(await _host.NewsAsync());
        Assert.Equal(HttpStatusCode.Accepted,
            await _host.Hub.SendAsync(subscription.Callback, _host.Topic, body,
                right.ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal)));
        Assert.Single(await _host.NewsAsync());
    }

    [Fact]
    public async Task Another_topics_secret_is_rejected_at_a_callback()
    {
        var subscription = await _host.SubscribeAsync();
        await _host.Test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, added_at, due_at, taken_in_at, last_ok_at) VALUES (70, 'https://other.example/', "
                + "'other.example', 0, 99999999999999, 1, 1)");
        await _host.Test.ExecuteAsync($"INSERT INTO feed_hub VALUES (70, '{_host.Hub.Address}', 'https://other.example/')");
        await _host.SendHubRequestsAsync();
        var other = Assert.Single(_host.Hub.Subscriptions.Values, s => s.Topic == "https://other.example/");
        var body = Encoding.UTF8.GetBytes(_host.Rss("", "Crossed"));

        await _host.Hub.SendAsync(subscription.Callback, _host.Topic, body, LoopbackHub.Sign("sha256", other.Secret, body));

        Assert.Equal(0, await _host.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task The_challenge_is_echoed_only_for_a_pending_request()
    {
        await _host.PollAsync();
        await _host.Subscriber.ClaimAsync(0, CancellationToken.None);
        var callback = Assert.Single(await _host.Test.TextsAsync("SELECT callback FROM websub"))!;
        (string, string)[] asked =
            [("hub.mode", "subscribe"), ("hub.topic", _host.Topic), ("hub.challenge", "c1"), ("hub.lease_seconds", "1000")];

        Assert.Equal(HttpStatusCode.NotFound, (await _host.Hub.SendVerificationAsync(callback, asked)).Status);
        await _host.SendHubRequestsAsync();
        Assert.Equal((HttpStatusCode.OK, "c1"), await _host.Hub.SendVerificationAsync(callback, asked));

        Assert.Equal(HttpStatusCode.NotFound,
            (await _host.Hub.SendVerificationAsync(callback, asked[0], ("hub.topic", _host.Topic + "?x"), asked[2], asked[3])).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await _host.Hub.SendVerificationAsync(callback, ("hub.mode", "unsubscribe"), asked[1], asked[2])).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await _host.Hub.SendVerificationAsync(callback, ("hub.mode", "publish"), asked[1], asked[2])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Hub.SendVerificationAsync(callback, asked[0], asked[1], asked[3])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Hub.SendVerificationAsync(callback[..^1] + "g", asked)).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await _host.Hub.SendVerificationAsync(callback, ("hub.mode", "denied"), ("hub.topic", "https://other.example/"))).Status);
        Assert.Equal("active", await _host.StateAsync());
        _host.Test.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Hub.SendVerificationAsync(callback, asked)).Status);
    }

    [Fact]
    public async Task A_push_to_an_unknown_callback_gets_410()
    {
        await _host.SubscribeAsync();

        foreach (var id in new[] { "x", "0", new string('a', 48), new string('a', 5_000), "%27%20OR%201=1" })
        {
            Assert.Equal(HttpStatusCode.Gone,
                await _host.Hub.SendAsync($"{_host.PublicUrl}/websub/{id}", _host.Topic, [1], "sha256=" + new string('0', 64)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_200_MB_body_is_refused_before_it_is_read(bool isChunked)
    {
        var subscription = await _host.SubscribeAsync();
        using var client = new HttpClient();
        await using var zeros = new Zeros(200_000_000);
        using var message = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new StreamContent(zeros) };
        message.Headers.TransferEncodingChunked = isChunked ? true : null;
        message.Content.Headers.ContentLength = isChunked ? null : 200_000_000;
        message.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + new string('0', 64));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(client, message));

        Assert.InRange(zeros.Left, 150_000_000, 200_000_000);
        Assert.Equal([HttpStatusCode.Accepted], await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "Still here")));
        Assert.Single(await _host.NewsAsync());
    }

    [Fact]
    public async Task A_pushed_document_that_is_not_a_feed_changes_nothing_and_is_not_requested_again()
    {
        await _host.SubscribeAsync();

        Assert.Equal([HttpStatusCode.Accepted],
            await _host.Hub.PublishAsync(_host.Topic, "<html><body>Down for repair</body></html>", contentType: "text/html"));

        Assert.Empty(await _host.NewsAsync());
    }

    [Fact]
    public async Task When_pushes_stop_the_feed_is_polled_as_usual_until_the_next_push()
    {
        await _host.SubscribeAsync();
        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);
        await _host.PollAsync();
        Assert.Equal(_host.Polling.Max, await _host.TimeUntilPollAsync());

        _host.Publish("Never pushed");
        _host.Test.Time.Advance(_host.Polling.Max);
        await _host.PollAsync();

        Assert.Equal(["Never pushed"], await _host.NewsAsync());
        Assert.InRange(await _host.TimeUntilPollAsync(), TimeSpan.Zero, _host.Polling.Interval * 1.1);

        await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "Pushed again"));
        _host.Publish("Never pushed", "Pushed again");
        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);
        await _host.PollAsync();
        Assert.Equal(_host.Polling.Max, await _host.TimeUntilPollAsync());
    }

    [Fact]
    public async Task Entries_from_before_the_subscription_do_not_count_as_missed_pushes()
    {
        await _host.SubscribeAsync();
        _host.Publish("In between");
        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);

        await _host.PollAsync();

        Assert.Equal(["In between"], await _host.NewsAsync());
        Assert.Equal(_host.Polling.Max, await _host.TimeUntilPollAsync());
    }

    [Fact]
    public async Task A_push_for_a_retired_feed_is_accepted_and_ignored()
    {
        await _host.SubscribeAsync();
        await _host.Test.ExecuteAsync("UPDATE feed SET retired_at = 1");

        Assert.Equal([HttpStatusCode.Accepted], await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "For nobody")));

        Assert.Equal(0, await _host.Test.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    /// <summary>The server may close the connection while the rest is still being sent; the response is then lost.</summary>
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

    /// <summary>A stream of zeros that uses no memory.</summary>
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
