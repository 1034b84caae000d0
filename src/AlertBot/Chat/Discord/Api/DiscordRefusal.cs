using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>Discord refused a request.</summary>
/// <param name="Code">Discord's error code, see <see cref="DiscordErrorCodes"/>; 0 where it gave none.</param>
internal sealed record DiscordRefusal(int Status, int Code, string Reason) : PlatformResult.Refused(Reason);
