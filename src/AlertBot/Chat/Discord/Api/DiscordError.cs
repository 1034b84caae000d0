using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// The body of an error response: https://docs.discord.com/developers/reference#error-messages
/// </summary>
/// <param name="Code">See <see cref="DiscordErrorCodes"/>; 0 where there is none.</param>
/// <param name="RetryAfter">Of a 429. Has fractions of a second, which the header lacks.</param>
/// <param name="Errors">The errors of single fields, nested as the fields are.</param>
internal sealed record DiscordError(string Message, int Code, TimeSpan? RetryAfter, bool IsGlobal, JsonElement? Errors)
{
    /// <summary>Limits the field errors that are shown: the first ones show what is wrong.</summary>
    private const int MaxDetails = 3;

    /// <returns>Null for a body that is not JSON, such as a page of the network in front of Discord.</returns>
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
        var details = Errors is { ValueKind: JsonValueKind.Object } errors ? ReadDetails(errors, "") : [];
        return string.Join(": ", details.Take(MaxDetails).Prepend(Message).Where(part => part.Length > 0));
    }

    private static IEnumerable<string> ReadDetails(JsonElement errors, string path)
    {
        foreach (var member in errors.EnumerateObject())
        {
            if (member.NameEquals("_errors"))
            {
                foreach (var message in errors.Items("_errors").Select(error => error.Text("message")).OfType<string>())
                {
                    yield return $"{path}: {message}";
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var detail in ReadDetails(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
                {
                    yield return detail;
                }
            }
        }
    }
}
