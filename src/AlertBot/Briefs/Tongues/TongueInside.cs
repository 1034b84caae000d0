namespace AlertBot.Briefs.Tongues;

/// <summary>Finds the speaker whom a newspaper puts between the marks: « Nous partons, a dit Jean Moen, et vite. »</summary>
internal static class TongueInside
{
    // A word of two more before the insertion, or it is the speaker's own story of what another said.
    private const int ShortestBefore = 2;

    // Further on it is a tale with talk in it.
    private const int Reach = 80;

    public static Spoken? Find(Frame frame, int f, int token, People people, Person? speaking)
    {
        var quotation = frame.Quotations[frame[token].Quotation];
        if (quotation.Single)
        {
            return null;
        }

        var inner = Frame.Of(frame.Text, quotation.Inner, [], 0, frame.Tongue);
        for (var i = ShortestBefore; i < inner.Count && i < Reach; i++)
        {
            if ((inner[i].Is(',') || inner[i].Is('–') || inner[i].Is('—')) && Inserted(inner, i + 1) is { } attribution)
            {
                var outer = new Attribution(new Phrase(token, token), token, true, attribution.Confidence);
                return Of(inner, frame, f, token, attribution, people, speaking) with { Attribution = outer };
            }
        }

        return null;
    }

    private static Spoken Of(Frame inner, Frame frame, int f, int token, Attribution attribution, People people, Person? speaking)
    {
        var pronoun = inner[attribution.Speaker.First];
        var spoken = Spoken.Of(inner, f, 0, attribution, people, speaking);
        spoken = inner.Tongue!.IsPronoun(pronoun) && attribution.Speaker.First == attribution.Speaker.Last ? TongueSpeaker.Behind(spoken, frame, token, pronoun.Lower, people, speaking) : spoken;
        return spoken with { Venue = TongueVenues.Around(inner, attribution) };
    }

    /// <summary>A verb of saying with its subject behind it, as far as the next mark.</summary>
    private static Attribution? Inserted(Frame inner, int first)
    {
        if (inner[first - 2].Is(',') || Clauses.At(inner, first) is not { } saying || Clauses.Following(inner, saying, inner.Count - 1) is not { } subject || inner[subject.First].Lower is "je" or "ich" or "yo" or "nous" or "wir" or "on" or "man")
        {
            return null;
        }

        // The insertion is the verb's alone: a French verb without its subject hung on it is a compound.
        var next = inner[subject.Last + 1];
        return (next.Is(',') || next.Is('.') || next.Is('–') || next.Is('—') || next.Is('…') || inner.Tongue!.IsPreposition(next) || inner.Tongue.IsTime(next)) && Ends(inner, subject.Last + 1)
            ? new Attribution(subject, saying.Cue, true, 0.85)
            : null;
    }

    private static bool Ends(Frame inner, int first)
    {
        for (var i = first; i < inner.Count && i < first + Limits.Phrase; i++)
        {
            if (!inner[i].IsWord)
            {
                return inner[i].Is(',') || inner[i].EndsSentence || inner[i].Is('–') || inner[i].Is('—');
            }
        }

        return false;
    }
}
