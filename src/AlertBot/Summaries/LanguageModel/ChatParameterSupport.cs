namespace AlertBot.Summaries.LanguageModel;

/// <summary>Which of the optional words a service takes, as its refusals taught.</summary>
internal sealed class ChatParameterSupport
{
    private volatile bool _supportsMaxTokens = true;
    private volatile bool _supportsTemperature = true;

    /// <summary>The limit is called <c>max_tokens</c>; else <c>max_completion_tokens</c>.</summary>
    public bool SupportsMaxTokens => _supportsMaxTokens;

    public bool SupportsTemperature => _supportsTemperature;

    /// <param name="refusal">The body of a 400.</param>
    /// <param name="hadMaxTokens">The refused request named the limit so.</param>
    /// <param name="hadTemperature">The refused request held one.</param>
    /// <returns>Whether asking again in other words may help; each word is given up once.</returns>
    public bool TryAdapt(string refusal, bool hadMaxTokens, bool hadTemperature)
    {
        if (hadMaxTokens && refusal.Contains("max_tokens", StringComparison.Ordinal))
        {
            _supportsMaxTokens = false;
            return true;
        }

        if (hadTemperature && refusal.Contains("temperature", StringComparison.Ordinal))
        {
            _supportsTemperature = false;
            return true;
        }

        return false;
    }
}
