using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>A plain client of the loopback Web API, which can send invalid calls.</summary>
internal sealed class LoopbackSlackClient : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly LoopbackSlack _slack;

    public LoopbackSlackClient(LoopbackSlack slack, string? authorization = "Bearer " + LoopbackSlack.BotToken)
    {
        _slack = slack;
        if (authorization is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }
    }

    public Task<Answer> PostAsync(string method, string? json, string type = "application/json; charset=utf-8")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json ?? ""));
        if (json is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{_slack.ApiBaseUrl}/{method}") { Content = content });
    }

    /// <returns>The ts of the message.</returns>
    public async Task<string> PostMessageAsync(string json) => (string)(await PostAsync("chat.postMessage", json)).Json["ts"]!;

    public Task<Answer> FormAsync(string method, params (string Name, string Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{_slack.ApiBaseUrl}/{method}")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });

    public Task<Answer> GetAsync(string method) => SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{_slack.ApiBaseUrl}/{method}"));

    /// <summary>Posts to any address of the loopback Slack, e.g. a <c>response_url</c>, without a token.</summary>
    public static async Task<Answer> RespondAsync(string address, string json, string? authorization = null)
    {
        using var http = new HttpClient();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return await ReadAsync(response);
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers =
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, text, headers);
    }

    internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        public string Header(string name) => Headers.GetValueOrDefault(name) ?? "";
    }
}
