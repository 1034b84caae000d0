namespace AlertBot.Alerts.Subscriptions;

/// <summary>One of the settings under <c>subscriptions</c>: the topics that a destination gets, and how.</summary>
/// <param name="Topics">Names of topics that exist, as the topics write them.</param>
internal sealed record SubscriptionOptions(DestinationAddress Destination, IReadOnlyList<string> Topics)
{
    /// <summary>Most alerts an hour where a subscription does not say it.</summary>
    public const int DefaultMaxPerHour = 20;

    /// <summary>Id of the role or user group that each alert mentions. Null: nobody is mentioned.</summary>
    public string? Ping { get; init; }

    /// <summary>Default: instant.</summary>
    public SubscriptionMode Mode { get; init; } = SubscriptionMode.Instant;

    /// <summary>Time of day of the digest, in <see cref="TimeZone"/>. Null: 08:00.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>The days of the digest, or of alerts where <see cref="Mode"/> is instant. Default: all.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Null: <c>news.timeZone</c>.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Hours in which nothing is posted. Null: none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>What becomes of an alert as its story grows. Default: edit.</summary>
    public AlertUpdates Updates { get; init; } = AlertUpdates.Edit;

    /// <summary>A story is told when so many feeds have it. Default: 1.</summary>
    public int MinSources { get; init; } = 1;

    /// <summary>BCP 47 tags of the languages that are told. Default: all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Names or labels of the feeds that are told. Default: all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Names or labels of feeds that are not told. Default: none.</summary>
    public IReadOnlyList<string> ExcludedSources { get; init; } = [];

    /// <summary>What is beyond it becomes one digest message. Default: 20.</summary>
    public int MaxPerHour { get; init; } = DefaultMaxPerHour;

    /// <summary>Whether the destination hears of feeds and topics that fail. Default: yes.</summary>
    public bool Notices { get; init; } = true;
}

/// <summary>Whether alerts come one by one or gathered.</summary>
internal enum SubscriptionMode
{
    Instant,
    Digest,
}

/// <summary>What becomes of an alert as its story grows: its message is edited, a reply follows in its thread, or nothing.</summary>
internal enum AlertUpdates
{
    Edit,
    Thread,
    Off,
}
