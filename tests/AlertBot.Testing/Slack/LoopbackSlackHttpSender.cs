using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack;

/// <summary>
/// Slack's other way: it signs what happens and posts it to a service. https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
/// <param name="service">Where the service's hooks are.</param>
internal sealed class LoopbackSlackHttpSender(LoopbackSlack slack, Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = service };

    /// <summary>What AlertBot promises; Slack itself waits 3 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(1);

    public Task<LoopbackSlackHttpResponse> CommandAsync(string channel, string user, string text, LoopbackSlackSigningOptions? how = null)
    {
        var ask = slack.SocketMode.DeliveryFactory.Command(channel, user, text);
        return PostAsync(ask, "/slack/commands", Form(ask.Payload.Select(field => (field.Key, field.Value?.ToString() ?? ""))), how);
    }

    public Task<LoopbackSlackHttpResponse> InteractionAsync(JsonObject payload, LoopbackSlackSigningOptions? how = null)
    {
        var ask = slack.SocketMode.DeliveryFactory.Interaction(payload);
        return PostAsync(ask, "/slack/interactivity", Form([("payload", ask.Payload.ToJsonString())]), how);
    }

    public Task<LoopbackSlackHttpResponse> EventAsync(JsonObject told, string? eventId = null, LoopbackSlackSigningOptions? how = null) =>
        SendAsync(slack.SocketMode.DeliveryFactory.Event(told, eventId), how);

    /// <summary>https://docs.slack.dev/reference/events/url_verification</summary>
    public Task<LoopbackSlackHttpResponse> VerifyAsync(string challenge, LoopbackSlackSigningOptions? how = null) => SendAsync(
        new LoopbackSlackDelivery(LoopbackSlackDeliveryKind.Event, slack.Time.GetUtcNow())
        {
            Payload = new JsonObject { ["token"] = "deprecatedVerificationTok", ["challenge"] = challenge, ["type"] = "url_verification" },
        },
        how);

    /// <summary>Tells of an event that was told before: a retry, see <see cref="LoopbackSlackSigningOptions.RetryNumber"/>.</summary>
    public Task<LoopbackSlackHttpResponse> SendAsync(LoopbackSlackDelivery ask, LoopbackSlackSigningOptions? how = null) =>
        PostAsync(ask, "/slack/events", ask.Payload.ToJsonString(), how);

    /// <summary>Any body to any hook.</summary>
    public async Task<LoopbackSlackHttpResponse> PostAsync(LoopbackSlackDelivery ask, string path, string body,
        LoopbackSlackSigningOptions? how = null)
    {
        how ??= new LoopbackSlackSigningOptions();
        var timestamp =
            how.Timestamp ?? (slack.Time.GetUtcNow() + how.TimestampOffset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request =
            new LoopbackSlackHttpRequest(path, body, timestamp, how.Signature ?? Sign(how.Secret, timestamp, how.SignedBody ?? body), how);
        return await SendAsync(ask, request);
    }

    /// <summary>The same request, byte for byte.</summary>
    public Task<LoopbackSlackHttpResponse> ReplayAsync(LoopbackSlackHttpResponse answered) =>
        SendAsync(answered.Delivery, answered.Request);

    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public void Dispose() => _http.Dispose();

    private async Task<LoopbackSlackHttpResponse> SendAsync(LoopbackSlackDelivery ask, LoopbackSlackHttpRequest sent)
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

        ask.SendCount++;
        var start = slack.Time.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var answer = new LoopbackSlackHttpResponse(ask, sent, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            body, slack.Time.GetElapsedTime(start));
        CheckResponse(answer);
        return answer;
    }

    private void CheckResponse(LoopbackSlackHttpResponse answer)
    {
        if (answer.Elapsed > ResponseTimeout)
        {
            slack.AddViolation($"http: {answer.Request.Path} is answered after {answer.Elapsed.TotalMilliseconds:0} ms");
        }

        if (answer.Status is < 200 or > 299)
        {
            return;
        }

        var payload = Payload(answer.Body);
        if (answer.Delivery.IsSubmission && !answer.Delivery.IsAcknowledged)
        {
            slack.WebApi.Views.ApplySubmission(answer.Delivery.ViewId!, payload);
        }
        else if (answer.Body.Length > 0 && answer.Delivery.Kind == LoopbackSlackDeliveryKind.Interaction)
        {
            slack.AddViolation($"http: an interaction is answered with a body: {answer.Body}");
        }
        else if (answer.Body.Length > 0 && answer.Delivery.Kind == LoopbackSlackDeliveryKind.Command && payload is null)
        {
            slack.AddViolation($"http: a command is answered with a text that everyone's client would show: {answer.Body}");
        }

        answer.Delivery.Acknowledge(payload, answer.Elapsed);
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

    private static void Add(HttpRequestMessage request, string name, string value, string? without)
    {
        if (!name.Equals(without, StringComparison.OrdinalIgnoreCase))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string Form(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&',
            fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}

/// <summary>How a request is signed; by itself rightly.</summary>
internal sealed record LoopbackSlackSigningOptions
{
    public string Secret { get; init; } = LoopbackSlack.SigningSecret;

    /// <summary>How far the timestamp lies from now.</summary>
    public TimeSpan TimestampOffset { get; init; }

    /// <summary>Instead of now.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Instead of the right one.</summary>
    public string? Signature { get; init; }

    /// <summary>Another body than the one that is sent.</summary>
    public string? SignedBody { get; init; }

    /// <summary>Header names in lower case, as HTTP/2 and some proxies send them.</summary>
    public bool UsesLowerCaseHeaders { get; init; }

    /// <summary>The name of a header that is left out.</summary>
    public string? OmittedHeader { get; init; }

    /// <summary>1 to 3: told again. https://docs.slack.dev/apis/events-api#retries</summary>
    public int RetryNumber { get; init; }
}

/// <summary>A request as it was signed and sent.</summary>
internal sealed record LoopbackSlackHttpRequest(string Path, string Body, string Timestamp, string Signature,
    LoopbackSlackSigningOptions Signing);

/// <summary>What a service answered.</summary>
internal sealed record LoopbackSlackHttpResponse(LoopbackSlackDelivery Delivery, LoopbackSlackHttpRequest Request, int Status,
    string? ContentType, string Body, TimeSpan Elapsed);
