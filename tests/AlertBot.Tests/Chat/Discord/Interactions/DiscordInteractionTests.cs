using System.Text.Json;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord.Interactions;

namespace AlertBot.Tests.Chat.Discord.Interactions;

public class DiscordInteractionTests
{
    private const string Head = """
        "id": "11", "application_id": "12", "token": "a-token-of-15-minutes", "guild_id": "13", "channel_id": "14", "member": {"user": {"id": "15"}, "permissions": "32"}
        """;

    [Fact]
    public void A_command_is_parsed_with_path_options_and_caller()
    {
        var interaction = Parse(2,
            """{"name": "news", "options": [{"type": 2, "name": "topic", "options": [{"type": 1, "name": "add", "options": [{"type": 3, "name": "name", "value": "truce"}, {"type": 4, "name": "count", "value": 3}]}]}]}""");

        Assert.Equal(("topic add", "truce", "3"), (interaction.Path, interaction.Options["name"], interaction.Options["count"]));
        Assert.Equal(("13", new DestinationAddress("discord", "14"), "15", true),
            (interaction.Caller!.Workspace, interaction.Caller.Channel, interaction.Caller.UserId, interaction.Caller.IsManager));
    }

    [Theory]
    [InlineData("32", true)]
    [InlineData("8", true)]
    [InlineData("2147483647", true)]
    [InlineData("9007199254741032", true)]
    [InlineData("16", false)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    [InlineData("99999999999999999999999", false)]
    public void A_manager_has_Manage_Server_or_is_an_administrator(string permissions, bool expected)
    {
        var head = Head.Replace("\"32\"", $"\"{permissions}\"");

        Assert.Equal(expected, Parse(3, """{"custom_id": "news1:why:7"}""", head).Caller!.IsManager);
    }

    [Fact]
    public void A_partially_typed_option_is_parsed()
    {
        var interaction = Parse(4,
            """{"name": "news", "options": [{"type": 1, "name": "latest", "options": [{"type": 4, "name": "count", "value": 2}, {"type": 3, "name": "topic", "value": "cea", "focused": true}]}]}""");

        Assert.Equal(("latest", "topic", "cea"), (interaction.Path, interaction.FocusedOption, interaction.Options["topic"]));
    }

    [Theory]
    [InlineData("""{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "query", "value": "truce"}}""")]
    [InlineData("""{"type": 1, "components": [{"type": 4, "custom_id": "query", "value": "truce"}]}""")]
    public void Form_fields_are_parsed_from_labels_and_action_rows(string component)
    {
        var interaction = Parse(5,
            $$"""{"custom_id": "form1:topic add", "components": [{{component}}, {"type": 10}, {"type": 18, "component": {"custom_id": "name", "value": ""} }]}""");

        Assert.Equal("topic add", DiscordModal.ParseCommandPath(interaction.CustomId));
        Assert.Equal(("query", "truce"), Assert.Single(interaction.Options.Select(option => (option.Key, option.Value))));
    }

    [Fact]
    public void Outside_guilds_there_is_no_caller()
    {
        Assert.Null(
            Parse(2, """{"name": "news"}""",
                """ "id": "11", "application_id": "12", "token": "t", "channel_id": "14", "user": {"id": "15"} """).Caller);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"id": "1", "application_id": "2", "token": "t", "type": 1}""")]
    [InlineData("""{"id": "1", "application_id": "2", "token": "t", "type": 6}""")]
    [InlineData("""{"id": "1", "application_id": "2", "token": "t", "type": "2"}""")]
    [InlineData("""{"id": 1, "application_id": "2", "token": "t", "type": 2}""")]
    public void A_payload_that_is_not_an_interaction_is_ignored(string json)
    {
        Assert.Null(DiscordInteraction.Parse(JsonDocument.Parse(json).RootElement));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"name": "news", "options": 7}""")]
    [InlineData("""{"name": "news", "options": [7, null, {"type": 1}, {"type": 2, "name": null, "options": [null]}]}""")]
    [InlineData("""{"name": 7, "options": [{"type": 3, "name": "x", "value": {"a": 1}}]}""")]
    [InlineData("""{"custom_id": 7, "components": [7, {"component": 7}, {"components": [7]}]}""")]
    public void Data_of_unexpected_shape_is_ignored(string data)
    {
        foreach (var type in new[] { 2, 3, 4, 5 })
        {
            Assert.Empty(Parse(type, data).Options);
        }
    }

    [Fact]
    public void The_token_does_not_appear_in_the_interactions_text()
    {
        Assert.DoesNotContain("a-token", Parse(2, """{"name": "news"}""").ToString());
    }

    private static DiscordInteraction Parse(int type, string data, string head = Head) =>
        DiscordInteraction.Parse(JsonDocument.Parse($$"""{ {{head}}, "type": {{type}}, "data": {{data}}, "version": 1}""").RootElement)!;
}
