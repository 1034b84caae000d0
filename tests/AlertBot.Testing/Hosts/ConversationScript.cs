using static AlertBot.Testing.Hosts.ConversationPerson;

namespace AlertBot.Testing.Hosts;

/// <summary>One conversation, held the same on every platform: a manager, a member, and another workspace where there is one.</summary>
internal static class ConversationScript
{
    public static readonly string[] Feeds = ["/harbour", "/sund"];

    private const string SignedText =
        "Kestria and Velmark signed a ceasefire on Monday after nine days of talks in the harbour town of Osk. “The guns fall silent "
        + "at midnight,” President Helena Corvane said. "
        + "Both armies are to leave the bridges by Friday, and a joint commission will count who has gone. “Nobody trusts this "
        + "ceasefire yet, and nobody has to: it can be counted,” said Ilse Marwen, Kestria’s chief negotiator. "
        + "The commission has forty members. “We will publish every number,” commission head Tomas Edrich said in a statement. “My "
        + "sons are coming home,” said Mara Olden, a ferry captain.";

    private const string ConfirmedText =
        "A ceasefire between Kestria and Velmark came into force at midnight, officials on both sides said. “It holds along the whole "
        + "river,” said Velmark’s defence minister, Oskar Lind.";

    private const string EditsDueSql = "SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL";

    /// <summary>What the feeds hold before anyone subscribes.</summary>
    public static void Prepare(RunningService service)
    {
        service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        service.Publish("/sund", ("Fish market reopens", "/fish", "It is open again."));
    }

    public static async Task RunAsync(IConversationHost town)
    {
        await SetUpAsync(town);
        await AskForNewsAsync(town);
        await AddSecondSourceAsync(town);
        await PressAsync(town);
        await UnsubscribeAsync(town);
    }

    private static async Task SetUpAsync(IConversationHost town)
    {
        await AskAsync(town, ConversationPlace.News, Manager, "topic list");
        await AskAsync(town, ConversationPlace.News, Manager, "subscribe", ("topic", "ceasefire"));
        await AskAsync(town, ConversationPlace.News, Manager, "topic test", ("query", "bridge OR"));
        await AskAsync(town, ConversationPlace.News, Manager, "topic test", ("query", "ferry fares, bridge"));
        await town.FillInAsync(town.ChannelOf(ConversationPlace.News)!, Manager, "topic add", ("name", "bridges"),
            ("query", "bridge, ferry"));
        await AskAsync(town, ConversationPlace.Talk, Manager, "subscribe", ("topic", "bridges"));
        await AskAsync(town, ConversationPlace.Talk, Member, "subscribe", ("topic", "ceasefire"));
        await AskAsync(town, ConversationPlace.Wire, Manager, "subscribe", ("topic", "bridges"));
        await AskAsync(town, ConversationPlace.Wire, Manager, "subscribe", ("topic", "ceasefire"));
        await AskAsync(town, ConversationPlace.News, Member, "latest", ("topic", "ceasefire"));
    }

    private static async Task AskForNewsAsync(IConversationHost town)
    {
        town.Service.Publish("/harbour", ("Kestria and Velmark sign ceasefire", "/signed", SignedText));
        foreach (var place in Enum.GetValues<ConversationPlace>().Select(town.ChannelOf).OfType<string>())
        {
            await town.AlertAsync(place, 1);
        }

        await AskAsync(town, ConversationPlace.News, Member, "latest", ("topic", "ceasefire"));
        await AskAsync(town, ConversationPlace.News, Member, "quotes", ("speaker", "marwen"));
        await AskAsync(town, ConversationPlace.News, Member, "why");
        await AskAsync(town, ConversationPlace.News, Member, "why", ("link", town.Service.News.UrlOf("/fares").AbsoluteUri));
        await AskAsync(town, ConversationPlace.Wire, Member, "latest", ("topic", "bridges"));
    }

    private static async Task AddSecondSourceAsync(IConversationHost town)
    {
        var followers =
            await NumberAsync(town, "SELECT COUNT(*) FROM subscription s JOIN topic t ON t.id = s.topic_id WHERE t.name = 'ceasefire'");
        town.Service.Publish("/sund", ("Kestria and Velmark sign ceasefire", "/midnight", ConfirmedText));
        await town.Service.WaitUntilAsync(EditsDueSql, followers);
        if (town.EditsAlerts)
        {
            await town.Service.Database.WriteAsync(
                session => session.ExecuteAsync("UPDATE message SET edit_due_at = 0 WHERE edit_due_at IS NOT NULL", [],
                    CancellationToken.None), CancellationToken.None);
            await town.Service.WaitUntilAsync(EditsDueSql, 0);
            town.Say("\nA minute later another outlet has it:");
            await town.AlertAsync(town.ChannelOf(ConversationPlace.News)!, 1);
        }
    }

    private static async Task PressAsync(IConversationHost town)
    {
        var news = town.ChannelOf(ConversationPlace.News)!;
        var story = await NumberAsync(town, "SELECT MAX(story_id) FROM alert");
        foreach (var (label, action) in new[] { ("More quotes", "quotes"), ("Sources", "sources"), ("Why", "why") })
        {
            await town.PressAsync(news, Member, label, $"news1:{action}:{story}");
        }

        await town.PressAsync(news, Member, "Mute story", $"news1:mute:{story}");
        await town.PressAsync(news, Manager, "Mute story", $"news1:mute:{story}");
        await town.PressAsync(news, Manager, "Unmute", $"news1:unmute:{story}");
        await town.PressAsync(news, Manager, "an old button", "news0:quotes:1");
    }

    private static async Task UnsubscribeAsync(IConversationHost town)
    {
        await AskAsync(town, ConversationPlace.News, Member, "status");
        await AskAsync(town, ConversationPlace.News, Manager, "pause", ("for", "2h"));
        await AskAsync(town, ConversationPlace.News, Manager, "resume");
        await AskAsync(town, ConversationPlace.News, Manager, "unsubscribe", ("topic", "ceasefire"));
        await AskAsync(town, ConversationPlace.Talk, Manager, "topic remove", ("name", "bridges"));
        await AskAsync(town, ConversationPlace.Wire, Member, "topic list");
    }

    private static Task AskAsync(IConversationHost town, ConversationPlace place, ConversationPerson person, string path,
        params (string Name, string Value)[] options) =>
        town.ChannelOf(place) is { } at ? town.AskAsync(at, person, path, options) : Task.CompletedTask;

    private static async Task<long> NumberAsync(IConversationHost town, string sql) =>
        (await town.Service.Database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], CancellationToken.None),
            CancellationToken.None))!.Value;
}
