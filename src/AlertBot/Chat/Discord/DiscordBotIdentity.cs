namespace AlertBot.Chat.Discord;

/// <summary>Who the bot is, as READY told.</summary>
internal sealed class DiscordBotIdentity
{
    private volatile string? _applicationId;
    private volatile string? _userId;

    /// <summary>
    /// Null until the first READY. One that does not name the application leaves its bot's id, which is the same for all but the oldest.
    /// </summary>
    public string? ApplicationId => _applicationId ?? _userId;

    public string? UserId => _userId;

    public void Update(string? applicationId, string? userId) =>
        (_applicationId, _userId) = (applicationId ?? _applicationId, userId ?? _userId);
}
