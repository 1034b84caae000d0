using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Http;
using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>
/// A client of the chat completions API that OpenAI, Ollama and many other services offer
/// (https://platform.openai.com/docs/api-reference/chat/create). docs/decisions/0015-language-model.md says why it is written here.
/// </summary>
internal sealed partial class ChatCompletionsClient(HttpClient http, SummaryOptions options) : IChatClient
{
    /// <summary>Bounds the response body, in bytes. A few sentences with the reasoning of the model have some ten thousand.</summary>
    private const long MaxResponseBytes = 1_000_000;

    /// <summary>
    /// Newer models reject <c>max_tokens</c>, Ollama ignores <c>max_completion_tokens</c>, some models reject <c>temperature</c>.
    /// A rejected parameter is not sent again.
    /// </summary>
    private readonly ChatParameterSupport _parameterSupport = new();

    private readonly Uri _address = new($"{options.Endpoint!.AbsoluteUri.TrimEnd('/')}/chat/completions");

    /// <exception cref="LanguageModelException">The service gave no usable answer.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? wanted = null,
        CancellationToken cancellationToken = default)
    {
        var sent = messages.Select(message => new Message(message.Role.Value, message.Text)).ToList();
        while (true)
        {
            var parameters = BuildBody(sent, wanted);
            using var request = BuildRequest(parameters);
            using var response = await SendAsync(request, cancellationToken);
            var body = await ReadAsync(response, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return ChatCompletionParser.Parse(body);
            }

            if ((int)response.StatusCode != StatusCodes.Status400BadRequest
                || !_parameterSupport.TryAdapt(body, parameters.MaxTokens is not null, parameters.Temperature is not null))
            {
                throw ToException(response, body);
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? wanted = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, wanted, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => http.Dispose();

    private CompletionRequest BuildBody(IReadOnlyList<Message> messages, ChatOptions? wanted) =>
        new(options.Model!, messages, _parameterSupport.SupportsTemperature ? wanted?.Temperature : null)
        {
            MaxTokens = _parameterSupport.SupportsMaxTokens ? wanted?.MaxOutputTokens : null,
            MaxCompletionTokens = _parameterSupport.SupportsMaxTokens ? null : wanted?.MaxOutputTokens,
        };

    private HttpRequestMessage BuildRequest(CompletionRequest body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, RequestJson.Default.CompletionRequest)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", ProductInfo.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (options.ApiKey is { } key)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LanguageModelException(FailureMessages.Describe(e.HttpRequestError));
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, MaxResponseBytes, cancellationToken)
                ?? throw new LanguageModelException(
                    $"its answer is larger than {MaxResponseBytes / 1_000_000} MB; check summaries.endpoint");
            return Encoding.UTF8.GetString(body);
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new LanguageModelException("the connection was lost in the middle of its answer");
        }
    }

    private LanguageModelException ToException(HttpResponseMessage response, string body)
    {
        var retryAfter = response.Headers.RetryAfter;
        return new LanguageModelException(FailureMessages.Describe((int)response.StatusCode, body, options),
            retryAfter?.Delta ?? (retryAfter?.Date - response.Headers.Date));
    }

    /// <param name="Temperature">Null: the default of the service.</param>
    private sealed record CompletionRequest(string Model, IReadOnlyList<Message> Messages, float? Temperature)
    {
        [JsonPropertyName("max_tokens")]
        public int? MaxTokens { get; init; }

        [JsonPropertyName("max_completion_tokens")]
        public int? MaxCompletionTokens { get; init; }
    }

    private sealed record Message(string Role, string Content);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(CompletionRequest))]
    private sealed partial class RequestJson : JsonSerializerContext;
}
