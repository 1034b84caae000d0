using AlertBot.Testing.Hosts;

namespace AlertBot.Tests.Testing;

public class ConversationTranscriptTests
{
    private readonly ConversationTranscript _transcript = new(new Uri("http://127.0.0.1:4711/"));

    [Fact]
    public void What_differs_from_run_to_run_is_replaced()
    {
        _transcript.Write("http://127.0.0.1:4711/truce <t:1764547200:R> <!date^1764547200^{ago}|now> 1 Dec, 10:30 1 Dec, 10\\:30 in 2.5 s");

        Assert.Equal("http://news.example/truce <t:…:R> <!date…> … … in … s\n", _transcript.ToString());
    }

    [Fact]
    public void An_action_names_person_channel_and_command()
    {
        (string, string)[] options = [("topic", "truce"), ("query", "truce, ceasefire")];

        _transcript.WriteAction(ConversationPerson.Manager, "news", ": " + ConversationTranscript.Command("subscribe", options));
        _transcript.Write(["Done.", "", "Undo: unsubscribe "], "  ");

        Assert.Equal("A manager in #news: /news subscribe topic:truce query:truce, ceasefire\n  Done.\n\n  Undo: unsubscribe\n",
            _transcript.ToString());
        Assert.Equal(" topic:truce truce, ceasefire", ConversationTranscript.TypedOptions(options));
    }
}
