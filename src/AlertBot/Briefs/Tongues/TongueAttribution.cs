using System.Collections.Frozen;

namespace AlertBot.Briefs.Tongues;

/// <summary>Who speaks a quotation, as its own German, French or Spanish sentence tells.</summary>
internal static class TongueAttribution
{
    public static Attribution? Of(Frame frame, int quotation)
    {
        if (TongueRefusals.Behind(frame, quotation) is { } nobody)
        {
            return nobody;
        }

        var behind = TongueBehind.Find(frame, quotation);
        if (behind is { Confidence: > 0.9 })
        {
            return behind;
        }

        if (TongueRefusals.Before(frame, quotation) is { } denied)
        {
            return denied;
        }

        if (TongueDocuments.Reading(frame, quotation) is { } paper)
        {
            return paper;
        }

        var before = TongueBefore.Find(frame, quotation);
        return before is null || (behind is not null && behind.Confidence > before.Confidence) ? behind : before;
    }

    // "sei", "habe", "werde" outside of quotation marks: German goes on reporting what somebody said.
    private static readonly FrozenSet<string> Reported = Vocabulary.Set("sei seien habe werde könne müsse wolle solle dürfe gebe bleibe komme gehe stehe brauche lasse mache wäre hätte hätten würde");

    /// <summary>Whether the marks hold somebody's words although their sentence names nobody.</summary>
    public static bool IsSaid(Frame frame, int quotation) => GoesOn(frame, quotation) || TongueDocuments.Holds(frame, quotation);

    /// <summary>Whether the sentence of a quotation reports speech without a word of whose: the speaker of the one before goes on.</summary>
    public static bool GoesOn(Frame frame, int quotation)
    {
        var start = frame.SentenceStart(quotation);
        return TongueDocuments.IsOpinion(frame, start, quotation) || IsBareLead(frame, start, quotation) || frame.Tongue switch
        {
            { IsGerman: true } => IsIndirect(frame, start, frame.SentenceEnd(quotation)),
            { DropsPronouns: true } => LacksSubject(frame, start, quotation),
            { Elides: true } => frame[start].Lower is "et" && frame[start + 1].Lower is "de" or "d’" && frame[quotation - 1].Is(':') && frame[start + 2].Lower is var verb && (verb.EndsWith('r') || verb.EndsWith("re", StringComparison.Ordinal)),
            _ => false,
        };
    }

    /// <summary>“Puis, en sortant : …”, “Und weiter: …”, “Y luego: …”: no subject and no verb leads to the words.</summary>
    private static bool IsBareLead(Frame frame, int start, int quotation) =>
        frame[quotation - 1].Is(':') && quotation - start is > 1 and < 9 && frame[start].Lower is "puis" or "et" or "und" or "dann" or "y" or "luego" or "después" or "danach" or "ensuite"
        && (quotation - start <= 3 || (frame[start + 1].Is(',') && (frame.Tongue!.IsPreposition(frame[start + 2]) || frame.Tongue.IsAdverb(frame[start + 2]))));

    /// <summary>What shows as the cue: its verb, or all words before a source.</summary>
    public static string CueText(Frame frame, int cue)
    {
        var words = frame.Tongue!.Sources.FirstOrDefault(words => Matches(frame, cue, words)) ?? [""];
        return frame.Text[frame[cue].Start..frame[cue + words.Length - 1].End];
    }

    private static bool IsIndirect(Frame frame, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (frame[i].IsWord && Reported.Contains(frame[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The verb of saying right behind a quotation, whoever its subject is; −1 for none.</returns>
    public static int CueBehind(Frame frame, int quotation)
    {
        var behind = quotation + 1;
        while (frame[behind].Is(','))
        {
            behind++;
        }

        return !frame[quotation].EndsSentence && Clauses.At(frame, behind) is { Subject: < 0 } saying ? saying.Cue : -1;
    }

    /// <summary>“…», añadió.”</summary>
    private static bool LacksSubject(Frame frame, int start, int quotation)
    {
        if (CueBehind(frame, quotation) >= 0)
        {
            return true;
        }

        var reach = frame[quotation - 1].Is(':') ? quotation : start + 4;
        for (var i = start; i < quotation && i < reach; i++)
        {
            if (Clauses.At(frame, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(Frame frame, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (frame[at + i].Lower != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The source that a preposition names at a token: “selon Jean Moen”, “nach Angaben der Ministerin”.</summary>
    public static Attribution? SourceAt(Frame frame, int at, int max, bool behind, double confidence)
    {
        foreach (var words in frame.Tongue!.Sources)
        {
            var last = words.Length - 1;
            if (!Matches(frame, at, words))
            {
                continue;
            }

            // "nach Angaben der Ministerin": the last word is its article.
            var first = last > 0 && frame.Tongue.IsDeterminer(frame[at + last]) ? at + last : at + words.Length;
            if (Groups.Core(frame, first, max) is { } core && !Groups.IsPronoun(frame, core))
            {
                return new Attribution(Clauses.Named(frame, core, max), at, behind, confidence);
            }
        }

        return null;
    }

    /// <summary>“dem Ministerium zufolge”, “Moen zufolge”.</summary>
    public static Attribution? Postposed(Frame frame, int at, int min, bool behind, double confidence)
    {
        if (!frame.Tongue!.IsGerman || frame[at].Lower is not "zufolge")
        {
            return null;
        }

        for (var first = Math.Max(min, at - Limits.Phrase); first < at; first++)
        {
            if (Groups.Core(frame, first, at - 1) is { } core && Groups.Whole(frame, core, at - 1).Last == at - 1)
            {
                return new Attribution(Clauses.Named(frame, core, at - 1), at, behind, confidence);
            }
        }

        return null;
    }
}
