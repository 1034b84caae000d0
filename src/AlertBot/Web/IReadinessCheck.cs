namespace AlertBot.Web;

/// <summary>A dependency that must work for the service to be ready. Checked at every request to <c>/readyz</c>.</summary>
internal interface IReadinessCheck
{
    /// <summary>Name of the check, such as <c>database</c>. It begins the line that reports a problem.</summary>
    string Name { get; }

    /// <summary>
    /// Null when the dependency works, otherwise one sentence. It is public: it must not contain secrets or connection strings.
    /// </summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
