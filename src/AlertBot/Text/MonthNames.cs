namespace AlertBot.Text;

/// <summary>The months as pages write them, in full, in the genitive and cut short.</summary>
internal static class MonthNames
{
    // A name that is two months in two languages stands for the one of the larger press.
    private static readonly string[] NamesByMonth =
    [
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń stycznia ianuarie января январь січня "
            + "януари ocak tammikuuta január ledna gener يناير جانفي ιανουαρίου जनवरी",
        "february feb februar februari février févr fev fév febrero febbraio fevereiro luty lutego februarie февраля февраль лютого "
            + "февруари şubat helmikuuta február února febrer فبراير شباط φεβρουαρίου फरवरी",
        "march mar märz maerz mrz mars marzo março maart marzec marca martie marts марта март березня mart maaliskuuta március března "
            + "març مارس آذار μαρτίου मार्च",
        "april apr avril avr abril abr aprile kwiecień kwietnia aprilie апреля апрель квітня април nisan huhtikuuta április dubna "
            + "أبريل نيسان ابريل إبريل απριλίου अप्रैल",
        "may mai mayo maggio mag maio mei maj maja мая май травня mayıs toukokuuta május května maig مايو أيار μαΐου μαίου मई",
        "june jun juni juin junio giugno giu junho czerwiec czerwca iunie июня июнь червня юни haziran kesäkuuta június června juny "
            + "يونيو حزيران يونيه ιουνίου जून",
        "july jul juli juillet juil julio luglio lug julho lipiec lipca iulie июля июль липня юли temmuz heinäkuuta július července "
            + "juliol يوليو تموز يوليه ιουλίου जुलाई",
        "august aug août aout agosto ago augustus augusti sierpień sierpnia августа август серпня ağustos elokuuta augusztus srpna "
            + "agost agustus أغسطس اغسطس αυγούστου अगस्त",
        "september sep sept septembre septiembre settembre set setembro wrzesień września septembrie сентября сентябрь вересня "
            + "септември eylül syyskuuta szeptember září setembre سبتمبر أيلول σεπτεμβρίου सितंबर सितम्बर",
        "october oct oktober okt octobre octubre ottobre ott outubro out październik października octombrie октября октябрь жовтня "
            + "октомври ekim lokakuuta október října أكتوبر اكتوبر οκτωβρίου अक्टूबर अक्तूबर",
        "november nov novembre noviembre novembro listopad listopada noiembrie ноября ноябрь листопада ноември kasım marraskuuta "
            + "listopadu نوفمبر νοεμβρίου नवंबर",
        "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia decembrie desember декабря декабрь "
            + "грудня декември aralık joulukuuta prosince desembre ديسمبر δεκεμβρίου दिसंबर",
    ];

    private static readonly Dictionary<string, int> MonthsByName = NamesByMonth
        .SelectMany((names, index) => names.Split(' ').Select(name => (name, Month: index + 1)))
        .DistinctBy(m => m.name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(m => m.name, m => m.Month, StringComparer.OrdinalIgnoreCase);

    /// <returns>1 to 12; null for what names no month.</returns>
    public static int? Parse(string name) => MonthsByName.TryGetValue(name, out var number) ? number : null;
}
