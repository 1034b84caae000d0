using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;
using AlertBot.Text;

namespace AlertBot.Quotes.Attribution;

/// <summary>The speaker of one quotation, and how sure that is.</summary>
internal sealed record AttributedSpeaker(TextSpan Mention, Person? Person, string? Name, string? Role, string? Venue, string? Cue,
    double Confidence, AttributionRelation Attribution, int ParagraphIndex, int TokenIndex)
{
    public bool Continues { get; init; }

    /// <summary>Whether the quotation was whole speech.</summary>
    public bool IsDirectSpeech { get; init; }

    /// <summary>Whether no closing mark ended it.</summary>
    public bool IsUnclosed { get; init; }

    public static AttributedSpeaker Resolve(TokenizedParagraph frame, int f, int token, AttributionRelation attribution,
        CoreferenceResolver people, Person? speaking)
    {
        var phrase = attribution.Speaker;
        var mention = new TextSpan(frame[phrase.First].Start, frame[phrase.Last].End);
        var cue = attribution.Cue >= 0 ? GetCueText(frame, attribution.Cue) : null;
        var spoken = new AttributedSpeaker(mention, null, null, null, null, cue, attribution.Confidence, attribution, f, token);
        if (frame.Profile is not null)
        {
            return ProfileSpeakerResolver.Resolve(spoken, frame, people, speaking);
        }

        if (phrase.First == phrase.Last && Vocabulary.IsSubjectPronoun(frame[phrase.First]))
        {
            return !DescriptionResolver.RefersToUnnamedPerson(frame, phrase.First)
                && people.ResolvePronoun(Vocabulary.WithoutContraction(frame[phrase.First].Lower), mention.Start, speaking) is { } meant
                && meant.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = meant.Person, Name = meant.Person.Name, Role = meant.Person.Role }
                : spoken;
        }

        // "Her answer: “…”".
        if (phrase.First == phrase.Last && frame[phrase.First].Lower is "his" or "her")
        {
            return people.ResolvePronoun(frame[phrase.First].Lower is "his" ? "he" : "she", mention.Start, speaking) is { } owner
                && owner.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = owner.Person, Name = owner.Person.Name, Role = owner.Person.Role }
                : spoken with { Confidence = 0 };
        }

        if (NameParser.Parse(frame, phrase) is not { } parts || IsCoordinated(frame, phrase))
        {
            // "The minister said": somebody whose office was told before.
            return DescriptionResolver.Resolve(frame, phrase, people, speaking) is { } described
                ? spoken with { Person = described.Person, Name = described.Person.Name, Role = described.Person.Role,
                    Confidence = spoken.Confidence * described.Confidence }
                : SpeakerFilter.CanSpeak(frame, phrase) ? spoken : spoken with { Confidence = 0 };
        }

        var name = NameParser.FormatName(frame, parts);
        var person = people.Find(name, NameParser.GenderFromHonorific(frame, parts));
        return spoken with { Person = person, Name = person?.Name ?? name, Role = RoleFinder.Find(frame, parts) ?? person?.Role };
    }

    private static bool IsCoordinated(TokenizedParagraph frame, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (frame[i].Lower is "and" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && !OfficeTitles.IsOffice(frame[i + 2].Text)
                && !OfficeTitles.IsOffice(frame[i + 1].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string GetCueText(TokenizedParagraph frame, int cue) =>
        frame.Profile is not null ? ProfileAttribution.GetCueText(frame, cue)
        : frame[cue].Lower == "according" ? frame.Text[frame[cue].Start..frame[cue + 1].End] : frame[cue].Text;
}
