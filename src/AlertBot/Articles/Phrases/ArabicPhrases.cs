namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class ArabicPhrases
{
    public const string LineStarts = "اقرأ أيض|شاهد أيض|قد يهمك";

    public const string DateWords = "تم نشره نشر آخر تحديث مساء صباحا مساءً صباحًا";
}
