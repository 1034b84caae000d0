namespace AlertBot.Chat.Commands;

/// <summary>One subcommand of <c>/news</c>, as every platform offers it.</summary>
/// <param name="Path">One or two words, lower-case: <c>latest</c>, <c>topic add</c>.</param>
/// <param name="Description">For people; at most 100 characters, Discord's limit.</param>
/// <param name="Options">The required ones first.</param>
internal sealed record CommandSpec(string Path, string Description, IReadOnlyList<OptionSpec> Options)
{
    /// <summary>Everyone else gets a refusal.</summary>
    public bool RequiresManager { get; init; }

    /// <summary>
    /// True for news, which everyone in the channel sees. Replies about configuration, and all mistakes, are shown only to the caller.
    /// </summary>
    public bool RepliesPublicly { get; init; }

    /// <summary>The command may run for several seconds: the platform acknowledges it at once and replies later.</summary>
    public bool IsSlow { get; init; }

    /// <summary>When a required option is missing, a platform with forms shows a form instead of a refusal.</summary>
    public bool HasForm { get; init; }
}

/// <summary>One option of a command.</summary>
/// <param name="Name">Lower-case, at most 32 characters, Discord's limit.</param>
/// <param name="Description">At most 100 characters, Discord's limit.</param>
internal sealed record OptionSpec(string Name, string Description, OptionKind Kind, bool IsRequired = false)
{
    /// <summary>For <see cref="OptionKind.Choice"/>: the allowed values.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>For <see cref="OptionKind.Number"/>: the lowest allowed value.</summary>
    public int Min { get; init; }

    /// <summary>For <see cref="OptionKind.Number"/>: the highest allowed value.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>For texts, in UTF-16 code units.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Typed as text (console, Slack), the last option may take all remaining words, such as a query.</summary>
    public bool TakesRemainingText { get; init; }

    /// <summary>Typed as text (console, Slack), the value may have several words: it ends before the next option's name.</summary>
    public bool TakesSeveralWords { get; init; }
}

/// <summary>What an option holds, and where its suggestions come from.</summary>
internal enum OptionKind
{
    Text,
    Number,
    Choice,

    /// <summary>A topic that the workspace can see.</summary>
    Topic,

    /// <summary>A topic that was created in this workspace and can be changed here.</summary>
    OwnTopic,

    /// <summary>A topic that this channel follows.</summary>
    FollowedTopic,

    /// <summary>A feed that was added in this workspace.</summary>
    OwnFeed,

    /// <summary>The id of a role or user group.</summary>
    Role,
}

/// <summary>A value that a platform offers while someone types.</summary>
/// <param name="Label">At most 100 characters, Discord's limit.</param>
/// <param name="Value">At most 100 characters, Discord's limit.</param>
internal sealed record Suggestion(string Label, string Value);
