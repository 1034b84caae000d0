namespace AlertBot.Chat.Commands;

/// <summary>Values for an option that someone is typing, from memory.</summary>
internal sealed class Suggestions
{
    public IReadOnlyList<Suggestion> For(Caller caller, OptionSpec option, string typed) => throw new NotImplementedException();
}
