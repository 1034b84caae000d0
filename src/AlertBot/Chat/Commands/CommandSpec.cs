namespace AlertBot.Chat.Commands;

/// <summary>One command as every platform offers it: what stands behind <c>/news</c>.</summary>
/// <param name="Path">One or two words, lower-case: <c>latest</c>, <c>topic add</c>.</param>
/// <param name="Description">At most 100 characters, for people.</param>
/// <param name="Options">The required ones first.</param>
internal sealed record CommandSpec(string Path, string Description, IReadOnlyList<OptionSpec> Options)
{
    /// <summary>Refused in words to everyone else.</summary>
    public bool RequiresManager { get; init; }

    /// <summary>
    /// News answers everyone in the channel; configuration and mistakes only the asker. A reply that is a mistake is always for the asker.
    /// </summary>
    public bool RepliesPublicly { get; init; }

    /// <summary>Takes longer than people wait for a sign of life: the platform says at once that it is being worked on.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Where a required option is missing, the platform may ask for the options with a form instead of refusing.</summary>
    public bool HasForm { get; init; }
}

/// <summary>One option of a command.</summary>
/// <param name="Name">Lower-case, at most 32 characters.</param>
/// <param name="Description">At most 100 characters.</param>
internal sealed record OptionSpec(string Name, string Description, OptionKind Kind, bool IsRequired = false)
{
    /// <summary>Of <see cref="OptionKind.Choice"/>; the value is what is shown.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Of <see cref="OptionKind.Number"/>.</summary>
    public int Min { get; init; }

    /// <summary>Of <see cref="OptionKind.Number"/>.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>Of texts, in characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>In text (console, Slack) the last option may take all the words that are left, e.g. a query.</summary>
    public bool TakesRemainingText { get; init; }
}

/// <summary>What an option holds, and where its suggestions come from.</summary>
internal enum OptionKind
{
    Text,
    Number,
    Choice,

    /// <summary>A topic that the workspace sees.</summary>
    Topic,

    /// <summary>A topic that was made in this workspace and can be changed here.</summary>
    OwnTopic,

    /// <summary>A topic that this channel follows.</summary>
    FollowedTopic,

    /// <summary>A feed that was added in this workspace.</summary>
    OwnFeed,

    /// <summary>The id of a role or user group.</summary>
    Role,
}

/// <summary>A value that a platform offers while someone types.</summary>
/// <param name="Label">At most 100 characters.</param>
/// <param name="Value">At most 100 characters.</param>
internal sealed record Suggestion(string Label, string Value);
