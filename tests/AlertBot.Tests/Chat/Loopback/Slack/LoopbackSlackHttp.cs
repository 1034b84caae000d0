using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>Slack's other way: it signs what happens and posts it to a service. https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
/// <param name="service">Where the service's hooks are.</param>
internal sealed class LoopbackSlackHttp(LoopbackSlack slack, Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = service };

    /// <summary>What AlertBot promises; Slack itself waits 3 s.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(1);

    public Task<LoopbackSlackHttpAnswer> CommandAsync(string channel, string user, string text, LoopbackSlackSigning? how = null)
    {
        var ask = slack.Socket.Asks.Command(channel, user, text);
        return PostAsync(ask, "/slack/commands", Form(ask.Payload.Select(field => (field.Key, field.Value?.ToString() ?? ""))), how);
    }

    public Task<LoopbackSlackHttpAnswer> InteractionAsync(JsonObject payload, LoopbackSlackSigning? how = null)
    {
        var ask = slack.Socket.Asks.Interaction(payload);
        return PostAsync(ask, "/slack/interactivity", Form([("payload", ask.Payload.ToJsonString())]), how);
    }

    public Task<LoopbackSlackHttpAnswer> EventAsync(JsonObject told, string? eventId = null, LoopbackSlackSigning? how = null) =>
        SendAsync(slack.Socket.Asks.Event(told, eventId), how);

    /// <summary>https://docs.slack.dev/reference/events/url_verification</summary>
    public Task<LoopbackSlackHttpAnswer> VerifyAsync(string challenge, LoopbackSlackSigning? how = null) => SendAsync(
        new LoopbackSlackAsk(LoopbackSlackAskKind.Event, slack.Time.GetUtcNow())
        {
            Payload = new JsonObject { ["token"] = "deprecatedVerificationTok", ["challenge"] = challenge, ["type"] = "url_verification" },
        },
        how);

    /// <summary>Tells of an event that was told before: a retry, see <see cref="LoopbackSlackSigning.Retry"/>.</summary>
    public Task<LoopbackSlackHttpAnswer> SendAsync(LoopbackSlackAsk ask, LoopbackSlackSigning? how = null) =>
        PostAsync(ask, "/slack/events", ask.Payload.ToJsonString(), how);

    /// <summary>Any body to any hook.</summary>
    public async Task<LoopbackSlackHttpAnswer> PostAsync(LoopbackSlackAsk ask, string path, string body, LoopbackSlackSigning? how = null)
    {
        how ??= new LoopbackSlackSigning();
        var timestamp = how.Timestamp ?? (slack.Time.GetUtcNow() + how.Offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new LoopbackSlackHttpRequest(path, body, timestamp, how.Signature ?? Sign(how.Secret, timestamp, how.SignedBody ?? body), how);
        return await SendAsync(ask, request);
    }

    /// <summary>The same request, byte for byte.</summary>
    public Task<LoopbackSlackHttpAnswer> ReplayAsync(LoopbackSlackHttpAnswer answered) => SendAsync(answered.Ask, answered.Request);

    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public void Dispose() => _http.Dispose();

    private async Task<LoopbackSlackHttpAnswer> SendAsync(LoopbackSlackAsk ask, LoopbackSlackHttpRequest sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sent.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", sent.Path == "/slack/events" ? "application/json" : "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        Add(request, sent.How.LowerCase ? "x-slack-request-timestamp" : "X-Slack-Request-Timestamp", sent.Timestamp, sent.How.Without);
        Add(request, sent.How.LowerCase ? "x-slack-signature" : "X-Slack-Signature", sent.Signature, sent.How.Without);
        if (sent.How.Retry > 0)
        {
            request.Headers.TryAddWithoutValidation("x-slack-retry-num", sent.How.Retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("x-slack-retry-reason", "http_timeout");
        }

        ask.Sent++;
        var start = slack.Time.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var answer = new LoopbackSlackHttpAnswer(ask, sent, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, slack.Time.GetElapsedTime(start));
        Judge(answer);
        return answer;
    }

    private void Judge(LoopbackSlackHttpAnswer answer)
    {
        if (answer.After > AnswerWithin)
        {
            slack.Breach($"http: {answer.Request.Path} is answered after {answer.After.TotalMilliseconds:0} ms");
        }

        if (answer.Status is < 200 or > 299)
        {
            return;
        }

        var payload = Payload(answer.Body);
        if (answer.Ask.IsSubmission && !answer.Ask.IsAcknowledged)
        {
            slack.Web.Views.Submitted(answer.Ask.ViewId!, payload);
        }
        else if (answer.Body.Length > 0 && answer.Ask.Kind == LoopbackSlackAskKind.Interaction)
        {
            slack.Breach($"http: an interaction is answered with a body: {answer.Body}");
        }
        else if (answer.Body.Length > 0 && answer.Ask.Kind == LoopbackSlackAskKind.Command && payload is null)
        {
            slack.Breach($"http: a command is answered with a text that everyone's client would show: {answer.Body}");
        }

        answer.Ask.Acknowledge(payload, answer.After);
    }

    private static JsonElement? Payload(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().Any() ? json.RootElement.Clone() : null;
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
        string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}

/// <summary>How a request is signed; by itself rightly.</summary>
internal sealed record LoopbackSlackSigning
{
    public string Secret { get; init; } = LoopbackSlack.SigningSecret;

    /// <summary>How far the timestamp lies from now.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>Instead of now.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Instead of the right one.</summary>
    public string? Signature { get; init; }

    /// <summary>Another body than the one that is sent.</summary>
    public string? SignedBody { get; init; }

    /// <summary>Header names in lower case, as HTTP/2 and some proxies send them.</summary>
    public bool LowerCase { get; init; }

    /// <summary>The name of a header that is left out.</summary>
    public string? Without { get; init; }

    /// <summary>1 to 3: told again. https://docs.slack.dev/apis/events-api#retries</summary>
    public int Retry { get; init; }
}

/// <summary>A request as it was signed and sent.</summary>
internal sealed record LoopbackSlackHttpRequest(string Path, string Body, string Timestamp, string Signature, LoopbackSlackSigning How);

/// <summary>What a service answered.</summary>
internal sealed record LoopbackSlackHttpAnswer(LoopbackSlackAsk Ask, LoopbackSlackHttpRequest Request, int Status, string? ContentType, string Body, TimeSpan After);
