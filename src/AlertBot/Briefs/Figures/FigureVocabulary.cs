using System.Collections.Frozen;
using static AlertBot.Quotes.Languages.Vocabulary;

namespace AlertBot.Briefs.Figures;

/// <summary>The words by which figures of persons are read in one language.</summary>
/// <param name="Language">The two-letter code.</param>
/// <param name="Numbers">Number words below one hundred.</param>
/// <param name="Scales">Number words that multiply: “hundred”.</param>
/// <param name="And">Joins the parts of a number: “one hundred and five”.</param>
/// <param name="Qualifiers">Phrases before a number that are shown with it: “at least”.</param>
/// <param name="Persons">Nouns that name no group: “people”. A figure without a noun is of people, too.</param>
/// <param name="OtherPersons">Nouns for people beside those of another figure.</param>
/// <param name="Excluded">Words that make a figure one of something else: “years”, “percent”, “more”.</param>
/// <param name="Auxiliaries">Words between the noun and the role: “were”, “have been”, “confirmed”.</param>
/// <param name="FunctionWords">Words that no noun phrase contains. After a participle without an auxiliary, one of them shows that it is
/// passive: “two soldiers killed in Osk”, but not “two soldiers killed a man”.</param>
/// <param name="Articles">Function words that begin the object of an active verb.</param>
/// <param name="Negations">Words that take away the meaning of a number after them: “no one was killed”.</param>
/// <param name="Background">Words of sentences about another event: “ago”.</param>
/// <param name="TollWords">Words between “death toll” and its number.</param>
internal sealed record FigureVocabulary(
    string Language,
    FrozenDictionary<string, int> Numbers,
    FrozenDictionary<string, int> Scales,
    string And,
    IReadOnlyList<string> Qualifiers,
    FrozenSet<string> Persons,
    FrozenSet<string> OtherPersons,
    FrozenSet<string> Excluded,
    FrozenSet<string> Auxiliaries,
    FrozenSet<string> FunctionWords,
    FrozenSet<string> Articles,
    FrozenSet<string> Negations,
    FrozenSet<string> Background,
    FrozenSet<string> TollWords,
    IReadOnlyList<FigureRole> Roles)
{
    public static FigureVocabulary English { get; } = new(
        "en",
        Count("one two three four five six seven eight nine ten", 1)
            .Concat(Count("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 11))
            .Concat("twenty thirty forty fifty sixty seventy eighty ninety".Split(' ').Select((word, i) => (word, Value: (i + 2) * 10)))
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal),
        new Dictionary<string, int> { ["hundred"] = 100, ["thousand"] = 1_000 }.ToFrozenDictionary(StringComparer.Ordinal),
        "and",
        ["at least", "more than", "as many as", "fewer than", "less than", "up to", "over", "about", "around", "nearly", "almost", "some"],
        WordSet("people persons person"),
        WordSet("others"),
        WordSet(
            """
            more others other another additional further new percent % times year years month months week weeks day days hour hours minute
            minutes million billion
            """),
        WordSet(
            """
            was were is are be been being has have had now also so far confirmed reported feared believed presumed found left remain remains
            remained still pronounced declared
            """),
        WordSet(
            """
            a an the this that these those his her its their of in on at by from to into near with without for during after before since
            when while as amid over under across outside inside around between among following and or but who which where yesterday today
            overnight it he she they we
            """),
        WordSet("a an the his her its their this that these those it he she they we"),
        WordSet("no not every any this that the each which only"),
        WordSet("ago anniversary decade decades previous"),
        WordSet(
            """
            has have had is was now rises rose risen rising climbs climbed reaches reached passes passed jumps jumped stands stood to at of
            """),
        [
            new FigureRole("dead", WordSet("dead died deaths fatalities"), WordSet("killed"),
                WordSet("kill kills killed killing"), "death toll", OthersArePeople: false),
            new FigureRole("injured", WordSet("hurt"), WordSet("injured wounded"),
                WordSet("injure injures injured injuring wound wounds wounded wounding"), null, OthersArePeople: true),
            new FigureRole("missing", WordSet("missing unaccounted"), WordSet(""), WordSet(""), null, OthersArePeople: true),
            new FigureRole("arrested", WordSet("arrests"), WordSet("arrested detained"),
                WordSet("arrest arrests arrested arresting detain detains detained detaining"), null, OthersArePeople: false),
        ]);

    /// <returns>Null where the figures of the language are not read. An unknown language is read as English.</returns>
    public static FigureVocabulary? For(string? language) =>
        language is null || language.Split('-')[0] == English.Language ? English : null;

    private static IEnumerable<(string Word, int Value)> Count(string words, int first) =>
        words.Split(' ').Select((word, i) => (word, i + first));
}

/// <summary>What happened to the persons of a figure.</summary>
/// <param name="Name">Shown before the figures.</param>
/// <param name="After">Words after a number that name the role whatever follows: “32 dead”.</param>
/// <param name="Participles">The same, where what follows shows that they are not active verbs: “32 killed in Osk”.</param>
/// <param name="Before">Verbs before a number: “killing 32”.</param>
/// <param name="Toll">A phrase before a number: “death toll rises to 32”; null for none.</param>
/// <param name="OthersArePeople">Whether “others” are all persons of the role: “two killed, 12 others injured”.</param>
internal sealed record FigureRole(
    string Name, FrozenSet<string> After, FrozenSet<string> Participles, FrozenSet<string> Before, string? Toll, bool OthersArePeople);
