namespace AlertBot.Web;

/// <summary>One thing that must work before the service is of use, asked at every <c>/readyz</c>.</summary>
internal interface IReadinessCheck
{
    /// <summary>Name of the check, such as <c>database</c>. It begins the line that reports a problem.</summary>
    string Name { get; }

    /// <summary>
    /// Null when all is well, else one sentence for a person. Anyone who reaches the address reads it: no secrets, no connection strings.
    /// </summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
