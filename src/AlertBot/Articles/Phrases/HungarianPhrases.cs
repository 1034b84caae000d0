namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class HungarianPhrases
{
    public const string LineStarts = @"(?:olvassa el|olvasd el)(?: (?:is|még)){1,2}\s?:";

    public const string PictureKinds = "borítókép";

    public const string CaptionNouns = "[Ff]otó";
}
