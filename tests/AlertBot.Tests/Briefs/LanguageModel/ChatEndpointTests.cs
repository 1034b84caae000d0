using AlertBot.Briefs;
using AlertBot.Briefs.LanguageModel;
using Microsoft.Extensions.AI;

namespace AlertBot.Tests.Briefs.LanguageModel;

public class ChatEndpointTests
{
    private static readonly ChatOptions Wanted = new() { Temperature = 0, MaxOutputTokens = 100 };

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_request_keeps_to_the_contract_with_a_slash_at_the_address_or_without(string slash)
    {
        await using var model = await LoopbackModel.StartAsync();

        var answer = await AskAsync(model.Answer("Talks ended."), model.Options with { Endpoint = new Uri(model.Options.Endpoint + slash) });

        Assert.Equal("Talks ended.", answer.Text);
        Assert.Empty(model.Breaches);
        var asked = Assert.Single(model.Asked);
        Assert.Equal((0, 100), (asked.GetProperty("temperature").GetInt32(), asked.GetProperty("max_tokens").GetInt32()));
        Assert.Equal(["system", "user"], asked.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task A_service_that_knows_the_limit_by_its_newer_name_and_no_temperature_is_asked_so_from_then_on()
    {
        await using var model = await LoopbackModel.StartAsync();
        var (known, said) = (0, LoopbackModel.Said("Talks ended."));
        model.Answer(context =>
        {
            var asked = model.Asked.Last();
            var refused = asked.TryGetProperty("max_tokens", out _) ? "max_tokens" : asked.TryGetProperty("temperature", out _) ? "temperature" : null;
            known += refused is null ? 1 : 0;
            context.Response.StatusCode = refused is null ? 200 : 400;
            return refused is null ? said(context) : Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $$$"""{"error":{"message":"Unsupported parameter: '{{{refused}}}'"}}""");
        });
        using var endpoint = Endpoint(model.Options);

        await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);
        await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);

        Assert.Equal((2, 4), (known, model.Asked.Count));
        Assert.Equal(100, model.Asked.Last().GetProperty("max_completion_tokens").GetInt32());
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
    public async Task A_failure_is_said_with_its_mend_and_without_the_key(string kind, string said)
    {
        await using var model = await LoopbackModel.StartAsync();
        model.Fail(kind);

        var failure = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, model.Options));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-l", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0815", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(model.Server.Requests, request => request.Path == "/elsewhere");
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("Retry-After", "17")]
    [InlineData("X-Other", "17")]
    public async Task A_429_tells_how_long_the_service_wants_to_be_left_alone(string header, string value)
    {
        await using var model = await LoopbackModel.StartAsync();
        model.Answer(429, "", (header, value));

        var failure = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, model.Options));

        Assert.Equal(header == "Retry-After" ? TimeSpan.FromSeconds(17) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_said_so()
    {
        var model = await LoopbackModel.StartAsync();
        await model.DisposeAsync();

        var failure = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, model.Options));

        Assert.Contains("refused the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_parts_is_one_text()
    {
        await using var model = await LoopbackModel.StartAsync();
        model.Answer(200, """{"choices":[{"message":{"content":[{"type":"text","text":"Talks "},{"type":"x"},{"type":"text","text":"ended."}]},"finish_reason":"length"}]}""");

        var answer = await AskAsync(model, model.Options);

        Assert.Equal(("Talks ended.", ChatFinishReason.Length), (answer.Text, answer.FinishReason));
    }

    [Fact]
    public void The_settings_as_text_hold_neither_key_nor_password()
    {
        var options = new SummaryOptions { Endpoint = new Uri("http://desk:hIdDeN@127.0.0.1:9/v1"), Model = "small", ApiKey = "hIdDeN" };

        Assert.Equal("small at 127.0.0.1:9", options.ToString());
    }

    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be short."), new(ChatRole.User, "Talks ended.")];

    private static ChatEndpoint Endpoint(SummaryOptions options)
    {
        var handler = new SocketsHttpHandler();
        LanguageModelServices.Configure(handler);
        return new ChatEndpoint(new HttpClient(handler), options);
    }

    private static async Task<ChatResponse> AskAsync(LoopbackModel model, SummaryOptions options)
    {
        _ = model;
        using var endpoint = Endpoint(options);
        return await endpoint.GetResponseAsync(Messages, Wanted, TestContext.Current.CancellationToken);
    }
}
