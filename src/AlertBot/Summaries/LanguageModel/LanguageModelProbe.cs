using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Requests one word from the language model, to check the settings.</summary>
internal static class LanguageModelProbe
{
    private static readonly ChatOptions Options = new() { Temperature = 0, MaxOutputTokens = 2_000 };

    public static async Task<ProbeResult> ProbeAsync(SummaryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler();
        LanguageModelServices.ConfigureHandler(handler);
        using var model = new ChatCompletionsClient(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, options);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var name = $"summaries: {options}";
        var started = time.GetTimestamp();
        try
        {
            await model.GetResponseAsync([new ChatMessage(ChatRole.User, "Answer with the one word: ready")], Options, linked.Token);
            return new ProbeResult($"{name} answered in {time.GetElapsedTime(started).TotalMilliseconds:0} ms", null);
        }
        catch (LanguageModelException e)
        {
            return new ProbeResult(name, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(name,
                $"no answer within {options.Timeout.TotalSeconds:0} s; use a smaller model or a longer summaries.timeout (the first "
                    + "answer after a start is the slowest)");
        }
    }

    /// <param name="Problem">What failed and how to fix it; null when the model answered.</param>
    internal sealed record ProbeResult(string Description, string? Problem);
}
