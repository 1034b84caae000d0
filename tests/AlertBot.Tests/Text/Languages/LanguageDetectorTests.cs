using AlertBot.Text.Languages;

namespace AlertBot.Tests.Text.Languages;

/// <summary>The language of a text, declared or detected.</summary>
public class LanguageDetectorTests
{
    [Theory]
    [InlineData("The harbour was closed on Monday and it will be open again when the divers have seen all of the walls.", "en")]
    [InlineData("Der Hafen wurde am Montag nach einem Sturm geschlossen, und die Fähren sind noch nicht wieder auf dem Weg.", "de")]
    [InlineData("Le port a été fermé lundi après une tempête, et les bateaux ne sont pas encore de retour dans la ville.", "fr")]
    [InlineData("El puerto fue cerrado el lunes por una tormenta y los barcos no han vuelto todavía a la ciudad, según las autoridades.",
        "es")]
    [InlineData("Il porto è stato chiuso lunedì dopo una tempesta e le navi non sono ancora tornate nella città, dice il sindaco.", "it")]
    [InlineData("O porto foi fechado na segunda-feira por causa de uma tempestade e os barcos ainda não voltaram para a cidade.", "pt")]
    [InlineData("De haven werd maandag gesloten na een storm en de schepen zijn nog niet terug in de stad, zegt het bestuur.", "nl")]
    [InlineData("Port został zamknięty w poniedziałek po burzy i statki nie wróciły jeszcze do miasta, jak mówi się na wybrzeżu.", "pl")]
    [InlineData("Порт был закрыт в понедельник после бури, и суда ещё не вернулись.", "ru")]
    [InlineData("Порт закрили в понеділок після бурі, і кораблі ще не повернулися.", "uk")]
    [InlineData("港は月曜日に嵐のあと閉鎖された。船はまだ戻っていない。", "ja")]
    [InlineData("港口星期一因暴风雨关闭，船只尚未返回城市。", "zh")]
    [InlineData("항구는 월요일 폭풍 이후 폐쇄되었고 배는 아직 돌아오지 않았다.", "ko")]
    [InlineData("أغلق الميناء يوم الاثنين بعد العاصفة ولم تعد السفن إلى المدينة.", "ar")]
    [InlineData("Το λιμάνι έκλεισε τη Δευτέρα μετά την καταιγίδα.", "el")]
    public void The_language_of_an_undeclared_text_is_detected(string text, string expected) =>
        Assert.Equal(expected, LanguageResolver.Resolve(text, null));

    [Theory]
    [InlineData("en-us", "en-US")]
    [InlineData("EN", "en")]
    [InlineData("zh_hant_tw", "zh-Hant-TW")]
    [InlineData("iw", "he")]
    public void A_declared_language_is_normalized(string declared, string expected) =>
        Assert.Equal(expected, LanguageResolver.Resolve("12:30", declared));

    [Theory]
    [InlineData("")]
    [InlineData("english please")]
    [InlineData("und")]
    [InlineData("{{lang}}")]
    public void An_invalid_language_declaration_is_ignored(string declared) => Assert.Null(LanguageResolver.Resolve("12:30", declared));

    [Fact]
    public void Too_few_words_give_no_language() => Assert.Null(LanguageResolver.Resolve("Port Velin: Marta Olen", null));

    [Fact]
    public void Another_script_overrules_the_declaration() =>
        Assert.Equal("ru", LanguageResolver.Resolve("Порт был закрыт в понедельник после бури, и суда ещё не вернулись.", "en"));

    [Theory]
    [InlineData("The harbour was closed on Monday and it will be open again when the divers have seen all of the walls. ", "de", "en")]
    [InlineData("Der Hafen wurde am Montag nach einem Sturm geschlossen, und die Fähren sind noch nicht wieder auf dem Weg. ", "en", "de")]
    [InlineData("Le port a été fermé lundi après une tempête, et les bateaux ne sont pas encore de retour dans la ville. ", "en-US", "fr")]
    [InlineData("港は月曜日に嵐のあと閉鎖された。船はまだ戻っていない。", "zh", "ja")]
    public void A_whole_article_in_another_language_overrules_a_wrong_declaration(string sentence, string declared, string expected) =>
        Assert.Equal(expected, LanguageResolver.Resolve(string.Concat(Enumerable.Repeat(sentence, 12)), declared));

    [Fact]
    public void A_language_that_shares_the_script_does_not_overrule_it() =>
        Assert.Equal("mk", LanguageResolver.Resolve("Пристаништето беше затворено во понеделникот по бурата.", "mk"));

    [Fact]
    public void One_foreign_sentence_does_not_overrule_the_declaration() =>
        Assert.Equal("de", LanguageResolver.Resolve("The harbour was closed on Monday, it said.", "de"));
}
