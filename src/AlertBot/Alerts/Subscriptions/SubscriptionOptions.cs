namespace AlertBot.Alerts.Subscriptions;

/// <summary>An item of the settings under <c>subscriptions</c>: the topics that a destination follows, and how alerts are posted.</summary>
/// <param name="Topics">Names of existing topics, in the spelling of the topics.</param>
internal sealed record SubscriptionOptions(DestinationAddress Destination, IReadOnlyList<string> Topics)
{
    /// <summary>The default of <see cref="MaxPerHour"/>.</summary>
    public const int DefaultMaxPerHour = 20;

    /// <summary>Id of the role or user group that each alert mentions. Default: null, none.</summary>
    public string? Ping { get; init; }

    /// <summary>Whether alerts are posted at once or as a digest. Default: instant.</summary>
    public SubscriptionMode Mode { get; init; } = SubscriptionMode.Instant;

    /// <summary>Time of day of the digest, in <see cref="TimeZone"/>. Default: null, 08:00.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>The days on which the digest or alerts are posted. Default: all.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The time zone of times of day. Default: null, <c>news.timeZone</c>.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The time of day in which nothing is posted. Default: null, none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>What happens to an alert when its story grows. Default: edit.</summary>
    public AlertUpdates Updates { get; init; } = AlertUpdates.Edit;

    /// <summary>The number of feeds that must report a story before it is posted. Default: 1.</summary>
    public int MinSources { get; init; } = 1;

    /// <summary>BCP 47 tags of the languages that are posted. Default: all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Names or labels of the feeds that are posted. Default: all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Names or labels of feeds that are not posted. Default: none.</summary>
    public IReadOnlyList<string> ExcludedSources { get; init; } = [];

    /// <summary>The maximum number of alerts an hour; further ones become one digest message. Default: 20.</summary>
    public int MaxPerHour { get; init; } = DefaultMaxPerHour;

    /// <summary>Whether the destination gets notices of failing feeds and topics. Default: yes.</summary>
    public bool Notices { get; init; } = true;
}

/// <summary>Whether alerts are posted one by one or collected in a digest.</summary>
internal enum SubscriptionMode
{
    Instant,
    Digest,
}

/// <summary>What happens to an alert when its story grows: its message is edited, a reply is posted in its thread, or nothing.</summary>
internal enum AlertUpdates
{
    Edit,
    Thread,
    Off,
}
