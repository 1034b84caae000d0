using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>A line that tells when an article came out, and nothing else.</summary>
internal static class PublicationDateLine
{
    private const int MaxLength = 110;

    /// <summary>Characters before the day: an outlet, a place, a writer's sign.</summary>
    private const int MaxPrefixLength = 30;

    private const int MinYear = 1990;
    private const int YearLimit = 2100;

    private static readonly SearchValues<char> PrefixSeparators = SearchValues.Create("|–—,-(:");

    private static readonly FrozenSet<string> Weekdays = ToSet(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
        + "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi "
        + "vendredi samedi dimanche "
        + "lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça "
        + "quarta quinta sexta feira "
        + "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag "
        + "lørdag søndag "
        + "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai poniedziałek wtorek środa czwartek piątek sobota "
        + "niedziela pondělí úterý středa čtvrtek pátek neděle "
        + "понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер пʼятниця субота неділя "
        + "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد");

    private static readonly FrozenSet<string> AccompanyingWords = ToSet(
        "am pm a p m et est edt pt pst pdt ct cst cdt mt gmt utc ist bst cet cest mez mesz uhr h hrs hours kl klo saat st nd rd th the "
            + "of on at and "
        + "de del du le la el il à a las alle ore om um vom den der ore o às "
        + "published publish posted updated update last first modified created edited date time original originally article story "
        + "veröffentlicht aktualisiert aktualisierung zuletzt bearbeitet überarbeitet geändert erstellt erschienen stand datum online "
        + "seit artikel publiziert "
        + "publié publiée publication mis mise jour modifié créé article actualisé publicado publicada actualizado actualizada "
        + "actualización creado fecha última hora "
        + "pubblicato pubblicata aggiornato aggiornata aggiornamento ultimo data atualizado atualizada atualização em por publicerad "
        + "publicerat uppdaterad senast publisert oppdatert opdateret publiceret udgivet "
        + "gepubliceerd bijgewerkt laatst julkaistu päivitetty opublikowano aktualizacja zaktualizowano dodano publikováno "
        + "aktualizováno vydáno опубликовано обновлено оновлено публікації дата تم نشره نشر آخر تحديث مساء صباحا مساءً صباحًا "
        + "年 月 日 時 时 分 秒 年月日 更新 公開 発表 發布 发布 日期 時間 时间 週 星期 년 월 일 입력 수정 등록");

    public static bool IsMatch(string line)
    {
        if (line.Length is 0 or > MaxLength)
        {
            return false;
        }

        return Weekdays.Contains(line.Trim(' ', ',', '.')) || (line.Any(char.IsDigit) && (IsDate(line) || IsDate(SkipPrefix(line))));
    }

    /// <summary>“Ulm Bay, 12 May 2020”, “Ana Lund | 12 May 2020”: what stands before the day, if it is short and no sentence.</summary>
    private static ReadOnlySpan<char> SkipPrefix(string line)
    {
        var at = line.AsSpan(0, Math.Min(line.Length, MaxPrefixLength)).IndexOfAny(PrefixSeparators);
        return at < 2 || at + 2 >= line.Length || line.AsSpan(0, at).Trim().Count(' ') > 3 || !char.IsWhiteSpace(line[at + 1])
            || !char.IsUpper(line[0]) ? [] : line.AsSpan(at + 1);
    }

    private static bool IsDate(ReadOnlySpan<char> line)
    {
        var (months, years, numbers, unknown) = (0, 0, 0, 0);
        for (var at = 0; at < line.Length;)
        {
            var end = FindTokenEnd(line, at);
            var word = line[at..end];
            at = Math.Max(end, at + 1);
            if (word.IsEmpty)
            {
                continue;
            }

            if (char.IsAsciiDigit(word[0]))
            {
                numbers++;
                years += word.Length == 4 && int.Parse(word, CultureInfo.InvariantCulture) is >= MinYear and < YearLimit ? 1 : 0;
                if (word.Length is > 4 or 3)
                {
                    return false;
                }
            }
            else if (MonthNames.Parse(word.ToString()) is not null)
            {
                months++;
            }
            else if (!IsKnownWord(word) && (word.Length > 2 || ++unknown > 1))
            {
                return false;
            }
        }

        return numbers >= 2 && (years > 0 || months > 0 || (numbers <= 3 && line.Contains(':')));
    }

    /// <summary>Letters and digits are words of their own: “4pm”, “2nd”.</summary>
    private static int FindTokenEnd(ReadOnlySpan<char> line, int at)
    {
        var end = at;
        while (end < line.Length && char.IsLetterOrDigit(line[end]) && char.IsAsciiDigit(line[end]) == char.IsAsciiDigit(line[at]))
        {
            end++;
        }

        return end;
    }

    private static bool IsKnownWord(ReadOnlySpan<char> word) =>
        AccompanyingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
            || Weekdays.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> ToSet(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
