using System.Collections.Frozen;
using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Keeps the last occasion of each person’s speech, so that later quotations of the person get the same venue.</summary>
internal sealed class SpeechContext(CoreferenceResolver people)
{
    // Paragraphs after which a quotation is probably from another occasion.
    private const int MaxParagraphs = 14;

    // The same limit for languages with a profile, whose sentences are not read for occasions.
    private const int MaxProfileParagraphs = 1;

    // The confidence of a subject that is read only for its venue.
    private const double SubjectConfidence = 0.9;

    private static readonly FrozenSet<string> OtherTimeWords =
        Vocabulary.WordSet("earlier previously separately ago once last");

    private readonly Dictionary<Person, Occasion> _lastOccasions = [];

    /// <summary>Reads a sentence of the author for an occasion: “In an interview with …, Bo defended …”.</summary>
    /// <param name="start">First token of the sentence.</param>
    public void ReadSentence(TokenizedParagraph tokens, int paragraphIndex, int start, Person? previousSpeaker)
    {
        var end = tokens.SentenceEnd(start);
        if (EndsOccasion(tokens, start, end))
        {
            _lastOccasions.Clear();
        }

        if (SubjectFinder.FindInSentence(tokens, start, end) is not { } subject || subject.First > end)
        {
            return;
        }

        var attribution = new AttributionRelation(subject, -1, false, SubjectConfidence);
        if (AttributedSpeaker.Resolve(tokens, paragraphIndex, start, attribution, people, previousSpeaker).Person is not { } person)
        {
            return;
        }

        var venue = SpeechVenue.FindLeading(tokens, start, subject.First) ?? FindAntecedentOfIt(tokens, start)
            ?? SpeechVenue.FindInSpeechAct(tokens, subject.Last + 1);
        if (venue is not null)
        {
            SetVenue(person, venue, tokens, paragraphIndex, start, end);
        }
        else if (IsOtherTime(tokens, start, subject.First) || IsLaterResponse(tokens, subject.Last + 1))
        {
            _lastOccasions.Remove(person);
        }
    }

    /// <summary>Stores the venue next to a cue.</summary>
    /// <returns>The venue in the longest form in which the text gives it.</returns>
    public string Record(Person person, string venue, TokenizedParagraph tokens, int paragraphIndex, int token) =>
        SetVenue(person, venue, tokens, paragraphIndex, tokens.SentenceStart(token), tokens.SentenceEnd(token));

    /// <summary>The venue of a quotation whose own sentence names none; null where it may be from another occasion.</summary>
    public string? FindVenue(Person person, TokenizedParagraph tokens, int paragraphIndex, int cue)
    {
        var maxParagraphs = tokens.Profile is null ? MaxParagraphs : MaxProfileParagraphs;
        if (!_lastOccasions.TryGetValue(person, out var occasion) || paragraphIndex - occasion.ParagraphIndex > maxParagraphs
            || (paragraphIndex > occasion.ParagraphIndex && IsHabitual(tokens, cue)))
        {
            return null;
        }

        var (start, end) = (tokens.SentenceStart(cue), tokens.SentenceEnd(cue));
        var day = FindWeekday(tokens, start, end);
        var isSameDay = day is null || day == occasion.Day;
        return isSameDay && !IsOtherTime(tokens, Math.Max(start, cue - 2), Math.Min(end + 1, cue + ScanLimits.MaxPhraseTokens))
            ? occasion.Venue
            : null;
    }

    /// <summary>A verb in the present tense other than “says”: “what she describes as “…”” was said more than once.</summary>
    private static bool IsHabitual(TokenizedParagraph tokens, int cue) =>
        tokens.Profile is null && CueVerbs.FormOf(tokens[cue]) == CueForm.Finite && !CueVerbs.IsSpeechVerb(tokens[cue])
        && tokens[cue].Lower.EndsWith('s');

    private string SetVenue(Person person, string venue, TokenizedParagraph tokens, int paragraphIndex, int start, int end)
    {
        var day = FindWeekday(tokens, start, end);

        // "In the interview" and "in Wednesday’s speech" refer to the occasion that is already known.
        if (_lastOccasions.TryGetValue(person, out var known) && IsSameVenue(known.Venue, venue))
        {
            _lastOccasions[person] = known with { ParagraphIndex = paragraphIndex, Day = day ?? known.Day };
            return known.Venue;
        }

        _lastOccasions[person] = new Occasion(venue, paragraphIndex, day);
        return venue;
    }

    private static bool IsSameVenue(string known, string venue)
    {
        var words = venue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Skip(1).Any(word => char.IsUpper(word[0]) && !IsDayName(word)))
        {
            return false;
        }

        var noun = words[^1];
        var isDefinite = words.Length > 1 && IsDefinite(words[1]) && noun.All(c => char.IsLower(c) || c is '-');
        var isInKnownVenue = known.Contains(noun, StringComparison.OrdinalIgnoreCase);
        return isDefinite ? isInKnownVenue || VenuePhrases.IsSpeechOnlyNoun(noun) : isInKnownVenue && words.Length <= 3;
    }

    private static bool IsDefinite(string word) => word is "the" or "his" or "her" or "that" or "this" or "their" || IsDayName(word);

    private static bool IsDayName(string word) => word.Contains("day", StringComparison.Ordinal);

    /// <summary>The venue that “it” means: “Bo’s letter was short. In it, she said …”.</summary>
    private static string? FindAntecedentOfIt(TokenizedParagraph tokens, int start)
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

    /// <summary>“after the speech”: the next words were said elsewhere.</summary>
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

    /// <summary>“Bo, told of the remark, laughed.”: a reaction on a later occasion.</summary>
    private static bool IsLaterResponse(TokenizedParagraph tokens, int comma) =>
        tokens[comma].Is(',') && tokens[comma + 1].Lower is "told" or "asked" or "shown" or "reached" or "contacted"
        && Vocabulary.IsPreposition(tokens[comma + 2]);

    private static bool IsOtherTime(TokenizedParagraph tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (OtherTimeWords.Contains(tokens[i].Lower) || IsYear(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(Token token) =>
        token.IsWord && token.Text is ['1', '9', _, _] or ['2', '0', _, _] && token.Text.All(char.IsDigit);

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

    /// <param name="Day">The weekday in the text in lower case; null for none.</param>
    private readonly record struct Occasion(string Venue, int ParagraphIndex, string? Day);
}
