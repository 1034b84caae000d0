using AlertBot.Summaries.LanguageModel;
using AlertBot.Testing;
using Microsoft.Extensions.AI;

namespace AlertBot.Tests.Summaries.LanguageModel;

public class ChatCompletionsClientTests
{
    private static readonly ChatOptions Wanted = new() { Temperature = 0, MaxOutputTokens = 100 };

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_request_follows_the_contract_with_or_without_a_trailing_slash(string slash)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();

        var answer =
            await AskAsync(model.RespondWith("Talks ended."), model.Options with { Endpoint = new Uri(model.Options.Endpoint + slash) });

        Assert.Equal("Talks ended.", answer.Text);
        Assert.Empty(model.Violations);
        var asked = Assert.Single(model.Requests);
        Assert.Equal((0, 100), (asked.GetProperty("temperature").GetInt32(), asked.GetProperty("max_tokens").GetInt32()));
        Assert.Equal(["system", "user"],
            asked.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task A_service_that_requires_max_completion_tokens_without_temperature_gets_that_dialect_from_then_on()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        var (known, said) = (0, LoopbackLanguageModel.Completion("Talks ended."));
        model.RespondWith(context =>
        {
            var asked = model.Requests.Last();
            var refused = asked.TryGetProperty("max_tokens", out _) ? "max_tokens"
                : asked.TryGetProperty("temperature", out _) ? "temperature" : null;
            known += refused is null ? 1 : 0;
            context.Response.StatusCode = refused is null ? 200 : 400;
            return refused is null ? said(context)
                : Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response,
                    $$$"""{"error":{"message":"Unsupported parameter: '{{{refused}}}'"}}""");
        });
        using var endpoint = Endpoint(model.Options);

        await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);
        await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);

        Assert.Equal((2, 4), (known, model.Requests.Count));
        Assert.Equal(100, model.Requests.Last().GetProperty("max_completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData("400", "it answers 400")]
    [InlineData("401", "summaries.apiKey")]
    [InlineData("404", "ollama pull harbour-small:1b")]
    [InlineData("429", "429")]
    [InlineData("500", "it answers 500")]
    [InlineData("redirect", "redirects are not followed")]
    [InlineData("garbage", "no JSON")]
    [InlineData("half", "no JSON")]
    [InlineData("surrogate", "no JSON")]
    [InlineData("array", "no chat completion")]
    [InlineData("number", "no text")]
    [InlineData("no choices", "no chat completion")]
    [InlineData("null", "no text")]
    [InlineData("huge", "more than 1 MB")]
    [InlineData("reset", "the connection broke")]
    public async Task A_failure_gives_its_fix_and_never_the_key(string kind, string said)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.Fail(kind);

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model, model.Options));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-l", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0815", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(model.Server.Requests, request => request.Path == "/elsewhere");
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("Retry-After", "17")]
    [InlineData("X-Other", "17")]
    public async Task A_429_carries_the_requested_delay(string header, string value)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.RespondWith(429, "", (header, value));

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model, model.Options));

        Assert.Equal(header == "Retry-After" ? TimeSpan.FromSeconds(17) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task An_unreachable_service_is_reported()
    {
        var model = await LoopbackLanguageModel.StartAsync();
        await model.DisposeAsync();

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model, model.Options));

        Assert.Contains("refused the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_parts_are_joined_into_one_text()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.RespondWith(200,
            """{"choices":[{"message":{"content":[{"type":"text","text":"Talks "},{"type":"x"},{"type":"text","text":"ended."}]},"finish_reason":"length"}]}""");

        var answer = await AskAsync(model, model.Options);

        Assert.Equal(("Talks ended.", ChatFinishReason.Length), (answer.Text, answer.FinishReason));
    }

    [Fact]
    public void The_settings_printed_as_text_contain_no_key_or_password()
    {
        var options = new SummaryOptions { Endpoint = new Uri("http://desk:hIdDeN@127.0.0.1:9/v1"), Model = "small", ApiKey = "hIdDeN" };

        Assert.Equal("small at 127.0.0.1:9", options.ToString());
    }

    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be short."), new(ChatRole.User, "Talks ended.")];

    private static ChatCompletionsClient Endpoint(SummaryOptions options)
    {
        var handler = new SocketsHttpHandler();
        LanguageModelServices.ConfigureHandler(handler);
        return new ChatCompletionsClient(new HttpClient(handler), options);
    }

    private static async Task<ChatResponse> AskAsync(LoopbackLanguageModel model, SummaryOptions options)
    {
        _ = model;
        using var endpoint = Endpoint(options);
        return await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);
    }
}
