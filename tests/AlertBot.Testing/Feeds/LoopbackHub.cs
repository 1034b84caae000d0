using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Feeds;

/// <summary>
/// A WebSub hub as strict as https://www.w3.org/TR/websub/ : it verifies each subscription with a challenge, and signs what it pushes.
/// </summary>
internal sealed class LoopbackHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentQueue<Task> _verifications = new();

    private LoopbackHub(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>The forms of the requests, in order.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Requests { get; } = new();

    /// <summary>The active subscriptions, by callback URL.</summary>
    public ConcurrentDictionary<string, Subscription> Subscriptions { get; } = new();

    /// <summary>How the subscriber violated the recommendation.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The status of responses to requests. After 2xx, the hub verifies the intent.</summary>
    public int Status { get; set; } = 202;

    public string? RetryAfter { get; set; }

    public bool VerifiesIntent { get; set; } = true;

    /// <summary>The lease that the hub grants, in seconds. Null: as requested.</summary>
    public long? Lease { get; set; }

    /// <summary>Denies subscriptions with this reason. Null: the hub accepts them.</summary>
    public string? DenyReason { get; set; }

    public static async Task<LoopbackHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var hub = new LoopbackHub(builder.Build());
        hub._app.MapPost("/hub", hub.ReceiveAsync);
        hub._app.MapPost("/moved", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, "/hub");
            return Task.CompletedTask;
        });
        await hub._app.StartAsync();
        hub.Address = new Uri(new Uri(hub._app.Urls.First()), "/hub");
        return hub;
    }

    /// <summary>Waits until all verifications are done.</summary>
    public async Task WaitForVerificationsAsync()
    {
        while (_verifications.TryDequeue(out var verification))
        {
            await verification;
        }
    }

    /// <summary>Pushes a document to all subscribers of the topic.</summary>
    /// <returns>The status of each response.</returns>
    public async Task<List<HttpStatusCode>> PublishAsync(string topic, string body, string method = "sha256",
        string contentType = "application/rss+xml")
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var subscription in Subscriptions.Values.Where(s => s.Topic == topic))
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            statuses.Add(await SendAsync(subscription.Callback, topic, bytes, Sign(method, subscription.Secret, bytes), contentType));
        }

        return statuses;
    }

    public async Task<HttpStatusCode> SendAsync(string callback, string topic, byte[] body, string? signature,
        string contentType = "application/rss+xml")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, callback) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        message.Headers.TryAddWithoutValidation("Link", $"<{Address}>; rel=\"hub\", <{topic}>; rel=\"self\"");
        if (signature is not null)
        {
            message.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        }

        using var response = await _client.SendAsync(message);
        return response.StatusCode;
    }

    /// <summary>Sends a verification request to a callback.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendVerificationAsync(string callback,
        params (string Name, string Value)[] query)
    {
        using var response =
            await _client.GetAsync(callback + "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}")));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The value of <c>X-Hub-Signature</c>.</summary>
    public static string Sign(string method, string secret, byte[] body)
    {
        var algorithm = new HashAlgorithmName(method.ToUpperInvariant());
        return $"{method}={Convert.ToHexStringLower(CryptographicOperations.HmacData(algorithm, Encoding.UTF8.GetBytes(secret), body))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString()) : [];
        Requests.Enqueue(form);
        CheckRequest(form);
        context.Response.StatusCode = Status;
        if (RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        if (Status / 100 == 2 && VerifiesIntent)
        {
            // Concurrent with the response: a real hub may verify before it has answered.
            _verifications.Enqueue(Task.Run(() => VerifyIntentAsync(form)));
        }
    }

    private void CheckRequest(Dictionary<string, string> form)
    {
        string Field(string name) => form.GetValueOrDefault(name, "");
        (bool IsValid, string Name)[] checks =
        [
            (Field("hub.mode") is "subscribe" or "unsubscribe", "hub.mode"),
            (Uri.TryCreate(Field("hub.callback"), UriKind.Absolute, out var callback) && callback.Fragment.Length == 0, "hub.callback"),
            (Field("hub.topic").StartsWith("http", StringComparison.Ordinal), "hub.topic"),
            (Field("hub.mode") == "unsubscribe" || Encoding.UTF8.GetByteCount(Field("hub.secret")) is > 30 and < 200, "hub.secret"),
            (Field("hub.mode") == "unsubscribe" || long.Parse(Field("hub.lease_seconds"), CultureInfo.InvariantCulture) > 0,
                "hub.lease_seconds"),
        ];
        foreach (var (_, name) in checks.Where(check => !check.IsValid))
        {
            Violations.Enqueue(name);
        }
    }

    private async Task VerifyIntentAsync(Dictionary<string, string> form)
    {
        var (callback, topic, mode) = (form["hub.callback"], form["hub.topic"], form["hub.mode"]);
        if (DenyReason is { } reason)
        {
            await SendVerificationAsync(callback, ("hub.mode", "denied"), ("hub.topic", topic), ("hub.reason", reason));
            Subscriptions.TryRemove(callback, out _);
            return;
        }

        var challenge = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var lease = Lease ?? long.Parse(form.GetValueOrDefault("hub.lease_seconds", "0"), CultureInfo.InvariantCulture);
        (string, string)[] query = [("hub.mode", mode), ("hub.topic", topic), ("hub.challenge", challenge),
            ("hub.lease_seconds", lease.ToString(CultureInfo.InvariantCulture))];
        var (status, body) = await SendVerificationAsync(callback, mode == "subscribe" ? query : query[..3]);
        if ((int)status / 100 != 2 || body != challenge)
        {
            Violations.Enqueue($"{mode} was not confirmed: {(int)status}");
        }
        else if (mode == "subscribe")
        {
            Subscriptions[callback] = new Subscription(callback, topic, form["hub.secret"], lease);
        }
        else
        {
            Subscriptions.TryRemove(callback, out _);
        }
    }

    /// <param name="Lease">In seconds.</param>
    internal sealed record Subscription(string Callback, string Topic, string Secret, long Lease);
}
