using AlertBot.Tests.Chat;
using static AlertBot.Tests.EndToEnd.DiscordTown;

namespace AlertBot.Tests.EndToEnd;

public class DiscordConversationTests
{
    private const string Signed =
        "Kestria and Velmark signed a ceasefire on Monday after nine days of talks in the harbour town of Osk. “The guns fall silent at midnight,” President Helena Corvane said. "
        + "Both armies are to leave the bridges by Friday, and a joint commission will count who has gone. “Nobody trusts this ceasefire yet, and nobody has to: it can be counted,” said Ilse Marwen, Kestria’s chief negotiator. "
        + "The commission has forty members. “We will publish every number,” commission head Tomas Edrich said in a statement. “My sons are coming home,” said Mara Olden, a ferry captain.";

    private const string Confirmed =
        "A ceasefire between Kestria and Velmark came into force at midnight, officials on both sides said. “It holds along the whole river,” said Velmark’s defence minister, Oskar Lind.";

    [Fact]
    public async Task A_manager_a_member_and_another_guild_talk_to_the_bot()
    {
        await using var town = await PrepareAsync("/harbour", "/sund");
        town.Service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        town.Service.Publish("/sund", ("Fish market reopens", "/fish", "It is open again."));
        await town.StartAsync();
        var (news, talk, wire) = (town.News, town.Harbour.Channels[1].Id, town.Island.Channels[0].Id);

        await town.AskAsync(news, Manager, "topic list");
        await town.AskAsync(news, Manager, "subscribe", ("topic", "ceasefire"));
        await town.AskAsync(news, Manager, "topic test", ("query", "bridge OR"));
        await town.AskAsync(news, Manager, "topic test", ("query", "ferry fares, bridge"));
        await town.AskAsync(news, Manager, "topic add", ("name", "bridges"));
        await town.FillInAsync(news, Manager, "form1:topic add", ("name", "bridges"), ("query", "bridge, ferry"));
        await town.AskAsync(talk, Manager, "subscribe", ("topic", "bridges"));
        await town.AskAsync(talk, Member, "subscribe", ("topic", "ceasefire"));
        await town.AskAsync(wire, Manager, "subscribe", ("topic", "bridges"));
        await town.AskAsync(wire, Manager, "subscribe", ("topic", "ceasefire"));
        await town.AskAsync(news, Member, "latest", ("topic", "ceasefire"));

        town.Service.Publish("/harbour", ("Kestria and Velmark sign ceasefire", "/signed", Signed));
        var alert = await town.AlertAsync(news, 1);
        await town.AlertAsync(talk, 1);
        await town.AlertAsync(wire, 1);
        await town.AskAsync(news, Member, "latest", ("topic", "ceasefire"));
        await town.AskAsync(news, Member, "quotes", ("speaker", "marwen"));
        await town.AskAsync(news, Member, "why");
        await town.AskAsync(news, Member, "why", ("link", town.Service.News.At("/fares").AbsoluteUri));
        await town.AskAsync(wire, Member, "latest", ("topic", "bridges"));

        town.Service.Publish("/sund", ("Kestria and Velmark sign ceasefire", "/midnight", Confirmed));
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 2);
        await town.Service.Database.WriteAsync(session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [], CancellationToken.None), CancellationToken.None);
        await town.Service.UntilAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL", 0);
        town.Say("\nA minute later another outlet has it:");
        await town.AlertAsync(news, 1);
        var story = await town.Service.Database.ReadAsync(session => session.NumberAsync("SELECT MAX(story_id) FROM alert", [], CancellationToken.None), CancellationToken.None);
        foreach (var (label, action) in new[] { ("More quotes", "quotes"), ("Sources", "sources"), ("Why", "why") })
        {
            await town.PressAsync(news, Member, label, $"news1:{action}:{story}");
        }

        await town.PressAsync(news, Member, "Mute story", $"news1:mute:{story}");
        await town.PressAsync(news, Manager, "Mute story", $"news1:mute:{story}");
        await town.PressAsync(news, Manager, "Unmute", $"news1:unmute:{story}");
        await town.PressAsync(news, Manager, "an old button", "news0:quotes:1");
        await town.AskAsync(news, Member, "status");
        await town.AskAsync(news, Manager, "pause", ("for", "2h"));
        await town.AskAsync(news, Manager, "resume");
        await town.AskAsync(news, Manager, "unsubscribe", ("topic", "ceasefire"));
        await town.AskAsync(talk, Manager, "topic remove", ("name", "bridges"));
        await town.AskAsync(wire, Member, "topic list");

        Golden.Matches("chat/discord-conversation.txt", town.Record());
        Assert.Single(town.Discord.Rest.Messages.In(news), message => message.Id == alert.Id && message.Edits == 1);
        Assert.Empty(town.Discord.Breaches);
        Assert.Equal(0, town.Discord.Rest.Buckets.Exceeded);
    }
}
