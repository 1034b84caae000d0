using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using AlertBot.Summaries.LanguageModel;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing;

/// <summary>
/// A loopback server with the chat completions API of a language model. It rejects requests that violate the API and answers as a test
/// says.
/// </summary>
internal sealed class LoopbackLanguageModel : IAsyncDisposable
{
    public const string Key = "sk-loop-4711-XyZzYy-0815";
    public const string Model = "harbour-small:1b";

    private readonly LoopbackServer _server;
    private volatile RequestDelegate _response;

    private LoopbackLanguageModel(LoopbackServer server)
    {
        _server = server;
        _response = Completion("The talks ended.");
        server.On("/v1/chat/completions", AnswerAsync);
    }

    /// <summary>The bodies of the accepted requests.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    /// <summary>How requests violated the API.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public SummaryOptions Options =>
        new() { Endpoint = new Uri(_server.Address, "/v1"), Model = Model, ApiKey = Key, Timeout = TimeSpan.FromSeconds(2) };

    public LoopbackServer Server => _server;

    public static async Task<LoopbackLanguageModel> StartAsync() => new(await LoopbackServer.StartAsync());

    public LoopbackLanguageModel RespondWith(string content, string finishReason = "stop")
    {
        _response = Completion(content, finishReason);
        return this;
    }

    public LoopbackLanguageModel RespondWith(RequestDelegate response)
    {
        _response = response;
        return this;
    }

    public LoopbackLanguageModel RespondWith(int status, string body, params (string Name, string Value)[] headers) =>
        RespondWith(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers.Append(name, value);
            }

            return context.Response.WriteAsync(body, context.RequestAborted);
        });

    public static RequestDelegate Completion(string content, string finishReason = "stop") => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            $$$"""{"id":"c1","object":"chat.completion","model":"{{{Model}}}","choices":[{"index":0,"message":{"role":"assistant","content":"{{{JsonEncodedText.Encode(content)}}}"},"finish_reason":"{{{finishReason}}}"}],"usage":{"total_tokens":9} }""",
            context.RequestAborted);
    };

    /// <summary>Makes all later requests fail.</summary>
    /// <param name="kind">The kind of failure, or a status code.</param>
    public void Fail(string kind) => _ = kind switch
    {
        "garbage" => RespondWith(200, "<html>It works!</html>"),
        "half" => RespondWith(200, """{"choices":[{"message":{"content":"Talks"""),
        "no choices" => RespondWith(200, """{"choices":[]}"""),
        "null" => RespondWith(200, """{"choices":[{"message":{"role":"assistant","content":null}}]}"""),
        "number" => RespondWith(200, """{"choices":[{"message":7}]}"""),
        "array" => RespondWith(200, "[]"),
        "surrogate" => RespondWith(200, """{"choices":[{"message":{"content":"\ud800"}}]}"""),
        "huge" => RespondWith(200, new string('x', 1_200_000)),
        "redirect" => RespondWith(307, "", ("Location", _server.UrlOf("/elsewhere").AbsoluteUri)),
        "hang" => RespondWith(LoopbackServer.WaitForDisconnectAsync),
        "drip" => RespondWith(DripAsync),
        "reset" => RespondWith(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }),
        _ => RespondWith(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture),
            $$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}} or sk-lo***0815","type":"x"}}"""),
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task DripAsync(HttpContext context)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        while (await timer.WaitForNextTickAsync(context.RequestAborted));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (FindViolation(context.Request, body) is { } violation)
        {
            Violations.Enqueue(violation);
            context.Response.StatusCode = 400;
            return;
        }

        using var document = JsonDocument.Parse(body);
        Requests.Enqueue(document.RootElement.Clone());
        await _response(context);
    }

    /// <returns>How the request violates the API. Null: it does not.</returns>
    private static string? FindViolation(HttpRequest request, string body)
    {
        if (request.Method != "POST" || request.ContentType != "application/json"
            || request.ContentLength != Encoding.UTF8.GetByteCount(body))
        {
            return $"{request.Method} {request.ContentType} {request.ContentLength}";
        }

        if (request.Headers.Authorization != $"Bearer {Key}"
            || !request.Headers.UserAgent.ToString().StartsWith("AlertBot/", StringComparison.Ordinal))
        {
            return $"{request.Headers.Authorization} {request.Headers.UserAgent}";
        }

        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var unknown = root.EnumerateObject().Select(field => field.Name)
            .Except(["model", "messages", "temperature", "max_tokens", "max_completion_tokens"]).ToList();
        return unknown.Count > 0 ? $"unknown {unknown[0]}"
            : root.GetProperty("model").GetString() != Model ? "model"
            : root.GetProperty("messages").EnumerateArray()
                .Any(message =>
                    message.GetProperty("role").GetString() is not ("system" or "user")
                        || message.GetProperty("content").GetString() is not { Length: > 0 }) ? "messages"
            : root.TryGetProperty("temperature", out var temperature) && temperature.GetDouble() is < 0 or > 2 ? "temperature"
            : null;
    }
}
