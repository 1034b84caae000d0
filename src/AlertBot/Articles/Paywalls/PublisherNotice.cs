using System.Text.RegularExpressions;

namespace AlertBot.Articles.Paywalls;

/// <summary>
/// The lines in which an outlet names its publisher, its editors and its address: a page that has nothing else has no article.
/// </summary>
internal static partial class PublisherNotice
{
    private const int MinLines = 3;

    /// <summary>One line in so many.</summary>
    private const int MaxLinesPerMatch = 3;

    public static bool IsMatch(string[] paragraphs) =>
        paragraphs.Count(NoticeLine().IsMatch) is >= MinLines and var lines && lines * MaxLinesPerMatch >= paragraphs.Length;

    [GeneratedRegex(@"^(?:tel(?:efon|efono|éfono|éphone|ephone)?\s?[.:]|fax\s?[.:]|e-?mail\s?:|тел\.|телефон|адрес "
        + @"редакции|учредитель|редакция\b|главный редактор|свидетельство о регистрации|зарегистрировано\b|сетевое "
        + @"издание|chefredakteur(?:in)?\s?:|chefredaktion\s?:|herausgeber(?:in)?\s?:|verantwortlich (?:für den inhalt|i\. ?s\. "
        + @"?d)|amtsgericht\b|handelsregister|ust-?id|editor[- ]in[- "
        + @"]chief\s?:|publisher\s?:|redaktion\s?:|impressum\b|issn\b|director(?:a)? responsable\s?:|directeur de (?:la "
        + @")?publication\s?:|direttore responsabile\s?:|registrazione (?:al )?tribunale|p(?:artita|\.) ?iva\b|redaktor "
        + @"naczelny\s?:|redactor[- ][sș]ef\s?:|cnpj\b|depósito legal\b|\S{2,40}@\S{3,40}$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoticeLine();
}
