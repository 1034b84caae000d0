namespace AlertBot.Storage;

/// <summary>
/// The exclusive right to process a row until an instant. A commit names the token, so that a worker whose lease has expired changes
/// nothing.
/// </summary>
internal readonly record struct Lease(string Token, DateTimeOffset Until)
{
    /// <summary>
    /// Longer than the time limits of any single item. Rows of a killed worker are claimed again after it.
    /// </summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(90);

    public static Lease StartingAt(DateTimeOffset now) => new(Guid.NewGuid().ToString("N"), now + Duration);
}
