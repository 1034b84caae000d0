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

    public static AttributedSpeaker Resolve(TokenizedParagraph tokens, int paragraphIndex, int token, AttributionRelation attribution,
        CoreferenceResolver people, Person? previousSpeaker)
    {
        var phrase = attribution.Speaker;
        var mention = new TextSpan(tokens[phrase.First].Start, tokens[phrase.Last].End);
        var cue = attribution.Cue >= 0 ? GetCueText(tokens, attribution.Cue) : null;
        var spoken =
            new AttributedSpeaker(mention, null, null, null, null, cue, attribution.Confidence, attribution, paragraphIndex, token);
        if (tokens.Profile is not null)
        {
            return ProfileSpeakerResolver.Resolve(spoken, tokens, people, previousSpeaker);
        }

        if (phrase.First == phrase.Last && Vocabulary.IsSubjectPronoun(tokens[phrase.First]))
        {
            return !DescriptionResolver.RefersToUnnamedPerson(tokens, phrase.First)
                && people.ResolvePronoun(Vocabulary.WithoutContraction(tokens[phrase.First].Lower), mention.Start,
                    previousSpeaker) is { } meant
                && meant.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = meant.Person, Name = meant.Person.Name, Role = meant.Person.Role }
                : spoken;
        }

        // "Her answer: “…”".
        if (phrase.First == phrase.Last && tokens[phrase.First].Lower is "his" or "her")
        {
            return people.ResolvePronoun(tokens[phrase.First].Lower is "his" ? "he" : "she", mention.Start, previousSpeaker) is { } owner
                && owner.Confidence * attribution.Confidence >= 0.45
                ? spoken with { Person = owner.Person, Name = owner.Person.Name, Role = owner.Person.Role }
                : spoken with { Confidence = 0 };
        }

        if (NameParser.Parse(tokens, phrase) is not { } parts || IsCoordinated(tokens, phrase))
        {
            // "The minister said": somebody whose office was told before.
            return DescriptionResolver.Resolve(tokens, phrase, people, previousSpeaker) is { } described
                ? spoken with { Person = described.Person, Name = described.Person.Name, Role = described.Person.Role,
                    Confidence = spoken.Confidence * described.Confidence }
                : SpeakerFilter.CanSpeak(tokens, phrase) ? spoken : spoken with { Confidence = 0 };
        }

        var name = NameParser.FormatName(tokens, parts);
        var person = people.Find(name, NameParser.GenderFromHonorific(tokens, parts));
        return spoken with { Person = person, Name = person?.Name ?? name, Role = RoleFinder.Find(tokens, parts) ?? person?.Role };
    }

    private static bool IsCoordinated(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (tokens[i].Lower is "and" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital && !OfficeTitles.IsOffice(tokens[i + 2].Text)
                && !OfficeTitles.IsOffice(tokens[i + 1].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static string GetCueText(TokenizedParagraph tokens, int cue) =>
        tokens.Profile is not null ? ProfileAttribution.GetCueText(tokens, cue)
        : tokens[cue].Lower == "according" ? tokens.Text[tokens[cue].Start..tokens[cue + 1].End] : tokens[cue].Text;
}
