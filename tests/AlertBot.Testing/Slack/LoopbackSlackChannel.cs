namespace AlertBot.Testing.Slack;

/// <summary>A channel of the loopback team; a test changes it while the client runs.</summary>
internal sealed class LoopbackSlackChannel(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool IsPrivate { get; set; }

    public bool IsArchived { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>The bot is in it.</summary>
    public bool IsMember { get; set; } = true;

    /// <summary>Only some may post in it: <c>restricted_action</c>.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>What the bot may know of it.</summary>
    public bool IsVisible => !IsDeleted && (!IsPrivate || IsMember);
}

/// <summary>A person of the loopback team.</summary>
internal sealed class LoopbackSlackUser(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool IsAdmin { get; set; }

    public bool IsOwner { get; set; }
}
