using static AlertBot.Testing.Hosts.ConversationPerson;

namespace AlertBot.Testing.Hosts;

/// <summary>
/// One conversation that is the same on every platform, between the bot, a manager, a member and, where there is one, another workspace.
/// </summary>
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

    /// <summary>Publishes what the feeds list before anyone subscribes.</summary>
    public static void PublishBacklog(RunningService service)
    {
        service.Publish("/harbour", ("Ferry fares rise", "/fares", "Fares rise by a tenth."));
        service.Publish("/sund", ("Fish market reopens", "/fish", "It is open again."));
    }

    public static async Task RunAsync(IConversationHost host)
    {
        await SetUpAsync(host);
        await ReadNewsAsync(host);
        await AddSecondSourceAsync(host);
        await PressButtonsAsync(host);
        await UnsubscribeAsync(host);
    }

    private static async Task SetUpAsync(IConversationHost host)
    {
        await SendCommandAsync(host, ConversationPlace.News, Manager, "topic list");
        await SendCommandAsync(host, ConversationPlace.News, Manager, "subscribe", ("topic", "ceasefire"));
        await SendCommandAsync(host, ConversationPlace.News, Manager, "topic test", ("query", "bridge OR"));
        await SendCommandAsync(host, ConversationPlace.News, Manager, "topic test", ("query", "ferry fares, bridge"));
        await host.SubmitFormAsync(host.ChannelOf(ConversationPlace.News)!, Manager, "topic add", ("name", "bridges"),
            ("query", "bridge, ferry"));
        await SendCommandAsync(host, ConversationPlace.Talk, Manager, "subscribe", ("topic", "bridges"));
        await SendCommandAsync(host, ConversationPlace.Talk, Member, "subscribe", ("topic", "ceasefire"));
        await SendCommandAsync(host, ConversationPlace.Wire, Manager, "subscribe", ("topic", "bridges"));
        await SendCommandAsync(host, ConversationPlace.Wire, Manager, "subscribe", ("topic", "ceasefire"));
        await SendCommandAsync(host, ConversationPlace.News, Member, "latest", ("topic", "ceasefire"));
    }

    private static async Task ReadNewsAsync(IConversationHost host)
    {
        host.Service.Publish("/harbour", ("Kestria and Velmark sign ceasefire", "/signed", SignedText));
        foreach (var channel in Enum.GetValues<ConversationPlace>().Select(host.ChannelOf).OfType<string>())
        {
            await host.WaitForAlertAsync(channel, 1);
        }

        await SendCommandAsync(host, ConversationPlace.News, Member, "latest", ("topic", "ceasefire"));
        await SendCommandAsync(host, ConversationPlace.News, Member, "quotes", ("speaker", "marwen"));
        await SendCommandAsync(host, ConversationPlace.News, Member, "why");
        await SendCommandAsync(host, ConversationPlace.News, Member, "why", ("link", host.Service.News.UrlOf("/fares").AbsoluteUri));
        await SendCommandAsync(host, ConversationPlace.Wire, Member, "latest", ("topic", "bridges"));
    }

    private static async Task AddSecondSourceAsync(IConversationHost host)
    {
        var followers =
            await NumberAsync(host, "SELECT COUNT(*) FROM subscription s JOIN topic t ON t.id = s.topic_id WHERE t.name = 'ceasefire'");
        host.Service.Publish("/sund", ("Kestria and Velmark sign ceasefire", "/midnight", ConfirmedText));
        await host.Service.WaitUntilAsync(RunningService.PendingEditsSql, followers);
        if (host.EditsAlerts)
        {
            await host.Service.MakeEditsDueAsync();
            await host.Service.WaitUntilAsync(RunningService.PendingEditsSql, 0);
            host.Transcript.Write("\nA minute later another outlet has it:");
            await host.WaitForAlertAsync(host.ChannelOf(ConversationPlace.News)!, 1);
        }
    }

    private static async Task PressButtonsAsync(IConversationHost host)
    {
        var news = host.ChannelOf(ConversationPlace.News)!;
        var story = await NumberAsync(host, "SELECT MAX(story_id) FROM alert");
        foreach (var (label, action) in new[] { ("More quotes", "quotes"), ("Sources", "sources"), ("Why", "why") })
        {
            await host.PressButtonAsync(news, Member, label, $"news1:{action}:{story}");
        }

        await host.PressButtonAsync(news, Member, "Mute story", $"news1:mute:{story}");
        await host.PressButtonAsync(news, Manager, "Mute story", $"news1:mute:{story}");
        await host.PressButtonAsync(news, Manager, "Unmute", $"news1:unmute:{story}");
        await host.PressButtonAsync(news, Manager, "an old button", "news0:quotes:1");
    }

    private static async Task UnsubscribeAsync(IConversationHost host)
    {
        await SendCommandAsync(host, ConversationPlace.News, Member, "status");
        await SendCommandAsync(host, ConversationPlace.News, Manager, "pause", ("for", "2h"));
        await SendCommandAsync(host, ConversationPlace.News, Manager, "resume");
        await SendCommandAsync(host, ConversationPlace.News, Manager, "unsubscribe", ("topic", "ceasefire"));
        await SendCommandAsync(host, ConversationPlace.Talk, Manager, "topic remove", ("name", "bridges"));
        await SendCommandAsync(host, ConversationPlace.Wire, Member, "topic list");
    }

    private static Task SendCommandAsync(IConversationHost host, ConversationPlace place, ConversationPerson person, string path,
        params (string Name, string Value)[] options) =>
        host.ChannelOf(place) is { } channel ? host.SendCommandAsync(channel, person, path, options) : Task.CompletedTask;

    private static async Task<long> NumberAsync(IConversationHost host, string sql) =>
        (await host.Service.Database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], CancellationToken.None),
            CancellationToken.None))!.Value;
}
