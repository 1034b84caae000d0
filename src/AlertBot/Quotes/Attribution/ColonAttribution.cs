using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the English speaker before a colon without a cue verb: “Ann Bo: “…””, “Her answer: “…””, “She was blunt: “…””.</summary>
internal static class ColonAttribution
{
    // Words between the start of a sentence and a colon in a script or an interview: "Ann Maria Bo, minister: “…”".
    private const int MaxLabelTokens = 8;

    // Words of a name before a possessive: "Ann Maria Bo’s verdict".
    private const int MaxOwnerTokens = 4;

    private static readonly FrozenSet<string> ModifiedAnswerNouns =
        Vocabulary.WordSet("answer reply response verdict message advice motto");

    private static readonly FrozenSet<string> AnswerNouns = Vocabulary.WordSet(
        "answer reply response verdict message advice motto explanation conclusion retort comment reaction warning");

    /// <param name="end">The last token before the colon.</param>
    public static AttributionRelation? Find(TokenizedParagraph tokens, int start, int end)
    {
        if (FindLabel(tokens, start, end) is { } label)
        {
            return new AttributionRelation(label, -1, false, 0.8);
        }

        if (FindAnswerOwner(tokens, start) is { } owner)
        {
            return new AttributionRelation(owner, -1, false, 0.75);
        }

        return SubjectFinder.FindInSentence(tokens, start, end) is { } subject
            ? new AttributionRelation(subject, -1, false, tokens[subject.First].Lower is "he" or "she" ? 0.65 : 0.55)
            : null;
    }

    /// <summary>A name before a colon, as in a script or an interview: “Ann Bo: “…””.</summary>
    private static Phrase? FindLabel(TokenizedParagraph tokens, int start, int end) =>
        end - start < MaxLabelTokens && NounPhrases.EndingAt(tokens, end, start) is { } label
        && NameParser.Parse(tokens, label) is not null && !NounPhrases.FollowsPreposition(tokens, label, start)
            ? label
            : null;

    /// <summary>“Her answer after the match: “…””, “Bo’s verdict: “…””, “Bo’s short answer: “…””.</summary>
    private static Phrase? FindAnswerOwner(TokenizedParagraph tokens, int start)
    {
        var owner = start;
        while (owner - start < MaxOwnerTokens && Vocabulary.IsNameWord(tokens[owner]) && !tokens[owner].IsPossessive)
        {
            owner++;
        }

        var isPronoun = owner == start && tokens[owner].Lower is "his" or "her";
        var isName = tokens[owner].IsCapital && tokens[owner].IsPossessive;
        var modifier = tokens[owner + 1];
        var isModified = modifier.IsWord && !modifier.IsCapital && ModifiedAnswerNouns.Contains(tokens[owner + 2].Lower);
        var noun = isModified ? owner + 2 : owner + 1;
        return (isPronoun || isName) && AnswerNouns.Contains(tokens[noun].Lower) ? new Phrase(start, owner) : null;
    }
}
