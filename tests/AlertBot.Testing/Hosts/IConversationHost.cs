namespace AlertBot.Testing.Hosts;

/// <summary>A chat platform with the whole service behind it, where people talk to the bot and all that they see is recorded.</summary>
internal interface IConversationHost
{
    RunningService Service { get; }

    /// <summary>A told alert changes as its story grows.</summary>
    bool EditsAlerts { get; }

    /// <summary>Null where this platform has no such place.</summary>
    string? ChannelOf(ConversationPlace place);

    /// <summary>Someone gives a command.</summary>
    Task AskAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] options);

    /// <summary>Someone gives a command without what it needs, and fills in the form that comes.</summary>
    Task FillInAsync(string place, ConversationPerson person, string path, params (string Name, string Value)[] fields);

    /// <summary>Someone presses a button; nothing happens where the platform has none.</summary>
    /// <param name="action">What the button carries.</param>
    Task PressAsync(string place, ConversationPerson person, string label, string action);

    /// <summary>Waits until so many alerts are told in the place, and records the newest.</summary>
    Task AlertAsync(string place, int count);

    void Say(string line);
}

internal enum ConversationPlace
{
    News,
    Talk,

    /// <summary>Of another workspace.</summary>
    Wire,
}

internal enum ConversationPerson
{
    Manager,
    Member,
}
