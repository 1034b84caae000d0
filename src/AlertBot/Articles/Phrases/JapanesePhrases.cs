namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class JapanesePhrases
{
    public const string Labels = "写真を拡大(?:する)?|画像を拡大(?:する)?|拡大する|キーワード|関連記事";

    public const string DateWords = "年 月 日 年月日 時 分 秒 更新 公開 発表";
}
