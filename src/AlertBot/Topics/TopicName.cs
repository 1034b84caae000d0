namespace AlertBot.Topics;

/// <summary>What a topic may be called, in the settings file and in chat: such as can be typed as one word.</summary>
internal static class TopicName
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 64;

    /// <summary>Goes on after the name.</summary>
    public const string InvalidNameMessage = "is no name; use letters, digits, - and _, at most 64";

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
}
