using AlertBot.Articles;
using AlertBot.Briefs.Tongues;

namespace AlertBot.Briefs;

/// <summary>The speaker of one quotation, and how sure that is.</summary>
internal sealed record Spoken(TextSpan Mention, Person? Person, string? Name, string? Role, string? Venue, string? Cue, double Confidence, Attribution Attribution, int Frame, int Token)
{
    public bool Continues { get; init; }

    /// <summary>Whether the quotation was whole speech.</summary>
    public bool Direct { get; init; }

    /// <summary>Whether no closing mark ended it.</summary>
    public bool Open { get; init; }

    public static Spoken Of(Frame frame, int f, int token, Attribution attribution, People people, Person? speaking)
    {
        var phrase = attribution.Speaker;
        var mention = new TextSpan(frame[phrase.First].Start, frame[phrase.Last].End);
        var cue = attribution.Cue >= 0 ? CueText(frame, attribution.Cue) : null;
        var spoken = new Spoken(mention, null, null, null, null, cue, attribution.Confidence, attribution, f, token);
        if (frame.Tongue is not null)
        {
            return TongueSpeaker.Of(spoken, frame, people, speaking);
        }

        if (phrase.First == phrase.Last && Vocabulary.IsSubjectPronoun(frame[phrase.First]))
        {
            return !Descriptions.IsUnnamedBefore(frame, phrase.First) && people.Behind(Vocabulary.Pronoun(frame[phrase.First].Lower), mention.Start, speaking) is { } meant && meant.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = meant.Person, Name = meant.Person.Name, Role = meant.Person.Role }
                : spoken;
        }

        // "Her answer: “…”".
        if (phrase.First == phrase.Last && frame[phrase.First].Lower is "his" or "her")
        {
            return people.Behind(frame[phrase.First].Lower is "his" ? "he" : "she", mention.Start, speaking) is { } owner && owner.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = owner.Person, Name = owner.Person.Name, Role = owner.Person.Role }
                : spoken with { Confidence = 0 };
        }

        if (Names.Of(frame, phrase) is not { } parts || IsCoordinated(frame, phrase))
        {
            // "The minister said": somebody whose office was told before.
            return Descriptions.Resolve(frame, phrase, people, speaking) is { } described
                ? spoken with { Person = described.Person, Name = described.Person.Name, Role = described.Person.Role, Confidence = spoken.Confidence * described.Confidence }
                : Speakers.MaySpeak(frame, phrase) ? spoken : spoken with { Confidence = 0 };
        }

        var name = Names.Text(frame, parts);
        var person = people.Find(name);
        return spoken with { Person = person, Name = person?.Name ?? name, Role = Roles.Of(frame, parts) ?? person?.Role };
    }

    private static bool IsCoordinated(Frame frame, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (frame[i].Lower is "and" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && !Titles.IsOffice(frame[i + 2].Text) && !Titles.IsOffice(frame[i + 1].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string CueText(Frame frame, int cue) =>
        frame.Tongue is not null ? TongueAttribution.CueText(frame, cue)
        : frame[cue].Lower == "according" ? frame.Text[frame[cue].Start..frame[cue + 1].End] : frame[cue].Text;
}
