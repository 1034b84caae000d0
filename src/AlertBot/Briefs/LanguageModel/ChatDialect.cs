namespace AlertBot.Briefs.LanguageModel;

/// <summary>Which of the optional words a service takes, as its refusals taught.</summary>
internal sealed class ChatDialect
{
    private volatile bool _takesMaxTokens = true;
    private volatile bool _takesTemperature = true;

    /// <summary>The limit is called <c>max_tokens</c>; else <c>max_completion_tokens</c>.</summary>
    public bool TakesMaxTokens => _takesMaxTokens;

    public bool TakesTemperature => _takesTemperature;

    /// <param name="refusal">The body of a 400.</param>
    /// <param name="hadMaxTokens">The refused request named the limit so.</param>
    /// <param name="hadTemperature">The refused request held one.</param>
    /// <returns>Whether asking again in other words may help; each word is given up once.</returns>
    public bool TryLearn(string refusal, bool hadMaxTokens, bool hadTemperature)
    {
        if (hadMaxTokens && refusal.Contains("max_tokens", StringComparison.Ordinal))
        {
            _takesMaxTokens = false;
            return true;
        }

        if (hadTemperature && refusal.Contains("temperature", StringComparison.Ordinal))
        {
            _takesTemperature = false;
            return true;
        }

        return false;
    }
}
