namespace AlertBot.Web;

/// <summary>The settings under <c>web</c>.</summary>
internal sealed record WebOptions
{
    /// <summary>The address of the ops page, health checks and metrics, without a path. Default: http://127.0.0.1:8080.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>
    /// A secret, required for the ops page and metrics if <see cref="Listen"/> is not a loopback address. Null: these are disabled then.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>A second address for inbound hooks only. Null: they are served on <see cref="Listen"/>.</summary>
    public Uri? Hooks { get; init; }

    /// <summary>The public address of <see cref="Hooks"/>. Null: hubs cannot reach it, so WebSub is off.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Safe for logs: does not contain the token.</summary>
    public override string ToString() => $"Web on {Listen}, {(Token is null ? "without" : "with")} token";
}
