using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>Parses calls as Slack does and records violations of its conventions: https://docs.slack.dev/apis/web-api</summary>
internal sealed class LoopbackSlackRequestParser(LoopbackSlack slack)
{
    private static readonly string[] JsonArguments = ["blocks", "view", "metadata", "attachments"];

    /// <returns>The call, and the error code for its body; null: the body is valid.</returns>
    public async Task<(LoopbackSlackRequest Request, string? Error)> ReadAsync(HttpRequest http, LoopbackSlackMethod? method)
    {
        var name = (http.Path.Value ?? "").Trim('/');
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body);
        var arguments = new JsonObject();
        string? error = null;
        Add(arguments, http.Query.Select(pair => (pair.Key, pair.Value.ToString())));
        if (body.Length > 0)
        {
            error = Read(http, method, System.Text.Encoding.UTF8.GetString(body.ToArray()), ref arguments);
        }

        CheckTokenPlacement(http, name, body.ToArray());
        return (new LoopbackSlackRequest(name, slack.Time.GetUtcNow(), arguments), error);
    }

    private string? Read(HttpRequest http, LoopbackSlackMethod? method, string text, ref JsonObject arguments)
    {
        switch (http.ContentType?.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal))
        {
            case "application/json;charset=utf-8" or "application/json":
                if (http.ContentType!.Contains("charset", StringComparison.OrdinalIgnoreCase) is false)
                {
                    slack.AddViolation($"{method?.Name}: JSON without charset=utf-8, for which Slack sends the warning missing_charset");
                }

                if (method is { IsFormOnly: true })
                {
                    slack.AddViolation($"{method.Name} is a reading method, which ignores JSON");
                    return null;
                }

                return ReadJson(text, ref arguments);
            case "application/x-www-form-urlencoded" or "application/x-www-form-urlencoded;charset=utf-8":
                if (http.ContentType!.Contains("charset", StringComparison.OrdinalIgnoreCase))
                {
                    slack.AddViolation($"{method?.Name}: a form with a charset, for which Slack sends the warning superfluous_charset");
                }

                Add(arguments, QueryHelpers.ParseQuery(text).Select(pair => (pair.Key, pair.Value.ToString())));
                return null;
            default:
                slack.AddViolation($"{method?.Name}: Content-Type {http.ContentType}");
                return http.ContentType is null ? "missing_post_type" : "invalid_post_type";
        }
    }

    private static string? ReadJson(string text, ref JsonObject arguments)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            if (JsonNode.Parse(text, documentOptions: options) is not JsonObject parsed)
            {
                return "json_not_object";
            }

            arguments = parsed;
            return null;
        }
        catch (JsonException)
        {
            return "invalid_json";
        }
    }

    private static void Add(JsonObject arguments, IEnumerable<(string Name, string Value)> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            try
            {
                arguments[name] = JsonArguments.Contains(name) ? JsonNode.Parse(value) : value;
            }
            catch (JsonException)
            {
                arguments[name] = value;
            }
        }
    }

    private void CheckTokenPlacement(HttpRequest http, string name, byte[] body)
    {
        var sent = http.Path + http.QueryString.Value + Uri.UnescapeDataString(System.Text.Encoding.UTF8.GetString(body));
        if (sent.Contains(LoopbackSlack.BotToken, StringComparison.Ordinal)
            || sent.Contains(LoopbackSlack.AppToken, StringComparison.Ordinal))
        {
            slack.AddViolation($"{name}: a token in the address or the body");
        }
    }
}
