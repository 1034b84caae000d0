using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack;

/// <summary>
/// Delivers over HTTP with signed requests, as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
/// <param name="service">The base address of the service under test.</param>
internal sealed class LoopbackSlackHttpSender(LoopbackSlack slack, Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = service };

    /// <summary>Limits the time of a response. AlertBot responds within 1 s; Slack waits 3 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(1);

    public Task<LoopbackSlackHttpResponse> CommandAsync(string channel, string user, string text,
        LoopbackSlackSigningOptions? signing = null)
    {
        var delivery = slack.SocketMode.DeliveryFactory.Command(channel, user, text);
        var fields = delivery.Payload.Select(field => (field.Key, field.Value?.ToString() ?? ""));
        return PostAsync(delivery, "/slack/commands", Form(fields), signing);
    }

    public Task<LoopbackSlackHttpResponse> InteractionAsync(JsonObject payload, LoopbackSlackSigningOptions? signing = null)
    {
        var delivery = slack.SocketMode.DeliveryFactory.Interaction(payload);
        return PostAsync(delivery, "/slack/interactivity", Form([("payload", delivery.Payload.ToJsonString())]), signing);
    }

    public Task<LoopbackSlackHttpResponse> EventAsync(JsonObject slackEvent, string? eventId = null,
        LoopbackSlackSigningOptions? signing = null) =>
        SendAsync(slack.SocketMode.DeliveryFactory.Event(slackEvent, eventId), signing);

    /// <summary>https://docs.slack.dev/reference/events/url_verification</summary>
    public Task<LoopbackSlackHttpResponse> VerifyAsync(string challenge, LoopbackSlackSigningOptions? signing = null) => SendAsync(
        new LoopbackSlackDelivery(LoopbackSlackDeliveryKind.Event, slack.Time.GetUtcNow())
        {
            Payload = new JsonObject { ["token"] = "deprecatedVerificationTok", ["challenge"] = challenge, ["type"] = "url_verification" },
        },
        signing);

    /// <summary>Sends an event again, as a retry: see <see cref="LoopbackSlackSigningOptions.RetryNumber"/>.</summary>
    public Task<LoopbackSlackHttpResponse> SendAsync(LoopbackSlackDelivery delivery, LoopbackSlackSigningOptions? signing = null) =>
        PostAsync(delivery, "/slack/events", delivery.Payload.ToJsonString(), signing);

    /// <summary>Posts any body to any endpoint.</summary>
    public async Task<LoopbackSlackHttpResponse> PostAsync(LoopbackSlackDelivery delivery, string path, string body,
        LoopbackSlackSigningOptions? signing = null)
    {
        signing ??= new LoopbackSlackSigningOptions();
        var timestamp = signing.Timestamp
            ?? (slack.Time.GetUtcNow() + signing.TimestampOffset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = signing.Signature ?? Sign(signing.Secret, timestamp, signing.SignedBody ?? body);
        return await SendAsync(delivery, new LoopbackSlackHttpRequest(path, body, timestamp, signature, signing));
    }

    /// <summary>Sends the same request again, byte for byte.</summary>
    public Task<LoopbackSlackHttpResponse> ReplayAsync(LoopbackSlackHttpResponse response) =>
        SendAsync(response.Delivery, response.Request);

    public static string Sign(string secret, string timestamp, string body) => "v0=" + Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public void Dispose() => _http.Dispose();

    private async Task<LoopbackSlackHttpResponse> SendAsync(LoopbackSlackDelivery delivery, LoopbackSlackHttpRequest sent)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, sent.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type",
            sent.Path == "/slack/events" ? "application/json" : "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        Add(request, sent.Signing.UsesLowerCaseHeaders ? "x-slack-request-timestamp" : "X-Slack-Request-Timestamp", sent.Timestamp,
            sent.Signing.OmittedHeader);
        Add(request, sent.Signing.UsesLowerCaseHeaders ? "x-slack-signature" : "X-Slack-Signature", sent.Signature,
            sent.Signing.OmittedHeader);
        if (sent.Signing.RetryNumber > 0)
        {
            request.Headers.TryAddWithoutValidation("x-slack-retry-num", sent.Signing.RetryNumber.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("x-slack-retry-reason", "http_timeout");
        }

        delivery.SendCount++;
        var start = slack.Time.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var contentType = response.Content.Headers.ContentType?.MediaType;
        var elapsed = slack.Time.GetElapsedTime(start);
        var received = new LoopbackSlackHttpResponse(delivery, sent, (int)response.StatusCode, contentType, body, elapsed);
        CheckResponse(received);
        return received;
    }

    private void CheckResponse(LoopbackSlackHttpResponse response)
    {
        if (response.Elapsed > ResponseTimeout)
        {
            slack.AddViolation($"http: {response.Request.Path} is answered after {response.Elapsed.TotalMilliseconds:0} ms");
        }

        if (response.Status is < 200 or > 299)
        {
            return;
        }

        var payload = Payload(response.Body);
        if (response.Delivery.IsSubmission && !response.Delivery.IsAcknowledged)
        {
            slack.WebApi.Views.ApplySubmission(response.Delivery.ViewId!, payload);
        }
        else if (response.Body.Length > 0 && response.Delivery.Kind == LoopbackSlackDeliveryKind.Interaction)
        {
            slack.AddViolation($"http: an interaction is answered with a body: {response.Body}");
        }
        else if (response.Body.Length > 0 && response.Delivery.Kind == LoopbackSlackDeliveryKind.Command && payload is null)
        {
            slack.AddViolation($"http: a command is answered with a text, which everyone in the channel would see: {response.Body}");
        }

        response.Delivery.Acknowledge(payload, response.Elapsed);
    }

    private static JsonElement? Payload(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().Any()
                ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value, string? omittedHeader)
    {
        if (!name.Equals(omittedHeader, StringComparison.OrdinalIgnoreCase))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string Form(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&',
            fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}

/// <summary>How a request is signed. The defaults are correct.</summary>
internal sealed record LoopbackSlackSigningOptions
{
    public string Secret { get; init; } = LoopbackSlack.SigningSecret;

    /// <summary>The difference between the timestamp and now.</summary>
    public TimeSpan TimestampOffset { get; init; }

    /// <summary>Replaces the timestamp. Null: now.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Replaces the signature. Null: the correct one.</summary>
    public string? Signature { get; init; }

    /// <summary>The body that is signed. Null: the body that is sent.</summary>
    public string? SignedBody { get; init; }

    /// <summary>True: header names are in lower case, as HTTP/2 and some proxies send them.</summary>
    public bool UsesLowerCaseHeaders { get; init; }

    /// <summary>The name of a header that is omitted. Null: none.</summary>
    public string? OmittedHeader { get; init; }

    /// <summary>1 to 3: a retry; 0: the first delivery. https://docs.slack.dev/apis/events-api#retries</summary>
    public int RetryNumber { get; init; }
}

/// <summary>A request as it was signed and sent.</summary>
internal sealed record LoopbackSlackHttpRequest(string Path, string Body, string Timestamp, string Signature,
    LoopbackSlackSigningOptions Signing);

/// <summary>The service's response.</summary>
internal sealed record LoopbackSlackHttpResponse(LoopbackSlackDelivery Delivery, LoopbackSlackHttpRequest Request, int Status,
    string? ContentType, string Body, TimeSpan Elapsed);
