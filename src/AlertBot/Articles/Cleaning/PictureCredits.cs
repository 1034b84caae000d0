using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;

namespace AlertBot.Articles.Cleaning;

/// <summary>Recognizes lines that name the photographer, the agency or the kind of a picture.</summary>
internal static partial class PictureCredits
{
    /// <summary>A caption that ends with a credit is not longer, in characters.</summary>
    private const int MaxCaptionLength = 160;

    private const string PictureAgencies = "getty(?: images)?|ap photo|shutterstock|istock|imago|alamy|file photo|screenshot";

    /// <summary>These sell text too: a line that ends with one of them is a credit only when it is not a sentence.</summary>
    private const string NewsAgencies = "reuters|afp|ap|epa|dpa|file";

    public static bool IsMatch(string line) =>
        CreditLine().IsMatch(line)
            || PictureKindLine().IsMatch(line)
            || (line.Length <= MaxCaptionLength && CaptionEndingInCredit().IsMatch(line));

    [GeneratedRegex(
        @"^(?:[\[\(]\s?)?(?:"
        + "(?:" + AllLanguages.PictureLabels + @")(?: by| of)?\s?[:/©|]\s?.{1,120}"
        + @"|(?:photo|image|photograph|picture)s? (?:by|courtesy|credit)\b.{1,100}"
        + @"|.{1,120}[\(\[/|] ?(?:" + PictureAgencies + @")(?:/.{1,60}| via .{1,60}| images)?[\)\]]?"
        + @"|[^.!?]{1,120}[\(\[/|] ?(?:" + NewsAgencies + @")(?:/.{1,60}| via .{1,60})?[\)\]]?"
        + "|.{0,60}© ?.{2,80}"
        + ")$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreditLine();

    [GeneratedRegex(
        @"^[\[\(]?(?:" + AllLanguages.PictureKinds + @")\s?(?:[:.|][^.!?]{0,200}[.)\]]?|by [^.!?]{2,60}|[\])]?)$"
        + @"|^(?:FILE PHOTO|FILE)\s?(?::| [-–—] ).{1,200}$"
        + "|^▲.{1,200}$"
        + "|^.{1,120}[（(](?:" + AllLanguages.ArchivePictures + ")[）)]$"
        + @"|^[\[［]사진.{1,40}[\]］]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PictureKindLine();

    /// <summary>Case-sensitive: the credit begins with a capital.</summary>
    [GeneratedRegex(
        @"(?:[.!?)»”""]|,) (?:" + AllLanguages.CaptionNouns + @")\s?[:.]\s?\p{Lu}[^.!?:]{1,60}$",
        RegexOptions.CultureInvariant)]
    private static partial Regex CaptionEndingInCredit();
}
