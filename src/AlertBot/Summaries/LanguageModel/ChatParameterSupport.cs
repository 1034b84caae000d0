namespace AlertBot.Summaries.LanguageModel;

/// <summary>Which optional parameters a service accepts, learned from its error responses. Thread-safe.</summary>
internal sealed class ChatParameterSupport
{
    private volatile bool _supportsMaxTokens = true;
    private volatile bool _supportsTemperature = true;

    /// <summary>The service accepts <c>max_tokens</c>. Otherwise, <c>max_completion_tokens</c> is sent.</summary>
    public bool SupportsMaxTokens => _supportsMaxTokens;

    public bool SupportsTemperature => _supportsTemperature;

    /// <param name="error">The body of the 400 response.</param>
    /// <param name="hadMaxTokens">The request contained <c>max_tokens</c>.</param>
    /// <param name="hadTemperature">The request contained <c>temperature</c>.</param>
    /// <returns>True when the request may succeed with the parameters that are sent from now on.</returns>
    public bool TryAdapt(string error, bool hadMaxTokens, bool hadTemperature)
    {
        if (hadMaxTokens && error.Contains("max_tokens", StringComparison.Ordinal))
        {
            _supportsMaxTokens = false;
            return true;
        }

        if (hadTemperature && error.Contains("temperature", StringComparison.Ordinal))
        {
            _supportsTemperature = false;
            return true;
        }

        return false;
    }
}
