namespace AlertBot.Summaries.LanguageModel;

/// <summary>The language model gave no usable answer. The message gives the reason and the fix, and never contains the API key.</summary>
internal sealed class LanguageModelException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>The pause that the service requests; null when it requests none.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
