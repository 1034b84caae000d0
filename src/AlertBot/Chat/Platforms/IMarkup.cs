using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Chat.Platforms;

/// <summary>The syntax in which a platform formats a line of text.</summary>
internal interface IMarkup
{
    /// <summary>Written before and after strong text; empty: the platform has none.</summary>
    string StrongMark { get; }

    /// <summary>Written before and after code; empty: the platform has none.</summary>
    string CodeMark { get; }

    /// <summary>Limits what <see cref="Separate"/> adds, in code points.</summary>
    int MaxSeparatorLength => 0;

    /// <summary>Escapes text so that nothing in it formats, mentions or links.</summary>
    string Escape(string text);

    /// <summary>Escapes text between two code marks.</summary>
    string EscapeCode(string text);

    /// <param name="label">Not escaped.</param>
    /// <param name="url">A safe web link; null: the label alone.</param>
    string FormatLink(string label, string? url);

    /// <summary>A time relative to now, such as “3 hours ago”.</summary>
    string FormatTime(DateTimeOffset time);

    /// <returns>A link to the channel; null where there is no link: its name is shown.</returns>
    string? FormatDestination(DestinationAddress destination);

    /// <summary>Keeps a mark apart from a neighbouring span where the platform would not see it as a mark.</summary>
    /// <param name="last">The last character before <paramref name="next"/>.</param>
    string Separate(char last, string next) => next;
}
