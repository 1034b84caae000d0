namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class PortuguesePhrases
{
    public const string Labels =
        @"publicidade|continua depois da publicidade|leia também|ver mais|compartilhar|compartilhar (?:no|por) \w{3,15}|comentários";

    public const string LineStarts =
        @"leia também\s?[:|–—-]|(?:leia|veja|ver)(?: (?:mais|também)){0,2}\s?\|\s?\S"
        + @"|(?:leia|veja|ver)(?: (?:mais|também|ainda)){1,2}(?: sobre)?\s?:";

    public const string ReadingTimes = "tempo de leitura";

    public const string ReadingNouns = "leitura";

    public const string PictureLabels = "imagem";

    public const string HomePages = "início";

    public static readonly string[] RightsReserved = ["todos os direitos reservados"];

    public const string ReadOnLinks = "leia mais.{0,40}";

    public const string EditorialNotes = @"atenção: comentários\b";

    public const string UpdatedWords = "atualizado";

    public const string DatePrepositions = "em";

    public const string DateWords = "de o em por às feira atualizado atualizada atualização";

    public const string ImprintLabels = @"cnpj\b";

    public const string ReaderPronouns = "você|nosso|nossos|nossas?";

    public const string Imperatives = "assine|cadastre-se|faça";

    public const string ArticleReferences =
        "est[ea] (?:artigo|conteúdo|notícia)|conteúdo |para assinantes";

    public const string ConsentNotices = @"sua privacidade|nossos (?:[0-9.]+ )?parceiros\b.{0,100}(?:cookies|dados)|usamos cookies";

    public static readonly string[] NoticeKeywords = ["nossos "];

    public const string CallsToPay =
        "(?:exclusivo|só|apenas|conteúdo) para (?:os )?(?:nossos )?assinantes|para (?:seguir|continuar) lendo"
        + @"|para (?:continuar|seguir) a (?:ler|leitura)|(?:assine|cadastre-se|faça login)\b[^.!?]{0,30}\bpara (?:ler|continuar)";

    public static readonly string[] CallToPayKeywords = ["assin", "lendo", " a ler", " a leitura", "cadastr"];

    public const string SubscriptionOffers = "já (?:é|sou) assinante";

    public const string PaidLabels = "(?:conteúdo )?exclusivo para assinantes";
}
