namespace AlertBot.Chat.Content;

/// <summary>Time since publication in words, for chats that do not count it themselves.</summary>
internal static class RelativeTime
{
    /// <summary>A date in the future (a feed's wrong clock) reads as just now.</summary>
    public static string Format(DateTimeOffset published, DateTimeOffset now) => (now - published) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} days ago",
    };
}
