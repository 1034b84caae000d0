namespace AlertBot.Briefs;

/// <summary>Remembers where each person of a text was last said to speak, until the text turns to another occasion.</summary>
internal sealed class Occasions(People people)
{
    // Further down it is hardly the same occasion.
    private const int ReachParagraphs = 14;

    private readonly Dictionary<Person, Occasion> _of = [];

    /// <summary>Reads one sentence of the author's for what it says of an occasion: “In an interview with …, Bo defended …”.</summary>
    public void Read(Frame frame, int f, int start, Person? speaking)
    {
        var end = frame.SentenceEnd(start);
        if (EndsOccasion(frame, start, end))
        {
            _of.Clear();
        }

        if (Attribution.SubjectOfSentence(frame, start, end) is not { } subject || subject.First > end)
        {
            return;
        }

        if (Spoken.Of(frame, f, start, new Attribution(subject, -1, false, 0.9), people, speaking).Person is not { } person)
        {
            return;
        }

        if ((Venues.Leading(frame, start, subject.First) ?? OfIt(frame, start) ?? Venues.OfAct(frame, subject.Last + 1)) is { } venue)
        {
            Set(person, venue, frame, f, start, end);
        }
        else if (IsOtherTime(frame, start, subject.First) || IsToldAnew(frame, subject.Last + 1))
        {
            _of.Remove(person);
        }
    }

    /// <summary>Notes a venue that stands beside a cue and returns it in its fullest words.</summary>
    public string Note(Person person, string venue, Frame frame, int f, int token)
    {
        var start = frame.SentenceStart(token);
        return Set(person, venue, frame, f, start, frame.SentenceEnd(token));
    }

    /// <summary>Where a quotation without a venue of its own was said.</summary>
    public string? For(Person person, Frame frame, int f, int cue)
    {
        if (!_of.TryGetValue(person, out var occasion) || f - occasion.Frame > (frame.Tongue is null ? ReachParagraphs : 1))
        {
            return null;
        }

        // "what she describes as “…”": what she has said more than once.
        if (frame.Tongue is null && f > occasion.Frame && CueVerbs.Of(frame[cue]) == CueForm.Finite && !CueVerbs.Speaks(frame[cue]) && frame[cue].Lower.EndsWith('s'))
        {
            return null;
        }

        var day = Day(frame, frame.SentenceStart(cue), frame.SentenceEnd(cue));
        return (day is null || day == occasion.Day) && !IsOtherTime(frame, Math.Max(frame.SentenceStart(cue), cue - 2), Math.Min(frame.SentenceEnd(cue) + 1, cue + Limits.Phrase)) ? occasion.Venue : null;
    }

    private string Set(Person person, string venue, Frame frame, int f, int start, int end)
    {
        // "In the interview", "in Wednesday's speech": the one told before.
        if (_of.TryGetValue(person, out var known) && IsSame(known.Venue, venue))
        {
            _of[person] = known with { Frame = f, Day = Day(frame, start, end) ?? known.Day };
            return known.Venue;
        }

        _of[person] = new Occasion(venue, f, Day(frame, start, end));
        return venue;
    }

    private static bool IsSame(string known, string venue)
    {
        var words = venue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Skip(1).Any(word => char.IsUpper(word[0]) && !word.Contains("day", StringComparison.Ordinal)))
        {
            return false;
        }

        var definite = words.Length > 1 && (words[1] is "the" or "his" or "her" or "that" or "this" or "their" || words[1].Contains("day", StringComparison.Ordinal)) && words[^1].All(c => char.IsLower(c) || c is '-');
        return (definite && (VenuePhrases.IsSpoken(words[^1]) || known.Contains(words[^1], StringComparison.OrdinalIgnoreCase))) || (words.Length <= 3 && known.Contains(words[^1], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>“Bo’s letter was short. In it, she said …”.</summary>
    private static string? OfIt(Frame frame, int start)
    {
        if (frame[start].Lower is not "in" || frame[start + 1].Lower is not "it" || start == 0)
        {
            return null;
        }

        for (var i = frame.SentenceStart(start - 1); i < start; i++)
        {
            if (VenuePhrases.IsOccasionNoun(frame[i]))
            {
                return frame[i].Text;
            }
        }

        return null;
    }

    /// <summary>“after the speech”: what follows was said elsewhere.</summary>
    private static bool EndsOccasion(Frame frame, int start, int end)
    {
        for (var i = start; i + 2 <= end; i++)
        {
            if (frame[i].Lower is "after" && frame[i + 1].Lower is "the" or "his" or "her" && VenuePhrases.IsOccasionNoun(frame[i + 2]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“Bo, told of the remark, laughed.”: somebody brought it to him later.</summary>
    private static bool IsToldAnew(Frame frame, int behind) =>
        frame[behind].Is(',') && frame[behind + 1].Lower is "told" or "asked" or "shown" or "reached" or "contacted" && Vocabulary.IsPreposition(frame[behind + 2]);

    private static bool IsOtherTime(Frame frame, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (frame[i].Lower is "earlier" or "previously" or "separately" or "ago" or "once" or "last" || IsYear(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(Token token) => token.IsWord && token.Text.Length == 4 && token.Text is ['1', '9', ..] or ['2', '0', ..] && token.Text.All(char.IsDigit);

    private static string? Day(Frame frame, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (frame[i].IsCapital && frame[i].Lower.EndsWith("day", StringComparison.Ordinal) && Vocabulary.IsTime(frame[i]))
            {
                return frame[i].Lower;
            }
        }

        return null;
    }

    /// <summary>One occasion.</summary>
    /// <param name="Day">The day of the week that the text gives for it.</param>
    private readonly record struct Occasion(string Venue, int Frame, string? Day);
}
