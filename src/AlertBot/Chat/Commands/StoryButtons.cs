namespace AlertBot.Chat.Commands;

/// <summary>What the buttons of a card do.</summary>
internal sealed class StoryButtons
{
    public Task<Reply> PressAsync(Caller caller, string action, CancellationToken cancellationToken) => throw new NotImplementedException();
}
