namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class ChinesePhrases
{
    public const string Labels = "分享|分享到|關鍵字|关键字|關鍵詞|关键词|相關新聞|相关新闻|延伸閱讀|延伸阅读|相关阅读";

    public const string ArchivePictures = "資料照|資料照片|資料圖|資料圖片";

    public const string DateWords = "年 月 日 年月日 時 时 分 秒 更新 公開 發布 发布 日期 時間 时间 週 星期";
}
