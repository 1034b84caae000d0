using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;
using AlertBot.Text;

namespace AlertBot.Quotes.Attribution;

/// <summary>The speaker of a quotation with the confidence of the attribution.</summary>
/// <param name="Mention">The words next to the quotation that name the speaker.</param>
/// <param name="Person">Null for a speaker whom the text does not name in full.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="ParagraphIndex">Index of the quotation's paragraph.</param>
/// <param name="TokenIndex">Index of the quotation's token in its paragraph.</param>
internal sealed record AttributedSpeaker(TextSpan Mention, Person? Person, string? Name, string? Role, string? Venue, string? Cue,
    double Confidence, AttributionRelation Attribution, int ParagraphIndex, int TokenIndex)
{
    // The product of the confidences of attribution and pronoun must reach this.
    private const double MinPronounConfidence = 0.45;

    /// <summary>Whether the quotation is the second part of one that its cue splits.</summary>
    public bool Continues { get; init; }

    /// <summary>Whether the quotation is whole sentences of speech.</summary>
    public bool IsDirectSpeech { get; init; }

    /// <summary>Whether the quotation has no closing mark, so that the next paragraph continues it.</summary>
    public bool IsUnclosed { get; init; }

    /// <summary>The token at which the attribution ends if it follows the quotation, otherwise the quotation.</summary>
    public int LastToken => Math.Max(TokenIndex, Attribution.FollowsQuote ? Attribution.Cue : 0);

    /// <summary>Resolves the phrase of an attribution to a speaker.</summary>
    /// <param name="previousSpeaker">The speaker of the previous quotation; null for none.</param>
    public static AttributedSpeaker Resolve(TokenizedParagraph tokens, int paragraphIndex, int token, AttributionRelation attribution,
        CoreferenceResolver people, Person? previousSpeaker)
    {
        var phrase = attribution.Speaker;
        var mention = new TextSpan(tokens[phrase.First].Start, tokens[phrase.Last].End);
        var cue = attribution.Cue >= 0 ? GetCueText(tokens, attribution.Cue) : null;
        var speaker = new AttributedSpeaker(mention, null, null, null, null, cue, attribution.Confidence, attribution, paragraphIndex,
            token);
        if (tokens.Profile is not null)
        {
            return ProfileSpeakerResolver.Resolve(speaker, tokens, people, previousSpeaker);
        }

        if (phrase.IsSingleToken && Vocabulary.IsSubjectPronoun(tokens[phrase.First]))
        {
            return DescriptionResolver.RefersToUnnamedPerson(tokens, phrase.First)
                ? speaker
                : speaker.ResolvePronoun(Vocabulary.WithoutContraction(tokens[phrase.First].Lower), people, previousSpeaker) ?? speaker;
        }

        // "Her answer: “…”".
        if (phrase.IsSingleToken && tokens[phrase.First].Lower is "his" or "her")
        {
            var pronoun = tokens[phrase.First].Lower is "his" ? "he" : "she";
            return speaker.ResolvePronoun(pronoun, people, previousSpeaker) ?? speaker with { Confidence = 0 };
        }

        return NameParser.Parse(tokens, phrase) is { } parts && !IsCoordinated(tokens, phrase)
            ? speaker.WithName(tokens, parts, people)
            : speaker.ResolveDescription(tokens, phrase, people, previousSpeaker);
    }

    public AttributedSpeaker WithPerson(Person person) => this with { Person = person, Name = person.Name, Role = person.Role };

    /// <returns>Null where the pronoun does not refer to one person with enough confidence.</returns>
    public AttributedSpeaker? ResolvePronoun(string pronoun, CoreferenceResolver people, Person? previousSpeaker) =>
        people.ResolvePronoun(pronoun, Mention.Start, previousSpeaker) is { } antecedent
        && antecedent.Confidence * Confidence >= MinPronounConfidence
            ? WithPerson(antecedent.Person)
            : null;

    private AttributedSpeaker WithName(TokenizedParagraph tokens, NameParts parts, CoreferenceResolver people)
    {
        var name = NameParser.FormatName(tokens, parts);
        var person = people.Find(name, NameParser.GenderFromHonorific(tokens, parts));
        return this with { Person = person, Name = person?.Name ?? name, Role = RoleFinder.Find(tokens, parts) ?? person?.Role };
    }

    /// <summary>“The minister said” refers to a minister whom the text has named.</summary>
    private AttributedSpeaker ResolveDescription(TokenizedParagraph tokens, Phrase phrase, CoreferenceResolver people,
        Person? previousSpeaker)
    {
        if (DescriptionResolver.Resolve(tokens, phrase, people, previousSpeaker) is { } described)
        {
            return WithPerson(described.Person) with { Confidence = Confidence * described.Confidence };
        }

        return SpeakerFilter.CanSpeak(tokens, phrase) ? this : this with { Confidence = 0 };
    }

    /// <summary>“Ann Bo and Cy Do”; “Work and Pensions Secretary” is one office.</summary>
    private static bool IsCoordinated(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First + 1; i < phrase.Last; i++)
        {
            if (tokens[i].Lower is "and" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital
                && !OfficeTitles.ContainsOffice(tokens, i + 1, i + 2))
            {
                return true;
            }
        }

        return false;
    }

    private static string GetCueText(TokenizedParagraph tokens, int cue)
    {
        if (tokens.Profile is not null)
        {
            return ProfileAttribution.GetCueText(tokens, cue);
        }

        return tokens[cue].Lower == "according" ? tokens.GetText(cue, cue + 1) : tokens[cue].Text;
    }
}
