using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>One parsed request to the loopback Discord.</summary>
/// <param name="Path">Without <c>/api/v10</c> and without the query.</param>
/// <param name="Body">Undefined where there was no body.</param>
internal sealed record LoopbackDiscordRequest(string Method, string Path, IQueryCollection Query, JsonElement Body)
{
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Method and path without ids: “POST /channels/*/messages”.</summary>
    public string Route => $"{Method} /{string.Join('/', Segments.Select((part, i) => IsId(i) ? "*" : part))}";

    /// <summary>The channel, guild, or webhook with token that limits are counted for; empty for other routes.</summary>
    public string TopLevelResource => Segments switch
    {
        ["channels" or "guilds", var id, ..] => id,
        ["webhooks" or "interactions", var id, var token, ..] => $"{id}/{token}",
        _ => "",
    };

    /// <summary>A token in the path authorizes the request: interaction callbacks and webhooks.</summary>
    public bool UsesPathToken => Segments is ["interactions", _, _, "callback"] or ["webhooks", _, _, ..];

    public override string ToString() => $"{Route} {TopLevelResource}";

    private bool IsId(int i) => Segments[i].All(char.IsAsciiDigit) || (i == 2 && (Segments[0] is "webhooks" or "interactions"));
}
