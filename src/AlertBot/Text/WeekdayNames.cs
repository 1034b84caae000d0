using System.Collections.Frozen;

namespace AlertBot.Text;

/// <summary>The names of the days of the week as news pages write them, by language, in lower case.</summary>
internal static class WeekdayNames
{
    /// <summary>For each language the seven days, from Monday; a slash precedes the abbreviations.</summary>
    private static readonly FrozenDictionary<string, string> DaysByLanguage = new Dictionary<string, string>
    {
        ["en"] = "monday tuesday wednesday thursday friday saturday sunday / mon tue tues wed thu thur thurs fri sat sun",
        ["de"] = "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag / mo di mi do fr sa so",
        ["fr"] = "lundi mardi mercredi jeudi vendredi samedi dimanche",
        ["es"] = "lunes martes miércoles jueves viernes sábado domingo",
        ["it"] = "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        ["pt"] = "segunda terça quarta quinta sexta sábado domingo",
        ["nl"] = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        ["sv"] = "måndag tisdag onsdag torsdag fredag lördag söndag",
        ["da"] = "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        ["fi"] = "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        ["pl"] = "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        ["cs"] = "pondělí úterý středa čtvrtek pátek sobota neděle",
        ["ru"] = "понедельник вторник среда четверг пятница суббота воскресенье",
        ["uk"] = "понеділок вівторок середа четвер пʼятниця субота неділя",
        ["ar"] = "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> AllNames =
        DaysByLanguage.Values.SelectMany(SplitNames).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is the name of a weekday in any language, in full or abbreviated.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => AllNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <returns>The names in full, Monday first, in lower case.</returns>
    /// <param name="language">A two-letter code of the table, such as <c>de</c>.</param>
    public static IEnumerable<string> FullNames(string language) => SplitNames(DaysByLanguage[language].Split('/')[0]);

    private static string[] SplitNames(string names) => names.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
}
