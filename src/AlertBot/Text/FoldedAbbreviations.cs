using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>Words whose full stop ends no sentence.</summary>
internal static class FoldedAbbreviations
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "cpl", "capt", "maj", "cmdr", "adm", "brig",
        "pres", "amb", "supt",
        "rev", "hon", "st", "ste", "mt", "ft", "jr", "sr", "inc", "corp", "ltd", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept",
        "oct", "nov", "dec", "mme", "mlle", "sra", "dra", "hr", "fr", "bzw", "ca", "approx", "dept", "univ", "messrs");

    // "No." is a number before digits and a plain word elsewhere.
    private static readonly FrozenSet<string> BeforeNumber =
        FrozenSet.Create("no", "nos", "nr", "art", "sec", "ch", "p", "pp", "fig", "vol", "para", "abs", "par");

    /// <param name="word">Folded.</param>
    /// <param name="initial">The word is one capital letter.</param>
    public static bool IsAbbreviation(string word, bool initial, bool beforeDigit) =>
        initial || Known.Contains(word) || (beforeDigit && BeforeNumber.Contains(word));
}
