using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Remembers where each person of a text was last said to speak, until the text turns to another occasion.</summary>
internal sealed class SpeechContext(CoreferenceResolver people)
{
    // Further down it is hardly the same occasion.
    private const int MaxParagraphs = 14;

    private readonly Dictionary<Person, Occasion> _lastOccasions = [];

    /// <summary>Reads one sentence of the author's for what it says of an occasion: “In an interview with …, Bo defended …”.</summary>
    public void ReadSentence(TokenizedParagraph tokens, int paragraphIndex, int start, Person? previousSpeaker)
    {
        var end = tokens.SentenceEnd(start);
        if (EndsOccasion(tokens, start, end))
        {
            _lastOccasions.Clear();
        }

        if (AttributionRelation.FindSubjectOfSentence(tokens, start, end) is not { } subject || subject.First > end)
        {
            return;
        }

        if (AttributedSpeaker.Resolve(tokens, paragraphIndex, start, new AttributionRelation(subject, -1, false, 0.9), people,
            previousSpeaker).Person is not { } person)
        {
            return;
        }

        if ((SpeechVenue.FindLeading(tokens, start, subject.First) ?? ResolveIt(tokens, start)
            ?? SpeechVenue.FindInSpeechAct(tokens, subject.Last + 1)) is { } venue)
        {
            Set(person, venue, tokens, paragraphIndex, start, end);
        }
        else if (IsOtherTime(tokens, start, subject.First) || IsLaterResponse(tokens, subject.Last + 1))
        {
            _lastOccasions.Remove(person);
        }
    }

    /// <summary>Notes a venue that stands beside a cue and returns it in its fullest words.</summary>
    public string Record(Person person, string venue, TokenizedParagraph tokens, int paragraphIndex, int token)
    {
        var start = tokens.SentenceStart(token);
        return Set(person, venue, tokens, paragraphIndex, start, tokens.SentenceEnd(token));
    }

    /// <summary>Where a quotation without a venue of its own was said.</summary>
    public string? FindVenue(Person person, TokenizedParagraph tokens, int paragraphIndex, int cue)
    {
        if (!_lastOccasions.TryGetValue(person, out var occasion)
            || paragraphIndex - occasion.ParagraphIndex > (tokens.Profile is null ? MaxParagraphs : 1))
        {
            return null;
        }

        // "what she describes as “…”": what she has said more than once.
        if (tokens.Profile is null && paragraphIndex > occasion.ParagraphIndex && CueVerbs.FormOf(tokens[cue]) == CueForm.Finite
            && !CueVerbs.IsSpeechVerb(tokens[cue]) && tokens[cue].Lower.EndsWith('s'))
        {
            return null;
        }

        var day = FindWeekday(tokens, tokens.SentenceStart(cue), tokens.SentenceEnd(cue));
        return (day is null || day == occasion.Day)
            && !IsOtherTime(tokens, Math.Max(tokens.SentenceStart(cue), cue - 2),
                Math.Min(tokens.SentenceEnd(cue) + 1, cue + ScanLimits.MaxPhraseTokens)) ? occasion.Venue : null;
    }

    private string Set(Person person, string venue, TokenizedParagraph tokens, int paragraphIndex, int start, int end)
    {
        // "In the interview", "in Wednesday's speech": the one told before.
        if (_lastOccasions.TryGetValue(person, out var known) && IsSameVenue(known.Venue, venue))
        {
            _lastOccasions[person] = known with { ParagraphIndex = paragraphIndex, Day = FindWeekday(tokens, start, end) ?? known.Day };
            return known.Venue;
        }

        _lastOccasions[person] = new Occasion(venue, paragraphIndex, FindWeekday(tokens, start, end));
        return venue;
    }

    private static bool IsSameVenue(string known, string venue)
    {
        var words = venue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Skip(1).Any(word => char.IsUpper(word[0]) && !word.Contains("day", StringComparison.Ordinal)))
        {
            return false;
        }

        var definite = words.Length > 1
            && (words[1] is "the" or "his" or "her" or "that" or "this" or "their" || words[1].Contains("day", StringComparison.Ordinal))
            && words[^1].All(c => char.IsLower(c) || c is '-');
        return (definite && (VenuePhrases.IsSpeechOnlyNoun(words[^1]) || known.Contains(words[^1], StringComparison.OrdinalIgnoreCase)))
            || (words.Length <= 3 && known.Contains(words[^1], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>“Bo’s letter was short. In it, she said …”.</summary>
    private static string? ResolveIt(TokenizedParagraph tokens, int start)
    {
        if (tokens[start].Lower is not "in" || tokens[start + 1].Lower is not "it" || start == 0)
        {
            return null;
        }

        for (var i = tokens.SentenceStart(start - 1); i < start; i++)
        {
            if (VenuePhrases.IsVenueNoun(tokens[i]))
            {
                return tokens[i].Text;
            }
        }

        return null;
    }

    /// <summary>“after the speech”: what follows was said elsewhere.</summary>
    private static bool EndsOccasion(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i + 2 <= end; i++)
        {
            if (tokens[i].Lower is "after" && tokens[i + 1].Lower is "the" or "his" or "her" && VenuePhrases.IsVenueNoun(tokens[i + 2]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Bo, told of the remark, laughed.”: somebody brought it to him later.</summary>
    private static bool IsLaterResponse(TokenizedParagraph tokens, int behind) =>
        tokens[behind].Is(',') && tokens[behind + 1].Lower is "told" or "asked" or "shown" or "reached" or "contacted"
            && Vocabulary.IsPreposition(tokens[behind + 2]);

    private static bool IsOtherTime(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (tokens[i].Lower is "earlier" or "previously" or "separately" or "ago" or "once" or "last" || IsYear(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(Token token) =>
        token.IsWord && token.Text.Length == 4 && token.Text is ['1', '9', ..] or ['2', '0', ..] && token.Text.All(char.IsDigit);

    private static string? FindWeekday(TokenizedParagraph tokens, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (tokens[i].IsCapital && tokens[i].Lower.EndsWith("day", StringComparison.Ordinal) && Vocabulary.IsTimeWord(tokens[i]))
            {
                return tokens[i].Lower;
            }
        }

        return null;
    }

    /// <summary>One occasion.</summary>
    /// <param name="Day">The day of the week that the text gives for it.</param>
    private readonly record struct Occasion(string Venue, int ParagraphIndex, string? Day);
}
