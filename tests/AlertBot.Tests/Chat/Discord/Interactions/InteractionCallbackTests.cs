using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Chat.Discord.Interactions;

namespace AlertBot.Tests.Chat.Discord.Interactions;

public class InteractionCallbackTests
{
    [Fact]
    public void Suggestions_are_limited_to_25_with_short_labels_and_untruncated_values()
    {
        var suggestions = Enumerable.Range(0, 40).Select(i => new Suggestion(new string('x', 150) + i, $"topic-{i}"))
            .Prepend(new Suggestion("too long", new string('y', 101))).Prepend(new Suggestion(" \0", "unnamed")).ToList();

        var choices = Read(InteractionCallback.Create(suggestions)).GetProperty("data").GetProperty("choices").EnumerateArray().ToList();

        Assert.Equal(25, choices.Count);
        Assert.All(choices, choice => Assert.InRange(choice.GetProperty("name").GetString()!.Length, 1, 100));
        Assert.Equal(["unnamed", "topic-0", "topic-1"], choices.Take(3).Select(choice => choice.GetProperty("value").GetString()));
    }

    [Fact]
    public void No_suggestions_give_an_empty_list()
    {
        Assert.Equal("""{"type":8,"data":{"choices":[]}}""", Read(InteractionCallback.Create([])).GetRawText());
    }

    [Fact]
    public void A_form_is_within_modal_limits()
    {
        var fields = Enumerable.Range(0, 7)
            .Select(i => new ReplyForm.Field($"option{i}", new string('l', 60), new string('v', 50), true, false, 40));

        var data = Read(InteractionCallback.Create(DiscordModal.From(new ReplyForm("topic add", new string('t', 60), [.. fields]))))
            .GetProperty("data");

        Assert.Equal((45, 5), (data.GetProperty("title").GetString()!.Length, data.GetProperty("components").GetArrayLength()));
        Assert.All(data.GetProperty("components").EnumerateArray(),
            label => Assert.InRange(label.GetProperty("label").GetString()!.Length, 1, 45));
        Assert.False(data.GetProperty("components")[0].GetProperty("component").TryGetProperty("value", out _));
    }

    private static JsonElement Read(byte[] body) => JsonDocument.Parse(body).RootElement;
}
