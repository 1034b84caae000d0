namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class KoreanPhrases
{
    public const string Labels = "더보기|관련기사|관련 기사";

    public const string LineStarts = "저작권자";

    public static readonly string[] RightsReserved = ["무단전재", "무단 전재"];

    public const string ArchivePictures = "자료사진";

    public const string DateWords = "년 월 일 입력 수정 등록";
}
