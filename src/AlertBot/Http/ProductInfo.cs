namespace AlertBot.Http;

/// <summary>
/// Name, version and project address that AlertBot sends to servers, so that their operators can find out who polls them.
/// </summary>
internal static class ProductInfo
{
    public const string ProjectUrl = "https://github.com/alertbot/alertbot";

    public static string Version { get; } = typeof(ProductInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string UserAgent { get; } = $"AlertBot/{Version} (+{ProjectUrl})";
}
