using System.Text.Json;

namespace AlertBot.Testing.Discord.Validation;

/// <summary>
/// The limits of a message: https://docs.discord.com/developers/resources/message#create-message and #embed-object-embed-limits.
/// Mentions are allowed only by an explicit list of roles.
/// </summary>
internal static class DiscordMessageRules
{
    /// <summary>https://docs.discord.com/developers/resources/message#message-object-message-flags</summary>
    private const int IsComponentsV2 = 1 << 15;

    private static readonly Dictionary<string, int?> Create = AllowedMembers(("content", 2_000), ("nonce", 25), "enforce_nonce", "embeds",
        "allowed_mentions", "components", "flags", "message_reference", "tts");
    private static readonly Dictionary<string, int?> Edit = AllowedMembers("content", "embeds", "allowed_mentions", "components", "flags");
    private static readonly Dictionary<string, int?> Post =
        AllowedMembers(("content", 2_000), "embeds", "allowed_mentions", "components", "flags");
    private static readonly Dictionary<string, int?> Embed = AllowedMembers(
        ("title", 256), ("description", 4_096), ("url", 2_048), ("timestamp", 40), "color", "author", "footer", "fields", "image",
        "thumbnail");

    private static readonly Dictionary<string, int?> Author = AllowedMembers(("name", 256), ("url", 2_048), ("icon_url", 2_048));
    private static readonly Dictionary<string, int?> Footer = AllowedMembers(("text", 2_048), ("icon_url", 2_048));
    private static readonly Dictionary<string, int?> Picture = AllowedMembers(("url", 2_048));
    private static readonly Dictionary<string, int?> Field = AllowedMembers(("name", 256), ("value", 1_024), "inline");
    private static readonly Dictionary<string, int?> Mentions = AllowedMembers("parse", "roles", "users", "replied_user");

    /// <summary>Checks a message that the bot creates in a channel. Only these have a nonce.</summary>
    public static void CheckCreate(JsonElement message, DiscordBodyValidator shape)
    {
        Check(message, "", Create, shape, mayBeEmpty: false);
        if (DiscordBodyValidator.Length(message, "nonce") == 0 || !message.TryGetProperty("enforce_nonce", out var enforce)
            || enforce.ValueKind != JsonValueKind.True)
        {
            shape.AddError("nonce", "a message without nonce and enforce_nonce may be posted twice after an unclear result");
        }
    }

    /// <summary>Checks a forum post, a follow-up, or the response to an interaction.</summary>
    public static void CheckPost(JsonElement message, string path, DiscordBodyValidator shape) =>
        Check(message, path, Post, shape, mayBeEmpty: false);

    public static void CheckEdit(JsonElement message, DiscordBodyValidator shape)
    {
        Check(message, "", Edit, shape, mayBeEmpty: true);
        if (message.TryGetProperty("content", out var content))
        {
            shape.CheckText(content, "content", 0, 2_000);
        }
    }

    public static Dictionary<string, int?> AllowedMembers(params IReadOnlyList<Name> names) =>
        names.ToDictionary(name => name.Text, name => name.Max);

