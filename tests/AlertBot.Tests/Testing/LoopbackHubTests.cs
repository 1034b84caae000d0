using System.Net;
using AlertBot.Testing;
using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Testing;

public sealed class LoopbackHubTests : IAsyncLifetime
{
    private const string Topic = "https://outlet.example/feed";

    private readonly HttpClient _client = new();
    private LoopbackHub _hub = null!;
    private LoopbackServer _subscriber = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await LoopbackHub.StartAsync();
        _subscriber = await LoopbackServer.StartAsync();
        _subscriber.On("/callback", context => context.Response.WriteAsync(context.Request.Query["hub.challenge"].ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
        await _subscriber.DisposeAsync();
    }

    [Fact]
    public async Task A_confirmed_subscription_is_active_and_gets_signed_pushes()
    {
        string? signature = null;
        await SubscribeAsync();
        _subscriber.On("/callback", context =>
        {
            signature = context.Request.Headers["X-Hub-Signature"];
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        });

        var statuses = await _hub.PublishAsync(Topic, "<rss/>");

        Assert.Equal([HttpStatusCode.Accepted], statuses);
        Assert.Equal(LoopbackHub.Sign("sha256", Secret, "<rss/>"u8.ToArray()), signature);
        Assert.Equal(600, Assert.Single(_hub.Subscriptions.Values).Lease);
        Assert.Empty(_hub.Violations);
    }

    [Fact]
    public async Task A_wrong_challenge_is_a_violation_and_no_subscription()
    {
        _subscriber.On("/callback", "something else", "text/plain");

        await SubscribeAsync();

        Assert.Empty(_hub.Subscriptions);
        Assert.Equal(["subscribe was not confirmed: 200"], _hub.Violations);
    }

    [Fact]
    public async Task A_denied_subscription_is_reported_to_the_callback()
    {
        _hub.DenyReason = "not here";

        await SubscribeAsync();

        Assert.Empty(_hub.Subscriptions);
        Assert.Contains(_subscriber.Requests, request => request.Path == "/callback");
    }

    [Theory]
    [InlineData("hub.mode", "please")]
    [InlineData("hub.callback", "callback")]
    [InlineData("hub.topic", "feed")]
    [InlineData("hub.secret", "short")]
    [InlineData("hub.lease_seconds", "0")]
    public async Task A_request_that_violates_the_recommendation_is_recorded(string field, string value)
    {
        _hub.VerifiesIntent = false;

        await SubscribeAsync((field, value));

        Assert.Equal([field], _hub.Violations);
    }

    private static string Secret => new('s', 40);

    private async Task SubscribeAsync((string Field, string Value)? change = null)
    {
        var form = new Dictionary<string, string>
        {
            ["hub.mode"] = "subscribe",
            ["hub.callback"] = _subscriber.UrlOf("/callback").AbsoluteUri,
            ["hub.topic"] = Topic,
            ["hub.secret"] = Secret,
            ["hub.lease_seconds"] = "600",
        };
        if (change is { } given)
        {
            form[given.Field] = given.Value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await _client.PostAsync(_hub.Address, content, TestContext.Current.CancellationToken);
        await _hub.WaitForVerificationsAsync();
    }
}
