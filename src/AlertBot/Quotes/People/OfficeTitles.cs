using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Offices, ranks, trades and titles next to a name, mostly English.</summary>
internal static class OfficeTitles
{
    // Titles are part of a mention and never a role.
    private static readonly FrozenSet<string> Honorifics =
        Vocabulary.WordSet("mr mrs ms miss mx sir dame lady lord dr herr frau monsieur madame señor señora m mme don doña");

    private static readonly FrozenSet<string> Offices = Vocabulary.WordSet(
        """
        president vice-president premier chancellor minister secretary undersecretary senator sen congressman congresswoman representative
        rep governor gov mayor councilman councilwoman councillor commissioner ambassador envoy
        speaker leader chairman chairwoman chair chairperson director ceo chief executive officer founder co-founder cofounder owner
        manager editor reporter correspondent journalist columnist anchor host moderator
        analyst strategist adviser advisor aide spokesman spokeswoman spokesperson counsel attorney lawyer prosecutor judge justice
        professor prof doctor researcher scientist economist historian author writer
        general gen colonel col captain capt lieutenant lt sergeant sgt major maj admiral adm commander sheriff detective inspector
        superintendent constable pope cardinal bishop archbishop father reverend rev rabbi imam king queen prince princess
        candidate nominee frontrunner front-runner contender hopeful democrat republican democratic activist organizer organiser consultant
        donor pollster lawmaker legislator delegate whip treasurer
        actor actress singer comedian filmmaker producer coach player striker midfielder goalkeeper engineer farmer
        teacher student resident witness survivor veteran nurse mother
        barrister solicitor coroner surgeon physician scholar lecturer provost firefighter paramedic pilot rapper songwriter comedienne
        designer architect publisher presenter broadcaster blogger commentator photographer screenwriter playwright novelist biographer
        curator
        agent vendor trooper prosecution
        poet painter sculptor composer violinist pianist cellist dancer essayist translator chemist physicist mathematician midwife
        carpenter
        official laureate campaigner negotiator auditor accountant banker tycoon heiress batsman bowler quarterback winger jockey cyclist
        swimmer golfer referee umpire trainer pastor priest cleric sultan taoiseach grandmother grandfather landlord gardener nun mep
        brother sister son daughter wife husband uncle cousin widow mogul businessman businesswoman billionaire investor entrepreneur head
        deputy under coordinator co-chair cochair boss principal dean
        minister ministerpräsident bundeskanzler bundeskanzlerin kanzler kanzlerin präsident präsidentin sprecher sprecherin ministerin
        bundespräsident außenminister außenministerin innenminister innenministerin finanzminister finanzministerin verteidigungsminister
        bürgermeister bürgermeisterin vorsitzende vorsitzender chef chefin direktor direktorin professorin polizeisprecher polizeisprecherin
        président présidente ministre maire directeur directrice porte-parole chef députée député sénateur sénatrice procureur procureure
        presidente presidenta ministro ministra alcalde alcaldesa directora portavoz jefe jefa diputado diputada senador senadora
        """);

    // Words after "of" or "for" in an office: "Secretary of State".
    private static readonly FrozenSet<string> OfficeFields = Vocabulary.WordSet(
        "state defense defence treasury commerce labor labour energy education justice interior agriculture transportation transport "
            + "health human services homeland security foreign affairs finance war trade veterans housing urban development culture "
            + "environment economy staff police operations communications mission");

    // Last words of names that are not a person's.
    private static readonly FrozenSet<string> OrganizationNouns = Vocabulary.WordSet(
        """
        house court courts news street university college party committee times post states council department ministry office bank group
        inc corp ltd company co association union league institute foundation center centre agency
        service police army navy force forces congress senate parliament commission board campaign project network press journal herald
        tribune guardian globe today magazine reuters fund trust church school hospital airport island islands
        city county state republic kingdom nations america act bill law agreement deal treaty accord day week game games cup series
        test world war road avenue square park river valley lake sea ocean mountain beach hotel tower
        studios records entertainment pictures airlines airways motors systems technologies energy international radio television tv
        channel club united fc championship conference convention caucus administration government
        democrats republicans americans russians europeans ukrainians israelis palestinians security intelligence bureau authority society
        federation organization organisation alliance coalition front movement hill capitol
        york zealand lanka africa korea arabia kong francisco angeles vegas carolina dakota hampshire jersey mexico virginia
        emirates britain ireland europe asia
        """);

    // Nouns for people that are not offices; in the plural they start headlines and sentences ("Residents fled").
    private static readonly FrozenSet<string> GroupNouns = Vocabulary.WordSet(
        "protester protestor demonstrator marcher supporter critic opponent voter neighbour neighbor fan rebel soldier worker trader "
            + "refugee migrant parent visitor tourist scientist union ally aide guest viewer reader user");

    // "shopkeeper", "pathologist", "steelworker".
    private static readonly string[] TradeSuffixes =
        ["keeper", "maker", "worker", "owner", "ologist", "ician", "ographer", "smith", "driver", "dealer"];

    private static readonly string[] GermanOffices = ["minister", "präsident"];

    public static bool IsHonorific(string word) => Honorifics.Contains(NormalizeWord(word));

    public static bool IsOffice(string word)
    {
        var bare = NormalizeWord(word);
        return Offices.Contains(bare) || (bare.Length > 5 && IsCompound(bare)) || IsTrade(word, bare) || IsGermanCompound(bare);
    }

    /// <summary>Whether any token from <paramref name="first"/> to <paramref name="last"/> is an office.</summary>
    public static bool ContainsOffice(TokenizedParagraph tokens, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (IsOffice(tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A plural such as “Attorneys” or “Residents”, which is not a name although it has a capital at the start of a sentence.
    /// </summary>
    public static bool IsPluralOffice(string word) =>
        word.Length > 4 && word[^1] == 's' && NormalizeWord(word)[..^1] is var singular
        && (Offices.Contains(singular) || GroupNouns.Contains(singular));

    /// <summary>“co-chairman”, “vice-president”.</summary>
    private static bool IsCompound(string word) =>
        word.LastIndexOf('-') is var hyphen and > 0 && Offices.Contains(word[(hyphen + 1)..])
            && !word.StartsWith("anti", StringComparison.Ordinal);

    private static bool IsTrade(string word, string bare) =>
        bare.Length > 8 && char.IsLower(word[0]) && Vocabulary.EndsWithAny(bare, TradeSuffixes);

    /// <summary>“Außenminister”, “Bundespräsident”.</summary>
    private static bool IsGermanCompound(string word) => word.Length > 9 && Vocabulary.EndsWithAny(word, GermanOffices);

    public static bool IsOfficeField(string word) => OfficeFields.Contains(NormalizeWord(word));

    public static bool IsOrganization(string word) => OrganizationNouns.Contains(NormalizeWord(word));

    /// <summary>Whether a role (“U.S. Sen.”) contains the office (“senator”).</summary>
    public static bool IsSameOffice(string role, string office)
    {
        var wanted = Expand(NormalizeWord(office));
        return Array.Exists(role.Split(' '), word => Expand(NormalizeWord(word)) == wanted);
    }

    private static string Expand(string word) => word switch
    {
        "sen" => "senator",
        "rep" or "congressman" or "congresswoman" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "prof" => "professor",
        _ => word,
    };

    private static string NormalizeWord(string word)
    {
        var bare = word.TrimEnd('.').ToLowerInvariant();
        return bare.EndsWith("'s", StringComparison.Ordinal) || bare.EndsWith("’s", StringComparison.Ordinal) ? bare[..^2] : bare;
    }
}
