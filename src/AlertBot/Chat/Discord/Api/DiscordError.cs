using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Http;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// The body of an answer that is an error, as far as it says something: https://docs.discord.com/developers/reference#error-messages
/// </summary>
/// <param name="Code">0 where there is none.</param>
/// <param name="RetryAfter">Of a 429: finer than the header.</param>
internal sealed record DiscordError(string Message, int Code, TimeSpan? RetryAfter, bool IsGlobal, JsonElement? Errors)
{
    /// <summary>So many of its details are told.</summary>
    private const int MaxDetails = 3;

    /// <summary>The form Discord requires: https://docs.discord.com/developers/reference#user-agent</summary>
    public static string UserAgent { get; } = $"DiscordBot ({ProductInfo.ProjectUrl}, {ProductInfo.Version})";

    /// <returns>Null where the body is no error of Discord's, such as a page of the network in front of it.</returns>
    public static DiscordError? Parse(string body) => JsonFields.Parse(body) is { ValueKind: JsonValueKind.Object } json
        ? new DiscordError(
            json.Text("message") ?? "",
            (int)(json.Number("code") ?? 0),
            json.Field("retry_after") is { ValueKind: JsonValueKind.Number } retry && retry.GetDouble() is >= 0 and <= 1e9 and var seconds
                ? TimeSpan.FromSeconds(seconds) : null,
            json.Flag("global"),
            json.Field("errors"))
        : null;

    /// <summary>“Invalid Form Body: embeds.0.title: Must be 256 or fewer in length.”</summary>
    public string Describe()
    {
        var details = Errors is { ValueKind: JsonValueKind.Object } errors ? Details(errors, "") : [];
        return string.Join(": ", new[] { Message }.Concat(details.Take(MaxDetails)).Where(t => t.Length > 0));
    }

    private static IEnumerable<string> Details(JsonElement errors, string path)
    {
        foreach (var member in errors.EnumerateObject())
        {
            if (member.NameEquals("_errors") && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var e in member.Value.EnumerateArray()
                    .Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("message", out _)))
                {
                    yield return $"{path}: {e.GetProperty("message")}";
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var deeper in Details(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
                {
                    yield return deeper;
                }
            }
        }
    }
}
