namespace AlertBot.Testing.Slack;

/// <summary>A channel of the loopback workspace; a test may change it while the client is running.</summary>
internal sealed class LoopbackSlackChannel(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool IsPrivate { get; set; }

    public bool IsArchived { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>True: the bot is a member.</summary>
    public bool IsMember { get; set; } = true;

    /// <summary>True: the bot may not post in it (<c>restricted_action</c>).</summary>
    public bool IsRestricted { get; set; }

    /// <summary>True: Slack's responses reveal the channel to the bot.</summary>
    public bool IsVisible => !IsDeleted && (!IsPrivate || IsMember);
}

/// <summary>A member of the loopback workspace.</summary>
internal sealed class LoopbackSlackUser(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool IsAdmin { get; set; }

    public bool IsOwner { get; set; }
}
