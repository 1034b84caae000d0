namespace AlertBot.Storage;

/// <summary>
/// The right to work on a row until an instant. A commit names the token, so a worker that overslept its lease changes nothing.
/// </summary>
internal readonly record struct Lease(string Token, DateTimeOffset Until)
{
    /// <summary>Longer than any piece of work takes with its own time limits; a killed worker's rows come back after it.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(90);

    public static Lease StartingAt(DateTimeOffset now) => new(Guid.NewGuid().ToString("N"), now + Duration);
}
