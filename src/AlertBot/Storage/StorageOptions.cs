namespace AlertBot.Storage;

/// <summary>The settings under <c>storage</c>.</summary>
internal sealed record StorageOptions
{
    /// <summary>The connection string of an SQLite file. Default: <c>Data Source=data/alertbot.db</c>.</summary>
    public string Connection { get; init; } = "Data Source=data/alertbot.db";

    /// <summary>How long articles and stories are kept. Default: 30 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);
}
