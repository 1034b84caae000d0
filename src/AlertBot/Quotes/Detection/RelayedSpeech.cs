using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Detection;

/// <summary>Recognises words of another person that the subject of an English sentence reads out, quotes or repeats.</summary>
internal static class RelayedSpeech
{
    private static readonly FrozenSet<string> RelayVerbs = Vocabulary.WordSet(
        "read reads reading quoted quotes quoting cited cites citing recited recites recalled recalls recalling reposted "
            + "retweeted shared shares repeated repeats echoed echoes echoing paraphrased invoked invokes");

    private static readonly FrozenSet<string> DocumentNouns = Vocabulary.WordSet(
        "message messages letter letters note notes statement line lines passage post posts tweet tweets words quote quotation poem "
            + "verse verses prayer song email text speech book");

    /// <summary>“Bo read out a letter from Cy: “…””, “Bo quoted Cy: “…””, “Bo recalled her father’s words: “…””.</summary>
    public static bool IsRelayed(TokenizedParagraph tokens, int start, int quotation)
    {
        var verb = quotation - 1;
        while (verb > start && quotation - verb <= ScanLimits.MaxPhraseTokens && !RelayVerbs.Contains(tokens[verb].Lower))
        {
            verb--;
        }

        if (verb <= start || !RelayVerbs.Contains(tokens[verb].Lower) || CueNouns.IsNoun(tokens, verb))
        {
            return false;
        }

        var isRelayed = NamesQuotedPerson(tokens, verb, quotation);
        for (var i = verb + 1; i < quotation; i++)
        {
            if (tokens[i].Lower is "as" or "that" or "and")
            {
                return false;
            }

            isRelayed |= IsDocumentOfAnother(tokens, i, quotation);
        }

        return isRelayed;
    }

    /// <summary>“Bo quoted Cy: “…””.</summary>
    private static bool NamesQuotedPerson(TokenizedParagraph tokens, int verb, int quotation) =>
        verb + 1 < quotation && Vocabulary.IsNameWord(tokens[verb + 1])
        && NounPhrases.StartingAt(tokens, verb + 1, quotation - 1) is { } person && person.Last >= quotation - 2
        && !tokens[person.Last].IsPossessive;

    /// <summary>“a letter from Cy”, “her father’s words”; “a letter to her voters” and “lines of her song” are her own.</summary>
    private static bool IsDocumentOfAnother(TokenizedParagraph tokens, int i, int quotation)
    {
        var hasAuthor = tokens[i + 1].Lower is "from" or "by" or "of" && tokens[i + 2].IsWord
            && tokens[i + 2].Lower is not ("his" or "her" or "their" or "my" or "our");
        var hasOwner = tokens[i - 1].IsPossessive && i >= quotation - 2;
        return DocumentNouns.Contains(tokens[i].Lower) && (hasAuthor || hasOwner);
    }
}
