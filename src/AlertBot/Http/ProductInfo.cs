namespace AlertBot.Http;

/// <summary>What the bot calls itself to servers: honestly, so that an operator of one can find out whom to ask.</summary>
internal static class ProductInfo
{
    public const string ProjectUrl = "https://github.com/alertbot/alertbot";

    public static string Version { get; } = typeof(ProductInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string UserAgent { get; } = $"AlertBot/{Version} (+{ProjectUrl})";
}
