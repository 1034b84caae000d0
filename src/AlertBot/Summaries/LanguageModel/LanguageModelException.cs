namespace AlertBot.Summaries.LanguageModel;

/// <summary>The language model gave no answer that can be read. The message says why with the mend, and never holds the key.</summary>
internal sealed class LanguageModelException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>So long the service wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
