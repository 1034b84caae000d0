using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>The names of the months as news pages write them, by language, in lower case.</summary>
internal static class MonthNames
{
    /// <summary>
    /// For each language the twelve months. The spellings of one month are separated by spaces; a slash precedes its abbreviations. Slavic
    /// names are in the genitive too, as in dates.
    /// </summary>
    private static readonly FrozenDictionary<string, string> MonthsByLanguage = new Dictionary<string, string>
    {
        ["en"] = "january / jan, february / feb, march / mar, april / apr, may, june / jun, july / jul, august / aug, "
            + "september / sep sept, october / oct, november / nov, december / dec",
        ["de"] = "januar jänner / jan, februar / feb, märz / maerz mrz, april / apr, mai, juni / jun, juli / jul, august / aug, "
            + "september / sep sept, oktober / okt, november / nov, dezember / dez",
        ["fr"] = "janvier / janv, février / févr fév, mars, avril / avr, mai, juin, juillet / juil, août / aout, septembre / sept, "
            + "octobre, novembre / nov, décembre / déc",
        ["es"] = "enero / ene, febrero / feb, marzo / mar, abril / abr, mayo / may, junio / jun, julio / jul, agosto / ago, "
            + "septiembre / sep, octubre / oct, noviembre / nov, diciembre / dic",
        ["it"] = "gennaio / gen, febbraio / feb, marzo / mar, aprile / apr, maggio / mag, giugno / giu, luglio / lug, agosto / ago, "
            + "settembre / set, ottobre / ott, novembre / nov, dicembre / dic",
        ["pt"] = "janeiro / jan, fevereiro / fev, março / mar, abril / abr, maio, junho / jun, julho / jul, agosto / ago, setembro / set, "
            + "outubro / out, novembro / nov, dezembro / dez",
        ["nl"] = "januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december",
        ["ca"] = "gener, febrer, març, abril, maig, juny, juliol, agost, setembre, octubre, novembre, desembre",
        ["ro"] = "ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie, decembrie",
        ["sv"] = "januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december",
        ["da"] = "januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december",
        ["no"] = "januar, februar, mars, april, mai, juni, juli, august, september, oktober, november, desember",
        ["fi"] = "tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta, elokuuta, syyskuuta, lokakuuta, "
            + "marraskuuta, joulukuuta",
        ["pl"] = "styczeń stycznia, luty lutego, marzec marca, kwiecień kwietnia, maj maja, czerwiec czerwca, lipiec lipca, "
            + "sierpień sierpnia, wrzesień września, październik października, listopad listopada, grudzień grudnia",
        ["cs"] = "ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu, prosince",
        ["hu"] = "január, február, március, április, május, június, július, augusztus, szeptember, október, november, december",
        ["tr"] = "ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık",
        ["ru"] = "январь января, февраль февраля, март марта, апрель апреля, май мая, июнь июня, июль июля, август августа, "
            + "сентябрь сентября, октябрь октября, ноябрь ноября, декабрь декабря",
        ["uk"] = "січня, лютого, березня, квітня, травня, червня, липня, серпня, вересня, жовтня, листопада, грудня",
        ["bg"] = "януари, февруари, март, април, май, юни, юли, август, септември, октомври, ноември, декември",
        ["el"] = "ιανουαρίου, φεβρουαρίου, μαρτίου, απριλίου, μαΐου μαίου, ιουνίου, ιουλίου, αυγούστου, σεπτεμβρίου, οκτωβρίου, "
            + "νοεμβρίου, δεκεμβρίου",
        ["ar"] = "يناير جانفي, فبراير شباط, مارس آذار, أبريل ابريل إبريل نيسان, مايو أيار, يونيو يونيه حزيران, يوليو يوليه تموز, "
            + "أغسطس اغسطس, سبتمبر أيلول, أكتوبر اكتوبر, نوفمبر, ديسمبر",
        ["hi"] = "जनवरी, फरवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर सितम्बर, अक्टूबर अक्तूबर, नवंबर, दिसंबर",
    }.ToFrozenDictionary();

    /// <summary>No spelling is the name of two different months.</summary>
    private static readonly FrozenDictionary<string, int> MonthsByName = MonthsByLanguage.Values
        .SelectMany(months => months.Split(", ").SelectMany((names, index) => SplitNames(names).Select(name => (name, Month: index + 1))))
        .Append((name: "agustus", Month: 8)) // Indonesian: the other names except March are in the rows above.
        .DistinctBy(m => m.name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(m => m.name, m => m.Month, StringComparer.OrdinalIgnoreCase);

    /// <returns>1 to 12; null when the word is not the name of a month.</returns>
    public static int? Parse(ReadOnlySpan<char> name) =>
        MonthsByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var month) ? month : null;

    /// <returns>The names in full, January first, in lower case.</returns>
    /// <param name="language">A two-letter code of the table, such as <c>de</c>.</param>
    public static IEnumerable<string> FullNames(string language) =>
        MonthsByLanguage[language].Split(", ").SelectMany(names => SplitNames(names.Split('/')[0]));

    /// <returns>The abbreviations, January first, in lower case and without a full stop.</returns>
    /// <inheritdoc cref="FullNames"/>
    public static IEnumerable<string> Abbreviations(string language) =>
        MonthsByLanguage[language].Split(", ").SelectMany(names => SplitNames(names.Split('/').ElementAtOrDefault(1) ?? ""));

    private static string[] SplitNames(string names) => names.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
}
