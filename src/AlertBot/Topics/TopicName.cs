namespace AlertBot.Topics;

/// <summary>Validates the names of topics. A name is one word, so that it can be typed in a command.</summary>
internal static class TopicName
{
    /// <summary>In UTF-16 code units, so that a name and its options fit on one line.</summary>
    public const int MaxLength = 64;

    /// <summary>The predicate of a sentence; the name precedes it.</summary>
    public const string InvalidNameMessage = "is not a valid name; use letters, digits, - and _, at most 64";

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
}
