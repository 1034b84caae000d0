using System.Net;

namespace AlertBot.Http;

/// <summary>The settings under <c>network</c> and the request limits under <c>polling</c>.</summary>
internal sealed record NetworkOptions
{
    /// <summary>Private ranges that feeds and pages may reach, on any port. Default: none.</summary>
    public IReadOnlyList<IPNetwork> AllowedRanges { get; init; } = [];

    /// <summary>Ports that may be reached. Default: 80, 443, 8080, 8443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [80, 443, 8080, 8443];

    /// <summary>The User-Agent header. Null: AlertBot/version and the project's address.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Limit of one fetch including redirects and body. Default: 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Largest body after decompression. Default: 10 MB.</summary>
    public long MaxBodyBytes { get; init; } = 10_000_000;

    /// <summary>Concurrent requests to all hosts together. Default: 64.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Concurrent requests to one host (name and port). Default: 1.</summary>
    public int PerHostConcurrency { get; init; } = 1;
}
