using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Testing.Discord.Validation;

namespace AlertBot.Tests.Chat.Discord.Interactions;

public class DiscordCommandDefinitionTests
{
    private static readonly CommandSpec[] Specs =
    [
        new("subscribe", "This channel gets a topic", [
            new OptionSpec("ping", "Who is pinged", OptionKind.Role),
            new OptionSpec("topic", "Which topic", OptionKind.Topic, IsRequired: true),
            new OptionSpec("mode", "How", OptionKind.Choice) { Choices = ["instant", "digest"] }]),
        new("latest", "The newest stories", [new OptionSpec("count", "How many", OptionKind.Number) { Min = 1, Max = 5 }]),
        new("topic add", "Adds a topic", [
            new OptionSpec("name", "Its name", OptionKind.Text, IsRequired: true) { MaxLength = 40 },
            new OptionSpec("query", "What it looks for", OptionKind.Text, IsRequired: true) { MaxLength = 1_000 }]) { HasForm = true },
        new("topic list", "All topics", []),
        new("help", "What there is", []),
    ];

    [Fact]
    public void All_commands_are_one_with_subcommands_and_groups_for_guilds()
    {
        var root = Assert.Single(Definition().EnumerateArray());

        Assert.Equal(("news", 1, "[0]", "[0]"),
            (root.GetProperty("name").GetString(), root.GetProperty("type").GetInt32(), root.GetProperty("contexts").GetRawText(),
                root.GetProperty("integration_types").GetRawText()));
        Assert.Equal(["subscribe:1", "latest:1", "topic:2", "help:1"],
            root.GetProperty("options").EnumerateArray().Select(o => $"{o.GetProperty("name")}:{o.GetProperty("type")}"));
        Assert.Equal(["add", "list"],
            root.GetProperty("options")[2].GetProperty("options").EnumerateArray().Select(o => o.GetProperty("name").GetString()));
        Assert.False(root.TryGetProperty("default_member_permissions", out _));
    }

    [Fact]
    public void Options_have_types_and_required_ones_come_first()
    {
        var root = Definition()[0].GetProperty("options");

        Assert.Equal(
            """[{"type":3,"name":"topic","description":"Which topic","required":true,"autocomplete":true,"max_length":200},{"type":8,"name":"ping","description":"Who is pinged"},{"type":3,"name":"mode","description":"How","choices":[{"name":"instant","value":"instant"},{"name":"digest","value":"digest"}]}]""",
            root[0].GetProperty("options").GetRawText());
        Assert.Equal("""[{"type":4,"name":"count","description":"How many","min_value":1,"max_value":5}]""",
            root[1].GetProperty("options").GetRawText());
    }

    [Fact]
    public void Options_a_form_can_ask_for_are_optional_in_Discord()
    {
        var add = Definition()[0].GetProperty("options")[2].GetProperty("options")[0];

        Assert.All(add.GetProperty("options").EnumerateArray(), option => Assert.False(option.TryGetProperty("required", out _)));
    }

    [Fact]
    public void Discord_accepts_the_definition()
    {
        var shape = new DiscordBodyValidator();

        DiscordCommandRules.Check(Definition(), shape);

        Assert.Empty(shape.Errors);
    }

    [Fact]
    public void Defaults_added_by_Discord_do_not_count_as_changes()
    {
        var theirs = (JsonArray)JsonNode.Parse(DiscordCommandDefinition.ToJson(Specs))!;
        var root = (JsonObject)theirs[0]!;
        foreach (var (name, value) in new (string, string)[]
        {
            ("id", "\"1\""), ("application_id", "\"2\""), ("version", "\"3\""), ("default_member_permissions", "null"), ("nsfw", "false"),
            ("dm_permission", "false"),
            ("name_localizations", "null"), ("description_localizations", "{}"), ("name_localized", "\"news\""), ("handler", "1"),
            ("new_of_2027", "true"),
        })
        {
            root[name] = JsonNode.Parse(value);
        }

        foreach (var option in Options(root))
        {
            option["required"] ??= false;
            option["name_localizations"] = null;
            option["options"] ??= new JsonArray();
            if (option["max_value"] is { } max)
            {
                option["max_value"] = JsonNode.Parse(max.ToJsonString() + ".0");
            }
        }

        Assert.True(DiscordCommandComparer.AreSame(Definition(), JsonSerializer.SerializeToElement(theirs)));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{}""")]
    [InlineData("""null""")]
    public void A_missing_command_counts_as_a_change(string theirs)
    {
        Assert.False(DiscordCommandComparer.AreSame(Definition(), JsonDocument.Parse(theirs).RootElement));
    }

    [Fact]
    public void Every_change_is_detected()
    {
        var changes = new Action<JsonObject>[]
        {
            root => root["description"] = "other",
            root => root["contexts"] = new JsonArray(0, 1),
            root => root["default_member_permissions"] = "32",
            root => root["name_localizations"] = new JsonObject { ["de"] = "nachrichten" },
            root => ((JsonArray)root["options"]!).RemoveAt(4 - 1),
            root => ((JsonArray)root["options"]!).Add(JsonNode.Parse("""{"type": 1, "name": "more", "description": "d"}""")),
            root => root["options"]![0]!["options"]![0]!["required"] = false,
            root => root["options"]![0]!["options"]![0]!["autocomplete"] = false,
            root => root["options"]![0]!["options"]![2]!["choices"]![1]!["value"] = "daily",
            root => root["options"]![1]!["options"]![0]!["max_value"] = 6,
            root => root["options"]![1]!["options"]![0]!["type"] = 3,
            root => root["options"]![2]!["options"]![0]!["options"]![0]!["max_length"] = 41,
        };

        foreach (var change in changes)
        {
            var theirs = (JsonArray)JsonNode.Parse(DiscordCommandDefinition.ToJson(Specs))!;
            change((JsonObject)theirs[0]!);
            Assert.False(DiscordCommandComparer.AreSame(Definition(), JsonSerializer.SerializeToElement(theirs)), theirs.ToJsonString());
        }
    }

    private static JsonElement Definition() => JsonDocument.Parse(DiscordCommandDefinition.ToJson(Specs)).RootElement;

    private static IEnumerable<JsonObject> Options(JsonObject parent) =>
        parent["options"] is JsonArray options ? [.. options.OfType<JsonObject>().SelectMany(option => Options(option).Prepend(option))]
            : [];
}