    private static void Check(JsonElement message, string path, Dictionary<string, int?> names, DiscordBodyValidator shape, bool mayBeEmpty)
    {
        shape.CheckObject(message, path, names);
        if (message.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        CheckMentions(message, path, shape);
        CheckEmbeds(message, path, shape);
        var isComponentsV2 = (DiscordBodyValidator.Number(message, "flags") & IsComponentsV2) != 0;
        if (message.TryGetProperty("components", out var components))
        {
            DiscordComponentRules.Check(components, DiscordBodyValidator.JoinPath(path, "components"), isComponentsV2, shape);
        }

        if (isComponentsV2 && (message.TryGetProperty("content", out _) || message.TryGetProperty("embeds", out _)))
        {
            shape.AddError(DiscordBodyValidator.JoinPath(path, "flags"), "a Components V2 message has neither content nor embeds");
        }

        var isEmpty = DiscordBodyValidator.Length(message, "content") == 0
            && !Has(message, "embeds")
            && !(isComponentsV2 && Has(message, "components"));
        if (!mayBeEmpty && isEmpty)
        {
            shape.AddError(DiscordBodyValidator.JoinPath(path, "content"), "Cannot send an empty message");
        }
    }

    private static void CheckMentions(JsonElement message, string path, DiscordBodyValidator shape)
    {
        var at = DiscordBodyValidator.JoinPath(path, "allowed_mentions");
        if (!message.TryGetProperty("allowed_mentions", out var mentions) || mentions.ValueKind != JsonValueKind.Object)
        {
            shape.AddError(at, "without allowed_mentions text can mention anyone");
            return;
        }

        shape.CheckObject(mentions, at, Mentions);
        if (!mentions.TryGetProperty("parse", out var parse) || parse.ValueKind != JsonValueKind.Array || parse.GetArrayLength() > 0)
        {
            shape.AddError(at + ".parse", "must be empty: only listed roles are mentioned");
        }

        if (mentions.TryGetProperty("users", out _) || mentions.TryGetProperty("replied_user", out _))
        {
            shape.AddError(at, "only roles are mentioned");
        }

        if (mentions.TryGetProperty("roles", out var roles))
        {
            foreach (var (role, place) in shape.CheckArray(roles, at + ".roles", 0, 100))
            {
                shape.CheckText(role, place, 1, 20);
            }
        }
    }

    private static void CheckEmbeds(JsonElement message, string path, DiscordBodyValidator shape)
    {
        if (!message.TryGetProperty("embeds", out var embeds))
        {
            return;
        }

        var total = 0;
        foreach (var (embed, at) in shape.CheckArray(embeds, DiscordBodyValidator.JoinPath(path, "embeds"), 0, 10))
        {
            total += CheckEmbed(embed, at, shape);
        }

        if (total > 6_000)
        {
            shape.AddError(DiscordBodyValidator.JoinPath(path, "embeds"), "Embed size exceeds maximum size of 6000");
        }
    }

    /// <returns>The code points that count towards the limit of 6,000.</returns>
    private static int CheckEmbed(JsonElement embed, string path, DiscordBodyValidator shape)
    {
        shape.CheckObject(embed, path, Embed);
        if (embed.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        CheckUrls(embed, path, shape);
        var total = DiscordBodyValidator.Length(embed, "title") + DiscordBodyValidator.Length(embed, "description");
        foreach (var (name, names, text) in new[] { ("author", Author, "name"), ("footer", Footer, "text"), ("image", Picture, "url"),
            ("thumbnail", Picture, "url") })
        {
            if (embed.TryGetProperty(name, out var inner))
            {
                shape.CheckObject(inner, $"{path}.{name}", names);
                CheckUrls(inner, $"{path}.{name}", shape);
                total += text == "url" ? 0 : DiscordBodyValidator.Length(inner, text);
            }
        }

        var fields = embed.TryGetProperty("fields", out var all) ? shape.CheckArray(all, path + ".fields", 1, 25).ToList() : [];
        foreach (var (field, at) in fields)
        {
            shape.CheckObject(field, at, Field);
            total += DiscordBodyValidator.Length(field, "name") + DiscordBodyValidator.Length(field, "value");
            if (DiscordBodyValidator.Length(field, "name") == 0 || DiscordBodyValidator.Length(field, "value") == 0)
            {
                shape.AddError(at, "This field is required");
            }
        }

        if (DiscordBodyValidator.Number(embed, "color") is < 0 or > 0xFFFFFF)
        {
            shape.AddError(path + ".color", "int value should be less than or equal to 16777215.");
        }

        return total;
    }

    private static void CheckUrls(JsonElement value, string path, DiscordBodyValidator shape)
    {
        foreach (var name in new[] { "url", "icon_url" })
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var url))
            {
                shape.CheckUrl(url, $"{path}.{name}");
            }
        }
    }

    private static bool Has(JsonElement message, string name) =>
        message.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0;

    /// <summary>The name of an allowed member.</summary>
    /// <param name="Max">Limits a text in code points; null: the member is not a text.</param>
    internal readonly record struct Name(string Text, int? Max)
    {
        public static implicit operator Name(string text) => new(text, null);

        public static implicit operator Name((string Text, int Max) name) => new(name.Text, name.Max);
    }
}
