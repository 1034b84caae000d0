using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Asks the language model for one word, to see whether the settings are right.</summary>
internal static class LanguageModelProbe
{
    private static readonly ChatOptions Options = new() { Temperature = 0, MaxOutputTokens = 2_000 };

    public static async Task<ProbeResult> ProbeAsync(SummaryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler();
        LanguageModelServices.ConfigureHandler(handler);
        using var model = new ChatCompletionsClient(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, options);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var name = $"summaries: {options}";
        var begun = time.GetTimestamp();
        try
        {
            await model.GetResponseAsync([new ChatMessage(ChatRole.User, "Answer with the one word: ready")], Options, either.Token);
            return new ProbeResult($"{name} answers in {time.GetElapsedTime(begun).TotalMilliseconds:0} ms", null);
        }
        catch (LanguageModelException e)
        {
            return new ProbeResult(name, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(name,
                $"it does not answer within {options.Timeout.TotalSeconds:0} s: a smaller model, or a longer summaries.timeout, may "
                    + $"help (the first answer after a start is the slowest)");
        }
    }

    /// <param name="Problem">Null when all is well.</param>
    internal sealed record ProbeResult(string Description, string? Problem);
}
