namespace AlertBot.Chat.Discord;

/// <summary>The ids of the bot, as READY names them.</summary>
internal sealed class DiscordBotIdentity
{
    private volatile string? _applicationId;
    private volatile string? _userId;

    /// <summary>
    /// Null until the first READY. Where READY names no application, the bot user's id, which is the same for all but the oldest
    /// applications.
    /// </summary>
    public string? ApplicationId => _applicationId ?? _userId;

    public string? UserId => _userId;

    /// <summary>Null keeps the present id.</summary>
    public void Update(string? applicationId, string? userId)
    {
        _applicationId = applicationId ?? _applicationId;
        _userId = userId ?? _userId;
    }
}
