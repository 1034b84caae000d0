using System.Collections.Frozen;

namespace AlertBot.Briefs;

/// <summary>Tells titles of works and scare quotes from quotations.</summary>
internal static class Works
{
    private static readonly FrozenSet<string> Small = Vocabulary.Set("a an the of and or in on at to for from by with as is vs de la le les du des el los der die das und et y del");

    /// <summary>Whether all words that count are capitalised, as in the title of a book or a broadcast.</summary>
    public static bool IsTitleCase(ReadOnlySpan<char> text)
    {
        int words = 0, capitals = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range].Trim("“”\"'’‘,.!?:;()");
            if (word.IsEmpty || Small.Contains(word.ToString().ToLowerInvariant()))
            {
                continue;
            }

            words++;
            capitals += char.IsUpper(word[0]) || char.IsDigit(word[0]) ? 1 : 0;
        }

        return words > 0 && capitals == words;
    }
}
