using System.Net;
using System.Text;
using AlertBot.Testing;

namespace AlertBot.Tests.Testing;

public class LoopbackLanguageModelTests
{
    private const string Body = """{"model":"harbour-small:1b","messages":[{"role":"user","content":"Hello"}]}""";

    [Fact]
    public async Task A_valid_request_is_recorded_and_gets_the_set_answer()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();
        model.RespondWith("Good morning.");

        var (status, answer) = await PostAsync(model, Body, LoopbackLanguageModel.Key);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"content\":\"Good morning.\"", answer, StringComparison.Ordinal);
        Assert.Equal("harbour-small:1b", Assert.Single(model.Requests).GetProperty("model").GetString());
        Assert.Empty(model.Violations);
    }

    [Theory]
    [InlineData("""{"model":"other","messages":[{"role":"user","content":"Hello"}]}""", LoopbackLanguageModel.Key, "model")]
    [InlineData("""{"model":"harbour-small:1b","messages":[{"role":"tool","content":"Hello"}]}""", LoopbackLanguageModel.Key, "messages")]
    [InlineData("""{"model":"harbour-small:1b","messages":[],"stream":true}""", LoopbackLanguageModel.Key, "unknown stream")]
    [InlineData("""{"model":"harbour-small:1b","messages":[],"temperature":3}""", LoopbackLanguageModel.Key, "temperature")]
    [InlineData(Body, "another-key", "Bearer another-key AlertBot/1.0")]
    public async Task A_request_that_violates_the_API_is_refused_and_recorded(string body, string key, string violation)
    {
        await using var model = await LoopbackLanguageModel.StartAsync();

        var (status, _) = await PostAsync(model, body, key);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([violation], model.Violations);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_failure_is_a_status_code_or_a_broken_answer()
    {
        await using var model = await LoopbackLanguageModel.StartAsync();

        model.Fail("401");
        var (unauthorized, _) = await PostAsync(model, Body, LoopbackLanguageModel.Key);
        model.Fail("no choices");
        var (_, empty) = await PostAsync(model, Body, LoopbackLanguageModel.Key);
        model.Fail("reset");

        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized);
        Assert.Equal("""{"choices":[]}""", empty);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(model, Body, LoopbackLanguageModel.Key));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(LoopbackLanguageModel model, string body, string key)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("AlertBot/1.0");
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync(
            model.Server.UrlOf("/v1/chat/completions"), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
