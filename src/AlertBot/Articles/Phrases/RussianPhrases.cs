namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class RussianPhrases
{
    public const string LineStarts = @"(?:читайте|смотрите)(?: (?:также|еще|ещё)){1,2}\s?:";

    public const string DateWords = "опубликовано обновлено дата";

    public const string ImprintLabels =
        @"тел\.|телефон|редакция\b|адрес редакции|главный редактор|учредитель|сетевое издание|зарегистрировано\b"
        + "|свидетельство о регистрации";
}
