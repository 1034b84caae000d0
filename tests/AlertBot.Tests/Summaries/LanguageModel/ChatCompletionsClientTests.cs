using AlertBot.Summaries.LanguageModel;
using AlertBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AlertBot.Tests.Summaries.LanguageModel;

public class ChatCompletionsClientTests
{
    private static readonly ChatOptions Options = new() { Temperature = 0, MaxOutputTokens = 100 };

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_request_follows_the_contract_with_or_without_a_trailing_slash(string slash)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();

        model.RespondWith("Talks ended.");
        var answer = await AskAsync(model.Options with { Endpoint = new Uri(model.Options.Endpoint + slash) });

        Assert.Equal("Talks ended.", answer.Text);
        Assert.Empty(model.Violations);
        var request = Assert.Single(model.Requests);
        Assert.Equal((0, 100), (request.GetProperty("temperature").GetInt32(), request.GetProperty("max_tokens").GetInt32()));
        Assert.Equal(["system", "user"],
            request.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task A_service_that_requires_max_completion_tokens_without_temperature_gets_only_those_from_then_on()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        var accepted = 0;
        var completion = LoopbackLanguageModel.Completion("Talks ended.");
        model.RespondWith(context =>
        {
            var request = model.Requests.Last();
            var unsupported = new[] { "max_tokens", "temperature" }.FirstOrDefault(name => request.TryGetProperty(name, out _));
            accepted += unsupported is null ? 1 : 0;
            context.Response.StatusCode = unsupported is null ? 200 : 400;
            return unsupported is null
                ? completion(context)
                : context.Response.WriteAsync($$$"""{"error":{"message":"Unsupported parameter: '{{{unsupported}}}'"}}""");
        });
        using var client = CreateClient(model.Options);

        await client.GetResponseAsync(Messages, Options, TestContext.Current.CancellationToken);
        await client.GetResponseAsync(Messages, Options, TestContext.Current.CancellationToken);

        Assert.Equal((2, 4), (accepted, model.Requests.Count));
        Assert.Equal(100, model.Requests.Last().GetProperty("max_completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData("400", "it answered 400")]
    [InlineData("401", "summaries.apiKey")]
    [InlineData("404", "ollama pull harbour-small:1b")]
    [InlineData("429", "429")]
    [InlineData("500", "it answered 500")]
    [InlineData("redirect", "redirects are not followed")]
    [InlineData("garbage", "not JSON")]
    [InlineData("half", "not JSON")]
    [InlineData("surrogate", "not JSON")]
    [InlineData("array", "not a chat completion")]
    [InlineData("number", "no text")]
    [InlineData("no choices", "not a chat completion")]
    [InlineData("null", "no text")]
    [InlineData("huge", "larger than 1 MB")]
    [InlineData("reset", "the connection was lost")]
    public async Task A_failure_gives_its_fix_and_never_the_key(string kind, string message)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.Fail(kind);

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model.Options));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
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

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model.Options));

        Assert.Equal(header == "Retry-After" ? TimeSpan.FromSeconds(17) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task An_unreachable_service_is_reported()
    {
        var model = await LoopbackLanguageModel.StartAsync();
        await model.DisposeAsync();

        var failure = await Assert.ThrowsAsync<LanguageModelException>(() => AskAsync(model.Options));

        Assert.Contains("refused the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_parts_are_joined_into_one_text()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.RespondWith(200,
            """{"choices":[{"message":{"content":[{"type":"text","text":"Talks "},{"type":"x"},{"type":"text","text":"ended."}]},"finish_reason":"length"}]}""");

        var answer = await AskAsync(model.Options);

        Assert.Equal(("Talks ended.", ChatFinishReason.Length), (answer.Text, answer.FinishReason));
    }

    [Fact]
    public void The_settings_printed_as_text_contain_no_key_or_password()
    {
        var options = new SummaryOptions { Endpoint = new Uri("http://user:hIdDeN@127.0.0.1:9/v1"), Model = "small", ApiKey = "hIdDeN" };

        Assert.Equal("small at 127.0.0.1:9", options.ToString());
    }

    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be short."), new(ChatRole.User, "Talks ended.")];

    private static ChatCompletionsClient CreateClient(SummaryOptions options)
    {
        var handler = new SocketsHttpHandler();
        LanguageModelServices.ConfigureHandler(handler);
        return new ChatCompletionsClient(new HttpClient(handler), options);
    }

    private static async Task<ChatResponse> AskAsync(SummaryOptions options)
    {
        using var client = CreateClient(options);
        return await client.GetResponseAsync(Messages, Options, TestContext.Current.CancellationToken);
    }
}
