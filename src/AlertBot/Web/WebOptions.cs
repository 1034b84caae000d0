namespace AlertBot.Web;

/// <summary>The settings under <c>web</c>.</summary>
internal sealed record WebOptions
{
    /// <summary>Address of the ops page, health and metrics, without a path. Default: http://127.0.0.1:8080.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>A secret, needed for the ops page and metrics where <see cref="Listen"/> is not loopback. Null: none.</summary>
    public string? Token { get; init; }

    /// <summary>A second address for inbound hooks only. Null: none.</summary>
    public Uri? Hooks { get; init; }

    /// <summary>How the outside reaches <see cref="Hooks"/>. Null: it does not.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => $"Web on {Listen}, {(Token is null ? "without" : "with")} token";
}
