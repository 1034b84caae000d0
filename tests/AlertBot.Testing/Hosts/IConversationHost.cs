namespace AlertBot.Testing.Hosts;

/// <summary>A chat platform with the whole service behind it. People talk to the bot, and a transcript records what they see.</summary>
internal interface IConversationHost
{
    RunningService Service { get; }

    ConversationTranscript Transcript { get; }

    /// <summary>Whether a posted alert changes when its story grows.</summary>
    bool EditsAlerts { get; }

    /// <summary>The id of a channel. Null: the platform has no such place.</summary>
    string? ChannelOf(ConversationPlace place);

    /// <summary>A person sends a command; the transcript records the reply.</summary>
    Task SendCommandAsync(string channel, ConversationPerson person, string path, params (string Name, string Value)[] options);

    /// <summary>A person sends a command without its required options and submits the form that opens.</summary>
    Task SubmitFormAsync(string channel, ConversationPerson person, string path, params (string Name, string Value)[] fields);

    /// <summary>A person presses a button. Nothing happens if the platform has no buttons.</summary>
    /// <param name="action">The value of the button.</param>
    Task PressButtonAsync(string channel, ConversationPerson person, string label, string action);

    /// <summary>Waits for a number of alerts in the channel and records the newest.</summary>
    Task WaitForAlertAsync(string channel, int count);
}

internal enum ConversationPlace
{
    News,
    Talk,

    /// <summary>A channel of another workspace.</summary>
    Wire,
}

internal enum ConversationPerson
{
    Manager,
    Member,
}
