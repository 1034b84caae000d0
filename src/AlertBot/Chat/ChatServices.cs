using AlertBot.Chat.Webhooks;

namespace AlertBot.Chat;

/// <summary>Registers the senders of each platform.</summary>
internal static class ChatServices
{
    /// <param name="output">Where the console shows its alerts.</param>
    public static IServiceCollection AddChat(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks, TextWriter output) => services
        .AddSingleton(webhooks)
        .AddSingleton(output);
}
