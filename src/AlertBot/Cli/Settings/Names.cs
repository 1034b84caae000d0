namespace AlertBot.Cli.Settings;

/// <summary>The names of topics and webhooks: such as can be typed in chat as one word.</summary>
internal static class Names
{
    public const string Mistake = "is no name; use letters, digits, - and _, at most 64";

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');

    public static Parsed<string> Parse(string text) => IsName(text) ? text : Mistaken.As<string>(Mistake);
}
