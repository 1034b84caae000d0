using System.Buffers;

namespace AlertBot.Summaries.Extractive;

/// <summary>Detects boilerplate: captions, bylines, advertisement lines, calls to subscribe.</summary>
internal static class BoilerplateSentences
{
    // A sentence that contains one of these is about the page, not about the event.
    private static readonly SearchValues<string> BoilerplatePhrases = SearchValues.Create(
        [
            "story continues below", "article continues below", "continues after advertisement", "continue reading", "click here",
            "follow us on", "subscribe to", "sign up for", "sign up to", "read more", "read also", "also read", "all rights reserved",
            "copyright ©", "(file photo", "(file pic", "file photo:", "file photo of", "file picture", "getty images", "image source",
            "image caption", "image credit", "photo by", "photo credit", "photo:", "picture:", "(photo", "(pictured)", "pictured above",
            "(image:",
            "our newsletter", "what we know", "need to know about", "here's what", "here’s what", "read the full", "read our full",
            "click on", "find out more", "follow our live", "live blog", "live updates", "get the latest", "breaking news alert",
            "this article was", "this story has been", "this material may not be", "download the app", "install the", "terms of use",
            "privacy policy", "cookie", "share this", "stay updated", "join our", "enable javascript", "your browser",
            "for more information, visit", "scroll down", "video below", "watch the video", "you must be logged in", "last updated",
            "most read", "related articles", "newsletter sign", "see also:", "contributed to this report", "originally published",
            "originally appeared",
            "(left)", "(right)", "(centre)", "(center)", "pictured left", "pictured right", "pictured is", "pictured with", "(links)",
            "(rechts)", "(l.)", "(r.)", "(à gauche)", "(à droite)", "(au centre)", "(izquierda)", "(derecha)", "(izq.)", "(dcha.)",
            "(von links", "(v. l.", "(v.l.", "(li.)", "(re.)", "auf dem foto", "auf dem bild", "von links nach rechts", ", left, ",
            ", right, ", ", center, ", ", centre, ", ", second from left", ", second from right", "from left:", "▲",
            "lesen sie auch", "mehr zum thema", "jetzt abonnieren", "lire aussi", "abonnez-vous", "lea también", "suscríbete", "foto:",
            "photo d’archives",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>In UTF-16 code units. A longer paragraph that contains a caption phrase is article text.</summary>
    private const int MaxCaptionLength = 500;

    private static readonly SearchValues<string> CaptionPhrases = SearchValues.Create(
        ["(file photo", "(file pic", "file photo:", "file photo of", "(photo", "(image:", "(pictured", "image caption", "getty images",
            "photo by", "photo credit", "(archivfoto", "(foto:"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] BylinePrefixes = ["By ", "PUBLISHED", "UPDATED", "Updated:", "Published:", "Advertisement",
        "Caption:", "Tags:", "Topics:", "Photograph:", "Source:", "Editor’s note", "Editor's note", "Reporting by", "Von ", "Par ", "Por "];

    /// <summary>Prefixes up to this length, such as “By ”, may also begin a sentence: names must follow.</summary>
    private const int MaxAmbiguousPrefixLength = 4;

    private const int MaxBylineLength = 60;

    public static bool IsBoilerplate(ReadOnlySpan<char> sentence) => sentence.ContainsAny(BoilerplatePhrases) || IsByline(sentence);

    /// <summary>Whether a whole paragraph is the caption of an image.</summary>
    public static bool IsCaption(ReadOnlySpan<char> paragraph) =>
        paragraph.Length < MaxCaptionLength && paragraph.ContainsAny(CaptionPhrases);

    private static bool IsByline(ReadOnlySpan<char> sentence)
    {
        foreach (var prefix in BylinePrefixes)
        {
            if (sentence.StartsWith(prefix, StringComparison.Ordinal)
                && (prefix.Length > MaxAmbiguousPrefixLength
                    || (sentence.Length < MaxBylineLength && HasOnlyNames(sentence[prefix.Length..]))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasOnlyNames(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (!word.IsEmpty && char.IsLower(word[0]) && word is not ("and" or "in" or "for" or "de" or "van" or "und" or "et" or "y"))
            {
                return false;
            }
        }

        return true;
    }
}
